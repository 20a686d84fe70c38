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

/** A name, an index such as `[0]`, or a name in quotes such as `["example.com/app"]`. */
const PART_OF_PATH = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** Returns the path of a text that `pathText()` writes; undefined if the text is not a path. */
export function parsedPath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  PART_OF_PATH.lastIndex = 0;
  while (PART_OF_PATH.lastIndex < text.length) {
    const found = PART_OF_PATH.exec(text);
    if (!found) {
      return undefined;
    }
    const [, name, index, quoted] = found;
    path.push(name ?? (index === undefined ? (JSON.parse(quoted) as string) : Number(index)));
  }
  return path;
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
