import { isSecretName } from './_secret-names';

/** Text that is printed in place of a secret. */
export const HIDDEN = '(not shown)';

/** More than any app has. It bounds the memory of a program that creates secrets without end. */
const MOST_REGISTERED = 1000;
const registeredSecrets = new Set<string>();

/** Hides a text in all output. */
export function hide(secret: string): void {
  registeredSecrets.delete(secret);
  registeredSecrets.add(secret);
  const [oldest] = registeredSecrets;
  if (registeredSecrets.size > MOST_REGISTERED) {
    registeredSecrets.delete(oldest);
  }
}

/** A form of secrets. Where the form is slow to look for, a faster one tells that a text has none. */
type Form = RegExp | [form: RegExp, sign: RegExp];

/** Secrets with a known form. */
const FORMS: Form[] = [
  // Keys and certificates in PEM; in JSON \n ends their lines.
  /-----BEGIN [A-Z\d ]*-----(?=(?:\s|\\[nr])*[\w+/=]{4})(?:[^"\\]|\\[nr])*/g,
  // JSON Web Tokens.
  /\beyJ[\w-]{8,500}\.[\w-]{1,8000}(?:\.[\w-]*)?/g,
  // Tokens of GitHub, GitLab, Slack, npm, Docker, Stripe and others.
  [
    /\b(?:gh[pousr]_|github_pat_|npm_|dckr_pat_|hf_|dop_v\d_|shp[a-z]{2}_|[prs]k_(?:live|test)_|sk-(?:[a-z]+-)?)[A-Za-z\d]{16,}\w*/g,
    /[_-][A-Za-z\d]{16}/,
  ],
  /\b(?:gl(?:pat|dt|rt|soat|ft|cbt|imt)-|xox[a-z]-|xapp-|pypi-AgE|SG\.|ya29\.|AIza|AGE-SECRET-KEY-)(?=[\w.-]*\d)[\w.-]{16,}/g,
  // Tokens of Vault.
  [/(?<![\w.-])(?:hv[sb]\.[\w-]{24,}|s\.[A-Za-z\d]{24})(?![\w.-])/g, /\.[\w-]{24}/],
  // Elements of XML, and lines of .netrc.
  [/(?<=<(?:\w*(?:pass|secret|token)\w*)>)[^<]+(?=<)/gi, /<\w*>[^<]+</],
  [/(?<=\blogin \S{1,80} password )\S+/gi, /\blogin \S{1,80} password /i],
  /\b(?:AKIA|ASIA|AROA|AIDA|LTAI)[A-Z\d]{12,}/g,
  /\bhooks\.slack\.com\/[\w/-]+/g,
  // Tokens with which a Node joins a cluster.
  [/\b[a-z\d]{6}\.(?=[a-z]*\d)[a-z\d]{16}\b/g, /\.[a-z\d]{16}/],
  // Hashes of passwords.
  /\$(?:\d|2[abxy]?|y|gy|apr1|sha1|argon2\w*)\$[\w./+=,$-]{8,}/g,
  // Keys of SSH.
  /\b(?:ssh|ecdsa|sk)-[\w-]{1,40}(?:@openssh\.com)? +AAAA[\w+/=]{16,}/g,
  // Headers of HTTP.
  /\bBearer +[\w.~+/=-]{8,}|\bBasic +(?=[\w+/]*[\d=])[\w+/=]{8,}/g,
];

/** Commands that take passwords in any position. */
const PASSWORD_COMMAND = /(?:^|[^\w-])(?:chpasswd|htpasswd|mkpasswd|sshpass|passwd +--stdin|openssl +passwd)\b/;

// These patterns begin at the rare character and look back from there, which keeps them fast.
/** A password after a user name, before a host or after an option. */
const USER_AT_HOST = /:(?<=(?:^|[\s"'(=,])[^\s"'(=,:@/]{1,80}:)(?!\/\/)[^\s@]{1,500}(?=@(?!sha\d+:))/g;
const USER_OPTION = /:(?<=(?:^|[\s"'])(?:-u|--[\w-]{0,20}user)(?: {1,3}|=)[^\s:]{1,80}:)(?!\d+(?:\s|$))\S+/g;
/** A name and its separator: `=`, or a colon as in YAML, in JSON and in a header. */
const ASSIGNMENT =
  /(?::?=>?|:(?:(?<=["']\s{0,3}:)|(?=\s)))(?<=(?<name>[\w.-]{1,80})["'\\]{0,4}\s{0,3}(?::?=>?|:))\s{0,3}/g;
/** An option of a command whose value is the next word. */
const OPTION = /\s(?<=(?:^|\s)--?(?<name>[A-Za-z][\w-]{0,80})\s)\s*(?!-)/g;

/** Values under the name of a secret that are not a secret. */
const NO_SECRET = /^(?:true|false|yes|no|on|off|none|null|nil)?$/i;

/** Whether a text is empty, or only yes, no, none or the like. */
export function saysNothing(text: string): boolean {
  return NO_SECRET.test(text);
}

/**
 * Returns the text without registered secrets, secrets of a known form, and secrets in URLs. Everything else stays, so
 * that JSON text stays valid.
 */
export function withoutTokens(text: string): string {
  const rest = [...registeredSecrets].reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
  return withoutUserinfo(FORMS.reduce(withoutForm, rest));
}

function withoutForm(text: string, form: Form): string {
  const [pattern, sign] = Array.isArray(form) ? form : [form];
  return sign && !sign.test(text) ? text : text.replace(pattern, HIDDEN);
}

/** Returns the text without user names and passwords in its URLs. */
export function withoutUserinfo(text: string): string {
  return /:\/\/\S*@/.test(text) ? text.replace(/\S+/g, withoutUserinfoOfWord) : text;
}

function withoutUserinfoOfWord(word: string): string {
  const start = word.indexOf('://') + 3;
  const at = word.lastIndexOf('@');
  if (start < 3 || at < start) {
    return word;
  }
  const [authority] = /^[^/?#]*/.exec(word.slice(start)) as RegExpExecArray;
  // A password may contain characters that end the authority. A colon without a port after it comes before a password.
  if (/^[^@]+@/.test(authority) || /^[^@:[]+:(?!\d+$)/.test(authority)) {
    return `${word.slice(0, start)}${HIDDEN}${word.slice(at)}`;
  }
  const end = start + authority.length;
  return `${word.slice(0, end)}${withoutUserinfoOfWord(word.slice(end))}`;
}

/**
 * Returns a text of one line without everything that is or may be a secret. If the end of a secret is not certain, the
 * rest of the line is hidden too.
 *
 * @param mayHoldDigests whether long random words may be digests, which stay
 */
export function withoutSecrets(text: string, mayHoldDigests = false): string {
  if (PASSWORD_COMMAND.test(text)) {
    return HIDDEN;
  }
  const shown = withoutTokens(text).replace(USER_AT_HOST, `:${HIDDEN}`).replace(USER_OPTION, `:${HIDDEN}`);
  return cut(cut(mayHoldDigests ? shown : withoutRandomWords(shown), ASSIGNMENT), OPTION);
}

/** Words of letters and digits, such as a name, a release or the path of a construct. No known form has so short words. */
const SAFE_NAME = /^(?:[A-Za-z\d]{1,15}(?:[./-]+(?!$)|$))*$/;
const MOST_OF_NAME = 64;
/** Parts of other secrets of a known form, and of commands with a password. */
const SIGN_OF_SECRET = /eyJ|gl[a-z]+-|xox|xapp|pypi|SG\.|ya29|AIza|AGE-|hv[sb]\.|slack|sk-|passwd|sshpass/;

/** Whether the text is certainly no secret. It is a fast answer for most names; other texts may be no secret either. */
export function isPlainName(text: string): boolean {
  return (
    text.length <= MOST_OF_NAME &&
    registeredSecrets.size === 0 &&
    SAFE_NAME.test(text) &&
    !SIGN_OF_SECRET.test(text) &&
    (text.length < 20 || withoutRandomWords(text) === text)
  );
}

/** Returns the text up to the first value whose name means a secret. */
function cut(text: string, pattern: RegExp): string {
  for (const match of text.matchAll(pattern)) {
    const begin = match.index + match[0].length;
    const name = match.groups?.name ?? '';
    // In a variable on one line, the value after `name` is the name.
    const [named] = /^name$/i.test(name) ? (/[\w.-]*/.exec(text.slice(begin, begin + 80)) ?? []) : [];
    if (isSecretName(named ?? name) && !saysNothing(text.slice(begin))) {
      return `${text.slice(0, begin)}${HIDDEN}`;
    }
  }
  return text;
}

/** Returns the text without long runs of random letters and digits. The digest of an image stays. */
export function withoutRandomWords(text: string): string {
  return text.replace(/[A-Za-z\d+/_=-]{20,}/g, (run, at: number) => {
    const before = text.slice(Math.max(0, at - 8), at);
    const isDigest = /(?:sha\d{1,3}|md5)[:=]$/i.test(before) || /^(?:sha\d{3}|md5)-/.test(run);
    return !isDigest && isRandom(run) ? HIDDEN : run;
  });
}

function isRandom(run: string): boolean {
  const isMixed = /[a-z]/.test(run) && /[A-Z]/.test(run) && (/\d/.test(run) || run.length >= 32);
  return (isMixed && changes(run) >= 0.3 * run.length) || run.split(/[-_/=+]+/).some(isRandomWord);
}

/** Hexadecimal digits, or digits among letters of one case. */
function isRandomWord(word: string): boolean {
  const isHex = word.length >= 32 && /^[\da-f]+$/i.test(word) && /\d/.test(word) && /[a-f]/i.test(word);
  return isHex || (word.length >= 24 && /^(?:[a-z\d]+|[A-Z\d]+)$/.test(word) && changes(word) >= 0.2 * word.length);
}

/** Returns how often a new word or number begins, if the run is read as a name such as `fooBar2`. */
function changes(run: string): number {
  return run.match(/[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])|[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
}
