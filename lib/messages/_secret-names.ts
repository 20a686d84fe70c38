/** What stands below such a name is not shown, whatever it is. */
const PAYLOADS =
  /^(contents?|data|stringdata|binarydata|users)$|lastappliedconfiguration|clusterencryptionconfig|userdata|vendordata|cloudconfig|runcmd|bootcmd|writefiles|chpasswd|kubeadmcommands|sysprep/;

/** Parts of a name, also where it is written as one word. */
const PARTS =
  /password|passwd|passphrase|passcode|passwort|kennwort|(^|-)passe($|-)|secret|credential|token|apikey|privatekey|accesskey|(^|-)pass-(word|wd|phrase|code)/;

/** The end of a name in one word, such as DBPASS and ROOTPW. */
const GLUED =
  /^(?!bypass|compass|surpass|trespass|overpass|underpass|encompass)\w+pass$|^(db|root|user|admin|sql|mysql|pg)pw$/;

/** Whole words of a name. */
const WORDS = new Set(['pwd', 'cred', 'creds', 'jwt', 'psk', 'bearer', 'totp']);

/** Words that make a secret where they end a name. */
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

/** What a name is about that ends so: the secret's place, kind or age. */
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

/** How a value is written; the word before names it. */
const ENCODINGS = new Set(['b', 'base', 'hex', 'enc', 'encoded']);

/** Keys that open nothing. */
const OPEN_KEYS = new Set([
  ...['topology', 'partition', 'sort', 'label', 'labels', 'annotation', 'group', 'primary', 'foreign', 'index', 'map'],
  ...['config', 'public', 'publishable', 'field', 'cache', 'routing', 'selector', 'object', 'device'],
]);

/** Members of a reference to a Secret, beside attributes. */
const REFERENCE = new Set(['name', 'namespace', 'key', 'kind', 'apiversion', 'apigroup', 'items', 'optional']);

/** Whether all that stands below a member of this name is kept back, such as the commands of a cloud-init. */
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

/** Whether a member of this name, below one that holds a secret, only says where that secret is. */
export function isReferenceName(name: string): boolean {
  return REFERENCE.has(name.toLowerCase()) || ATTRIBUTES.has(wordsOf(name).pop() ?? '');
}

/** Whether a digest stands under this name, which looks like a secret and is none. */
export function isDigestName(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(checksum|digest|hash|hashes|sha\d*|revision|commit|uid|thumbprint|image|tag)$/.test(word),
  );
}

/** The words of `API_KEY`, `apiKey`, `api-key` and `APIKey2`, in small letters and without what is counted. */
function wordsOf(name: string): string[] {
  return name
    .split(/[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => word.toLowerCase().replace(/\d+$/, ''))
    .filter((word) => word !== '');
}
