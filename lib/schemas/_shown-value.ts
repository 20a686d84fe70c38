import { Path } from '../checks/_paths';
import { Tree, isTree } from '../checks/_trees';
import { quoteMember } from '../messages/_errors';
import { HIDDEN } from '../messages/_secret-texts';
import { isHiddenAt, jsonWithoutSecrets } from '../messages/_secret-values';

/** Returns the value at a path; undefined if there is none. */
export function valueAtPath(root: unknown, at: Path): unknown {
  return at.reduce<unknown>((here, part) => {
    if (Array.isArray(here)) {
      return here[part as number];
    }
    return isTree(here) && Object.hasOwn(here, part) ? here[part] : undefined;
  }, root);
}

/** Returns the value at a path as messages show it: maps and lists only by their type, and secrets not at all. */
export function shownAt(manifest: Tree, at: Path): string {
  const value = valueAtPath(manifest, at);
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (value !== null && typeof value === 'object') {
    return 'a map';
  }
  const parent = valueAtPath(manifest, at.slice(0, -1));
  const name = lastNameOf(at);
  if (isHiddenAt(String(manifest.kind), secretPath(manifest, at), value) || isHiddenInList(parent, at)) {
    return HIDDEN;
  }
  return quoteMember(name, value);
}

/** Whether the item of a list is the value of an option that holds a secret, such as a password. */
function isHiddenInList(list: unknown, at: Path): boolean {
  const index = at[at.length - 1];
  if (!Array.isArray(list) || typeof index !== 'number') {
    return false;
  }
  // A number or a boolean would be an argument too: all are compared as text.
  const texts = list.map((item) => (item !== null && typeof item === 'object' ? '' : String(item)));
  const shown: unknown = JSON.parse(jsonWithoutSecrets(texts, lastNameOf(at.slice(0, -1))) ?? '[]');
  return !Array.isArray(shown) || shown[index] !== texts[index];
}

function lastNameOf(at: Path): string {
  const last = at[at.length - 1];
  return typeof last === 'string' ? last : '';
}

/** Returns the path with the name of each item of a list in place of its index, by which secrets are told. */
function secretPath(manifest: Tree, at: Path): string {
  return at
    .map((part, depth) => {
      if (typeof part === 'string') {
        return `[${JSON.stringify(part)}]`;
      }
      const item = valueAtPath(manifest, at.slice(0, depth + 1));
      const label = isTree(item) ? [item.name, item.key].find((one) => typeof one === 'string') : undefined;
      return `[${String(label ?? part).replace(/[[\]"]/g, '')}]`;
    })
    .join('');
}
