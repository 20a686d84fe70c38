import { types } from 'util';
import { InvalidInput, quote } from './_errors';
import { requireList } from './_lists';
import { requireFixed } from './_members';
import { isNear, nearest } from './_names';
import { Tree, isTree } from './_plain';

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

/** The member of something that is not known to be an object yet. */
export function peek(value: unknown, name: string): unknown {
  const member = types.isProxy(value) ? undefined : Object.getOwnPropertyDescriptor(Object(value), name)?.value;
  return types.isProxy(member) ? undefined : member;
}

/** Returns the list when it has members: an empty one says nothing. */
export function requireFilled<T>(subject: string, list: T[], show: (value: unknown) => string = quote): T[] {
  if (requireList(subject, list, show).length === 0) {
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
  if (value === null || value === undefined) {
    return String(value);
  }
  if (typeof value !== 'object' || types.isProxy(value)) {
    return types.isProxy(value) ? 'a Proxy' : `a ${typeof value}`;
  }
  return Array.isArray(value) ? 'a list' : isTree(value) ? 'an object' : 'an instance of a class';
}

/** Throws where something else stands in place of an object. */
export function requireObject(subject: string, value: unknown): void {
  requireFixed(subject, value);
  if (value !== undefined && !isTree(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give an object, or leave it out.`);
  }
}
