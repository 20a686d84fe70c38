import { InvalidInput, quote } from '../messages/_errors';
import { isNear, nearest } from './_names';
import { Tree, isTree } from './_trees';
import { describe, requireFixed } from './_values';

/** The names of a struct's members, held against its type by the compiler. */
export type Options<T> = { readonly [name in keyof Required<T>]: true };

/** Throws where props are no object, or hold an option that there is not, which a widened type lets through. */
export function requireOptions<T>(subject: string, value: T, options: Options<T>): T {
  const names = Object.keys(options);
  const [unknown] = unknownMembers(subject, value, names);
  if (unknown !== undefined) {
    const guess = nearest(unknown, names);
    throw new InvalidInput(
      isNear(unknown, guess)
        ? `${subject} has no option ${quote(unknown)}: did you mean ${quote(guess)}?`
        : `${subject} has no option ${quote(unknown)}: it has ${names.join(', ')}.`,
    );
  }
  return value;
}

/**
 * The same for a struct of cdk8s whose members are all objects: a newer cdk8s may have more of them, so that an object
 * under a new name is let through, and a misspelt name is not.
 */
export function requireOpenOptions<T>(subject: string, value: T, options: Options<T>): T {
  const names = Object.keys(options);
  for (const unknown of unknownMembers(subject, value, names)) {
    const guess = nearest(unknown, names);
    if (isNear(unknown, guess, MISSPELT)) {
      throw new InvalidInput(`${subject} has no option ${quote(unknown)}: did you mean ${quote(guess)}?`);
    }
    if (typeof (value as Tree)[unknown] !== 'object') {
      throw new InvalidInput(`${subject} has no option ${quote(unknown)}: it has ${names.join(', ')}.`);
    }
  }
  return value;
}

/** Part of a name that may be wrong in a name that is certainly meant. */
const MISSPELT = 0.3;

/** The members that are none of those, of what is an object of plain values. */
function unknownMembers(subject: string, value: unknown, names: string[]): string[] {
  requireFixed(subject, value);
  if (!isTree(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give an object with ${names.join(', ')}.`);
  }
  return Object.keys(value).filter((name) => !names.includes(name) && value[name] !== undefined);
}
