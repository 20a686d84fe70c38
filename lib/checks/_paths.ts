import { remembered } from './_remembered';
import { isTree, memberOf } from './_trees';

/** The place of a value in a manifest: the names of the members and the indexes of the list items that lead to it. */
export type Path = readonly (string | number)[];

const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

/** Returns the path of a text such as `spec.topology.class`. The text cannot have an index, or a name with a dot. */
export const pathOf = remembered((text: string): Path => (text === '' ? [] : text.split('.')));

/** Returns the path as a text, such as `spec.variables[0].value` or `metadata.labels["example.com/app"]`. */
export function pathText(path: Path): string {
  return path
    .map((part, i) => {
      if (typeof part === 'number') {
        return `[${part}]`;
      }
      return PLAIN_NAME.test(part) ? `${i === 0 ? '' : '.'}${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('');
}

/** Returns the first part of the path that exists in the value: the place of a member that is missing is its parent. */
export function existingPath(value: unknown, path: Path): Path {
  let here = value;
  for (const [depth, part] of path.entries()) {
    const next: unknown = Array.isArray(here)
      ? here[part as number]
      : isTree(here)
        ? memberOf(here, String(part))
        : undefined;
    if (next === undefined) {
      return path.slice(0, depth);
    }
    here = next;
  }
  return path;
}
