import { Path } from '../checks/_paths';
import { isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';

/** A text that is shorter occurs in a sentence by chance. */
const SHORTEST = 3;

/** The weight of a key that a sentence names, and of a value that it quotes. */
const BY_KEY = 2;
const BY_VALUE = 3;

/**
 * Returns the path of the value that a sentence of a construct is about: one in its section that the sentence quotes, or
 * whose key it names, or else one in the whole that it quotes. Returns the path of the section if there is none.
 */
export function nearestPath(values: unknown, section: unknown, path: Path, sentence: string): Path {
  return bestPath(section, path, sentence, BY_KEY) ?? bestPath(values, [], sentence, BY_VALUE) ?? path;
}

/** Returns the path of the value with the highest weight, of those with at least this one. */
function bestPath(section: unknown, path: Path, sentence: string, least: number): Path | undefined {
  let best: { readonly path?: Path; readonly score: number } = { score: 0 };
  const words = new Set(sentence.match(/[A-Za-z][A-Za-z0-9]*/g));
  const visit = (value: unknown, at: Path, above: number): void => {
    const key = at[at.length - 1];
    const named =
      typeof key === 'string' && key.length >= SHORTEST && at.length > path.length && words.has(key) ? BY_KEY : 0;
    const quoted = isMentioned(value, sentence) ? BY_VALUE : 0;
    const score = above + named + quoted;
    if (Math.max(named, quoted) >= least && score > best.score) {
      best = { path: at, score };
    }
    if (Array.isArray(value)) {
      value.forEach((item, i) => visit(item, [...at, i], score));
    } else if (isTree(value)) {
      Object.entries(value).forEach(([name, member]) => visit(member, [...at, name], score));
    }
  };
  visit(section, path, 0);
  return best.path;
}

function isMentioned(value: unknown, sentence: string): boolean {
  return typeof value === 'string' && value.length >= SHORTEST && sentence.includes(quote(value));
}
