import { InvalidInput, quote } from './_errors';
import { requireList } from './_lists';
import { isNear, nearest } from './_names';
import { isTree } from './_plain';

/** Throws where the value is no object of these members, which the compiler does not ask of JavaScript. */
export function requireFields(subject: string, value: unknown, names: string[]): void {
  if (!isTree(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give an object with ${names.join(', ')}.`);
  }
  const unknown = Object.keys(value).find((name) => !names.includes(name) && value[name] !== undefined);
  if (unknown !== undefined) {
    const guess = nearest(unknown, names);
    throw new InvalidInput(
      isNear(unknown, guess)
        ? `${subject} has no option ${quote(unknown)}: did you mean ${quote(guess)}?`
        : `${subject} has no option ${quote(unknown)}: it has ${names.join(', ')}.`,
    );
  }
}

/** The names of a struct's members, held against its type by the compiler. */
export type Options<T> = { readonly [name in keyof Required<T>]: true };

/** Throws where props are no object, or hold an option that there is not, which a widened type lets through. */
export function requireOptions<T>(subject: string, value: T, options: Options<T>): T {
  requireFields(subject, value, Object.keys(options));
  return value;
}

/** Returns the list when it has members: an empty one says nothing. */
export function requireFilled<T>(subject: string, list: T[]): T[] {
  if (requireList(subject, list).length === 0) {
    throw new InvalidInput(`${subject} is []: name at least one, or leave it out.`);
  }
  return list;
}

/** Returns the value when it is true, false or not said. */
export function requireBoolean<T extends boolean | undefined>(subject: string, value: T): T {
  if (value !== undefined && typeof value !== 'boolean') {
    throw new InvalidInput(`${subject} is ${quote(value)}: use true or false.`);
  }
  return value;
}

/** Names the kind of a value and not the value, which may be a secret. */
export function describe(value: unknown): string {
  return value === null || value === undefined
    ? String(value)
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;
}

/** Throws where something else stands in place of an object. */
export function requireObject(subject: string, value: unknown): void {
  if (value !== undefined && !isTree(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give an object, or leave it out.`);
  }
}
