import { InvalidInput, quote } from './_errors';
import { Tree, isTree } from './_plain';

const TEXTS = ['name', 'generateName', 'namespace'];
const MAPS = ['labels', 'annotations'];

/** Throws if name, generateName or namespace is a map or a list, or if labels or annotations are not a map. */
export function requireIdentity(subject: string, metadata: Tree): void {
  const text = TEXTS.find((name) => typeof metadata[name] === 'object' && metadata[name] !== null);
  const map = MAPS.find((name) => !isTree(metadata[name] ?? {}));
  const wrong = text ?? map;
  if (wrong !== undefined) {
    const what = wrong === text ? 'a string' : 'a map';
    throw new InvalidInput(
      `${subject} has the metadata.${wrong} ${quote(metadata[wrong])}: write metadata.${wrong}, ${what}.`,
    );
  }
}
