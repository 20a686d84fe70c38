import { Tree, isTree } from '../checks/_trees';
import { Difference, isSame } from '../preview/_differences';
import { SecretPlace, fieldSegment, valueAtField } from './_adoption-file';
import { hideSecrets } from './_clean-texts';

/** Any secret is long enough in this form, and it can be a certificate. */
const PLACEHOLDER = '-----BEGIN CERTIFICATE----- placeholder';

/** The secrets of an adopted app, as far as they are known. */
export interface KnownSecrets {
  /** The value of each variable. One that is not known is a placeholder. */
  readonly values: ReadonlyMap<string, string>;
  /** The fields of each object whose secrets are not known, as differences have them. */
  readonly unknown: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Takes each secret from the environment, else from the sources. */
export function knownSecrets(secrets: SecretPlace[], manifests: ReadonlyMap<string, Tree>): KnownSecrets {
  const values = new Map<string, string>();
  const unknown = new Map<string, Set<string>>();
  for (const { variable, object, field } of secrets) {
    const found = valueAtField(manifests.get(object), field);
    const value = process.env[variable] ?? found;
    if (typeof value === 'string') {
      hideSecrets([value]);
      values.set(variable, values.get(variable) ?? value);
    } else if (value === undefined) {
      unknown.set(object, (unknown.get(object) ?? new Set<string>()).add(field));
    }
  }
  secrets.forEach(({ variable }) => values.set(variable, values.get(variable) ?? PLACEHOLDER));
  return { values, unknown };
}

/** Whether two values differ only in unknown fields. */
export function differsOnlyIn(unknown: ReadonlySet<string>, { path, before, after }: Difference): boolean {
  const [from, to] = [before, after].map((value) => withoutFields(value, path, unknown));
  return isSame(from, to);
}

/** The value without these fields; undefined if they are all that it has besides its name. */
function withoutFields(value: unknown, path: string, fields: ReadonlySet<string>): unknown {
  if (fields.has(path)) {
    return undefined;
  }
  if (!Array.isArray(value) && !isTree(value)) {
    return value;
  }
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const all = steps.map((step) => {
    const member: unknown = (value as { [step: string | number]: unknown })[step];
    return { step, member, kept: withoutFields(member, `${path}${fieldSegment(value, step, path)}`, fields) };
  });
  const rest = all.filter(({ kept }) => kept !== undefined);
  const isOfName = rest.every(({ step }) => step === 'name');
  if (rest.length < all.length && isOfName) {
    return undefined;
  }
  return Array.isArray(value)
    ? rest.map(({ kept }) => kept)
    : Object.fromEntries(rest.map(({ step, kept }) => [step, kept]));
}
