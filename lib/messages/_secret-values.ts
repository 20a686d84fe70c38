import { isDigestName, isPayloadName, isReferenceName, isSecretName } from './_secret-names';
import { HIDDEN, saysNothing, withoutRandomWords, withoutSecrets, withoutTokens } from './_secret-texts';

type Holder = { readonly [name: string]: unknown };

/** Members with the value of the variable that another member names, as in a list of variables. */
const VALUES = /^(value|values|default|defaultvalue)$/i;

/** Options with a user name, and a password after it. */
const IS_USER = /^(u|[\w-]*user)$/;
const PASSWORD_OF_USER = /(?<=^[^\s:]{1,80}:)(?!\d+$).+/;

/**
 * Returns the value as JSON, without secrets: values with the name of a secret, texts that look like a secret, and texts
 * of several lines (certificates, configurations). Returns undefined for values that JSON cannot express.
 *
 * @param name name of the value in its object, if it has one
 */
export function jsonWithoutSecrets(value: unknown, name = ''): string | undefined {
  return JSON.stringify(value, function (this: Holder, key: string, member: unknown) {
    return key === '' ? shownValue(name, member) : isHidden(this, key, member) ? HIDDEN : shownValue(key, member);
  });
}

/** Whether the value at a path such as `spec.a[name].value` of an object is hidden. */
export function isHiddenAt(kind: string, path: string, value: unknown): boolean {
  const steps = stepsOf(path);
  const isBelowSecret = steps
    .slice(0, -1)
    .some((step, i) => isSecretName(step.name) && hidesBelow(kind, step, steps.slice(i + 1)));
  return (isBelowSecret && mayBeSecret(value)) || isHidden({ kind }, nameAt(path), value);
}

/** Whether the name of a secret hides the value at these steps below it. */
function hidesBelow(kind: string, { name, isListed }: Step, below: Step[]): boolean {
  if (isListed) {
    return VALUES.test(below[0].name);
  }
  const isReference = !isPayloadName(name) && below.every((step) => step.isListed || isReferenceName(step.name));
  return !isDataOfConfigMap(kind, name) && !isReference;
}

/** Returns the name of the value at a path; empty for a member of a list. */
export function nameAt(path: string): string {
  const last = stepsOf(path).pop();
  return last === undefined || last.isListed ? '' : last.name;
}

interface Step {
  readonly name: string;
  /** Whether it is the name of a member of a list. */
  readonly isListed: boolean;
}

function stepsOf(path: string): Step[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|[^.[]+/g)].map(([all, quoted, listed]) => ({
    name: quoted ?? listed ?? all,
    isListed: listed !== undefined,
  }));
}

function shownValue(name: string, value: unknown): unknown {
  if (typeof value === 'string') {
    return /[\r\n]/.test(value) ? HIDDEN : shownText(name, value);
  }
  if (Array.isArray(value)) {
    return withoutValuesOfOptions(value);
  }
  return typeof value === 'object' && value !== null ? withoutSecretKeys(value) : value;
}

/** A key may be a secret too. */
function withoutSecretKeys(holder: object): object {
  const keys = Object.entries(holder).map(([key, value]) => [withoutRandomWords(withoutTokens(key)), value]);
  return keys.every(([key]) => Object.hasOwn(holder, key)) ? holder : Object.fromEntries(keys);
}

function isHidden(holder: Holder, name: string, member: unknown): boolean {
  if (!mayBeSecret(member)) {
    return false;
  }
  if (
    VALUES.test(name) &&
    [holder.name, holder.key].some((label) => typeof label === 'string' && isSecretName(label))
  ) {
    return true;
  }
  return isSecretName(name) && !isDataOfConfigMap(holder.kind, name) && (isPayloadName(name) || !isReference(member));
}

/** Whether the value may be a secret: yes, no, null and the like are not. */
function mayBeSecret(value: unknown): boolean {
  return typeof value === 'string'
    ? !saysNothing(value)
    : value !== undefined && value !== null && typeof value !== 'boolean';
}

function isDataOfConfigMap(kind: unknown, name: string): boolean {
  return kind === 'ConfigMap' && name === 'data';
}

/** Whether the value only refers to a secret. */
function isReference(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.every(isReference);
  }
  if (value === null || typeof value !== 'object') {
    return false;
  }
  const names = Object.keys(value);
  return names.every(isReferenceName) && (!names.includes('key') || /^(name|secretName|path)$/m.test(names.join('\n')));
}

/** Returns the text without secrets. JSON text is treated like the value that it contains. */
function shownText(name: string, text: string): string {
  const json = /^\s*[[{]/.test(text) ? jsonOf(text) : undefined;
  const shown = json === undefined ? undefined : jsonWithoutSecrets(json);
  return shown === undefined || shown === JSON.stringify(json) ? withoutSecrets(text, isDigestName(name)) : shown;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the words of a command, without the secrets that follow options such as `--token`. */
function withoutValuesOfOptions(words: unknown[]): unknown[] {
  const command = words.findIndex(
    (word) => typeof word === 'string' && /(^|\/)(sshpass|htpasswd|chpasswd)$/.test(word),
  );
  if (command >= 0) {
    return words.map((word, i) => (i > command ? HIDDEN : word));
  }
  return words.map((word, i) => {
    const before = words[i - 1];
    const [, option] = (typeof before === 'string' && /^--?([A-Za-z][\w-]*)$/.exec(before)) || [];
    if (option === undefined || (typeof word !== 'string' && typeof word !== 'number')) {
      return word;
    }
    if (isSecretName(option)) {
      return String(word).startsWith('--') ? word : HIDDEN;
    }
    return typeof word === 'string' && IS_USER.test(option) ? word.replace(PASSWORD_OF_USER, HIDDEN) : word;
  });
}
