import { types } from 'util';
import { InvalidInput, quote } from '../messages/_errors';
import { isTree } from './_trees';

/** Throws if the value is a Proxy or has getters: they run code that can return another value at each read. */
export function requireFixed(subject: string, value: unknown): void {
  if (types.isProxy(value)) {
    throw new InvalidInput(`${subject} is a Proxy: give a plain value.`);
  }
  if (value === null || typeof value !== 'object') {
    return;
  }
  for (const name of Object.getOwnPropertyNames(value)) {
    const member = Object.getOwnPropertyDescriptor(value, name) as PropertyDescriptor;
    if (!('value' in member)) {
      throw new InvalidInput(`${subject} has a getter ${quote(name)}: give the value itself.`);
    }
    if (types.isProxy(member.value)) {
      throw new InvalidInput(`${subject} has a Proxy as ${quote(name)}: give a plain value.`);
    }
  }
}

/** Returns the value, and 0 for -0. Throws if it is not a whole number within the bounds. */
export function requireWhole(subject: string, value: number, min: number, max: number, hint = ''): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidInput(`${subject} is ${quote(value)}: use a whole number from ${min} to ${max}${hint}.`);
  }
  return value + 0;
}

/** Returns the value. Throws if the enum does not have it: JavaScript has no compiler that checks it. */
export function requireMember<T extends string>(subject: string, members: { [name: string]: T }, value: T): T {
  const values = Object.values(members);
  if (!values.includes(value)) {
    throw new InvalidInput(`${subject} is ${quote(value)}: use one of ${values.map(quote).join(', ')}.`);
  }
  return value;
}

/** Returns a member of a value that may not be an object; undefined if there is none. */
export function peek(value: unknown, name: string): unknown {
  const member = types.isProxy(value) ? undefined : Object.getOwnPropertyDescriptor(Object(value), name)?.value;
  return types.isProxy(member) ? undefined : member;
}

/** Returns the value. Throws if it is set and is not true or false. */
export function requireBoolean<T extends boolean | undefined>(subject: string, value: T): T {
  if (value !== undefined && typeof value !== 'boolean') {
    throw new InvalidInput(`${subject} is ${quote(value)}: use true or false.`);
  }
  return value;
}

/** Returns the kind of a value, without the value: it may be a secret. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) {
    return String(value);
  }
  if (typeof value !== 'object' || types.isProxy(value)) {
    return types.isProxy(value) ? 'a Proxy' : `a ${typeof value}`;
  }
  return Array.isArray(value) ? 'a list' : isTree(value) ? 'an object' : 'an instance of a class';
}

/** Throws if the value is set and is not a plain object. */
export function requireObject(subject: string, value: unknown): void {
  requireFixed(subject, value);
  if (value !== undefined && !isTree(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give an object, or leave it out.`);
  }
}

/** Returns the converted value; undefined if the value is undefined. */
export function ifGiven<T, R>(value: T | undefined, convert: (value: T) => R): R | undefined {
  return value === undefined ? undefined : convert(value);
}
