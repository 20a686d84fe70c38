import { requireLine, requireReadable } from '../../checks/_texts';
import { Tree, mergeInto, requirePlain, treeOf } from '../../checks/_trees';
import { requireObject } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';

/** An option whose members are values by path. */
export interface PathOption {
  readonly option: string;
  /** Name of one of them in messages. */
  readonly what: string;
  /** A valid path. */
  readonly example: string;
}

/** Returns the values that the user gives by path, as a tree. Throws if a path or a value is invalid, or set twice. */
export function treeByPath(
  subject: string,
  { option, what, example }: PathOption,
  given: { [path: string]: any } | undefined,
): Tree {
  requireObject(`${subject}: ${option}`, given);
  const values: Tree = {};
  for (const [path, value] of Object.entries(given ?? {})) {
    requireLine(`${subject}: path of ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`, path);
    requireReadable(`${subject}: ${what} ${quote(path)}`, value);
    requirePlain(`${subject}: ${what} ${quote(path)}`, value);
    if (!/^[^.]+(\.[^.]+)*$/.test(path)) {
      throw new InvalidInput(
        `${subject}: ${what} ${quote(path)} is not a valid path: write names with dots between them, such as ${quote(example)}.`,
      );
    }
    const twice = mergeInto(values, treeOf(path, value));
    if (twice) {
      throw new InvalidInput(`${subject}: the option ${option} sets ${quote(twice)} twice: set it only once.`);
    }
  }
  return values;
}
