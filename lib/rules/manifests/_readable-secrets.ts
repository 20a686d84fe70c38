import { Path } from '../../checks/_paths';
import { isTree } from '../../checks/_trees';
import { isPayloadName, isSecretName } from '../../messages/_secret-names';
import { saysNothing, withoutUserinfo } from '../../messages/_secret-texts';
import { isCertificate } from './_encryption-keys';

/** A member whose value takes the place of its parent, as in `clientSecret: { value: ... }`. */
const VALUE_NAME = /^(value|data|default)$/i;

/** A text that something else replaces later, such as `${PASSWORD}`. */
const STAND_IN = /^\s*(\$\{[^}]*\}|\$\([^)]*\)|\{\{.*\}\}|<[^<>]*>)\s*$/;

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const DOCKER_CONFIG = /"auths"\s*:/;

/** Returns the places of the secrets that are readable in a value. `at` is the place of the value. */
export function readableSecrets(value: unknown, at: Path): Path[] {
  if (Array.isArray(value)) {
    return value.flatMap((member, i) => readableSecrets(member, [...at, i]));
  }
  if (isTree(value)) {
    return Object.entries(value).flatMap(([name, member]) => readableSecrets(member, [...at, name]));
  }
  return (isText(value, at) && isSecretAt(at)) || secretInText(value) ? [at] : [];
}

/** Whether the value may be a secret. A number, such as that of tokens, is one only as a password. */
function isText(value: unknown, at: Path): boolean {
  const isPassword = typeof value === 'number' && /pass|pwd|pin$/i.test(String(at[at.length - 1]));
  return isPassword || (typeof value === 'string' && isReadable(value));
}

function isReadable(text: string): boolean {
  return !saysNothing(text.trim()) && !STAND_IN.test(text) && !isCertificate(text);
}

/** Whether the name of the value, or that of its parent if it is only `value`, means a secret. */
function isSecretAt(at: Path): boolean {
  const names = at.filter((part) => typeof part === 'string');
  const last = names[names.length - 1] ?? '';
  const name = VALUE_NAME.test(last) ? (names[names.length - 2] ?? '') : last;
  return isSecretName(name) && !isPayloadName(name);
}

/** Whether a value is a private key, the credentials of a registry, or a URL with a password, also in base64. */
export function secretInText(value: unknown): boolean {
  if (typeof value !== 'string') {
    return false;
  }
  const texts = [value, Buffer.from(value, 'base64').toString('utf8')];
  return (
    texts.some((text) => PRIVATE_KEY.test(text) || DOCKER_CONFIG.test(text)) ||
    (/^\w+:\/\/\S+$/.test(value) && withoutUserinfo(value) !== value)
  );
}

/** Returns whether the data of a registry, a text or a map of texts, is more than CA certificates. */
export function isMoreThanCertificates(data: unknown): boolean {
  const texts: unknown[] = isTree(data) ? Object.values(data) : [data];
  return texts.some((text) => text !== undefined && text !== null && text !== '' && !isCertificate(text));
}
