/** Names of which the whole value is hidden. */
const PAYLOADS =
  /^(contents?|data|stringdata|binarydata|users)$|lastappliedconfiguration|clusterencryptionconfig|userdata|vendordata|cloudconfig|runcmd|bootcmd|writefiles|chpasswd|kubeadmcommands|sysprep/;

/** Parts of a name, also within one word. */
const PARTS =
  /password|passwd|passphrase|passcode|passwort|kennwort|(^|-)passe($|-)|secret|credential|token|apikey|privatekey|accesskey|(^|-)pass-(word|wd|phrase|code)/;

/** The end of a name in one word, such as DBPASS and ROOTPW. */
const GLUED =
  /^(?!bypass|compass|surpass|trespass|overpass|underpass|encompass)\w+pass$|^(db|root|user|admin|sql|mysql|pg)pw$/;

/** Whole words of a name. */
const WORDS = new Set(['pwd', 'cred', 'creds', 'jwt', 'psk', 'bearer', 'totp']);

/** Words that mean a secret at the end of a name. */
const LAST_WORDS = new Set([
  'pass',
  'pw',
  'auth',
  'authorization',
  'pat',
  'otp',
  'pin',
  'cookie',
  'salt',
  'dsn',
  'hmac',
  'sig',
  'signature',
]);

/** Last words of names that are about a secret and do not hold it: its location, kind or age. */
const ATTRIBUTES = new Set([
  ...['name', 'names', 'namespace', 'ref', 'refs', 'reference', 'path', 'paths', 'file', 'files', 'dir', 'directory'],
  ...['mount', 'type', 'class', 'kind', 'mode', 'version', 'format', 'algorithm', 'policy', 'provider', 'issuer'],
  ...['audience', 'audiences', 'seconds', 'minutes', 'duration', 'ttl', 'timeout', 'expiry', 'expiration', 'length'],
  ...[
    'size',
    'count',
    'limit',
    'enabled',
    'disabled',
    'required',
    'optional',
    'url',
    'uri',
    'endpoint',
    'host',
    'port',
  ],
]);

/** Last words that only name an encoding; the word before them counts. */
const ENCODINGS = new Set(['b', 'base', 'hex', 'enc', 'encoded']);

/** Words before "key" that mean a key without a secret. */
const OPEN_KEYS = new Set([
  ...['topology', 'partition', 'sort', 'label', 'labels', 'annotation', 'group', 'primary', 'foreign', 'index', 'map'],
  ...['config', 'public', 'publishable', 'field', 'cache', 'routing', 'selector', 'object', 'device'],
]);

/** Members of a reference to a Secret, in addition to attributes. */
const REFERENCE = new Set(['name', 'namespace', 'key', 'kind', 'apiversion', 'apigroup', 'items', 'optional']);

/** Whether the whole value of a member of this name is hidden, such as the commands of a cloud-init. */
export function isPayloadName(name: string): boolean {
  return PAYLOADS.test(name.toLowerCase().replace(/[^a-z\d]/g, ''));
}

/** Whether a member, a variable, an option or a header of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return isPayloadName(name) || isNameOfSecret(wordsOf(name));
}

function isNameOfSecret(all: string[]): boolean {
  const words = ENCODINGS.has(all[all.length - 1]) ? all.slice(0, -1) : all;
  const last = words[words.length - 1];
  if (last === undefined || ATTRIBUTES.has(last)) {
    return false;
  }
  const isKey = /^keys?$/.test(last) && words.length > 1 && !OPEN_KEYS.has(words[words.length - 2]);
  return (
    isKey ||
    LAST_WORDS.has(last) ||
    GLUED.test(last) ||
    words.some((word) => WORDS.has(word)) ||
    PARTS.test(words.join('-'))
  );
}

/** Whether a member of this name, in a member that holds a secret, only refers to the secret. */
export function isReferenceName(name: string): boolean {
  return REFERENCE.has(name.toLowerCase()) || ATTRIBUTES.has(wordsOf(name).pop() ?? '');
}

/** Whether a member of this name holds a digest, which looks like a secret. */
export function isDigestName(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(checksum|digest|hash|hashes|sha\d*|revision|commit|uid|thumbprint|image|tag)$/.test(word),
  );
}

/** Returns the words of names such as `API_KEY`, `apiKey`, `api-key` and `APIKey2`, in lower case and without digits at the end. */
function wordsOf(name: string): string[] {
  return name
    .split(/[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => word.toLowerCase().replace(/\d+$/, ''))
    .filter((word) => word !== '');
}
