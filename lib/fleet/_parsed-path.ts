import { Path } from '../checks/_paths';

/** A name, an index such as `[0]`, or a name in quotes such as `["example.com/app"]`. */
const PART = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** Returns the path of a text such as `cluster.nodePools[0].vmClass`; undefined if the text is not a path. */
export function parsedPath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const found = PART.exec(text);
    if (!found) {
      return undefined;
    }
    const [, name, index, quoted] = found;
    path.push(name ?? (index === undefined ? (JSON.parse(quoted) as string) : Number(index)));
  }
  return path;
}
