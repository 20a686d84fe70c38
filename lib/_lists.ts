import { InvalidInput, quote } from './_errors';

/** Returns the value when it is a list without gaps, which the compiler does not ask of JavaScript. */
export function requireList<T>(subject: string, list: T[]): T[] {
  if (!Array.isArray(list) || list.some((member) => member === undefined || member === null)) {
    throw new InvalidInput(`${subject} is ${quote(list)}: give a list without empty places, in square brackets.`);
  }
  return list;
}
