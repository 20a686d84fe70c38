import { types } from 'util';
import { InvalidInput, quote } from '../messages/_errors';
import { isTree } from './_trees';

/** Throws where looking at the value runs code of somebody else, which may answer otherwise at each look. */
export function requireFixed(subject: string, value: unknown): void {
  if (types.isProxy(value)) {
    throw new InvalidInput(`${subject} is a Proxy: give a plain value.`);
  }
  if (value === null || typeof value !== 'object') {
    return;
  }
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!('value' in member)) {
      throw new InvalidInput(`${subject} has a getter ${quote(name)}: give the value itself.`);
    }
    if (types.isProxy(member.value)) {
      throw new InvalidInput(`${subject} has a Proxy as ${quote(name)}: give a plain value.`);
    }
  }
}

/** Returns the value, 0 for -0, when it is a whole number within the bounds, else throws `SUBJECT is VALUE: use ...`. */
export function requireWhole(subject: string, value: number, min: number, max: number, hint = ''): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidInput(`${subject} is ${quote(value)}: use a whole number from ${min} to ${max}${hint}.`);
  }
  return value + 0;
}

/** Returns the value when the enum has it, which the compiler does not ask of JavaScript. */
export function requireMember<T extends string>(subject: string, members: { [name: string]: T }, value: T): T {
  const values = Object.values(members);
  if (!values.includes(value)) {
    throw new InvalidInput(`${subject} is ${quote(value)}: use one of ${values.map(quote).join(', ')}.`);
  }
  return value;
}

/** The member of something that is not known to be an object yet. */
export function peek(value: unknown, name: string): unknown {
  const member = types.isProxy(value) ? undefined : Object.getOwnPropertyDescriptor(Object(value), name)?.value;
  return types.isProxy(member) ? undefined : member;
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
