import { InvalidInput, quote } from '../messages/_errors';
import { requireFixed } from './_values';

/** Longest list that a message shows. */
const SHOWN = 100;

/**
 * Returns the value when it is a list without gaps, which the compiler does not ask of JavaScript; `show` is for lists of
 * secrets.
 */
export function requireList<T>(subject: string, list: T[], show: (value: unknown) => string = quote): T[] {
  requireFixed(subject, list);
  if (!Array.isArray(list) || !isWhole(list)) {
    const shown = Array.isArray(list) && list.length > SHOWN ? `a list of ${list.length}` : show(list);
    throw new InvalidInput(`${subject} is ${shown}: give a list without empty places, in square brackets.`);
  }
  const further = Object.keys(list)[list.length];
  if (further !== undefined) {
    throw new InvalidInput(`${subject} is a list with a member ${quote(further)}: give a list of its values only.`);
  }
  return list;
}

/** By its keys: the methods of a list pass over places that were never filled. */
function isWhole(list: unknown[]): boolean {
  const places = Object.keys(list).slice(0, list.length);
  return places.length === list.length && places.every((key, i) => key === String(i) && (list[i] ?? null) !== null);
}

/** Returns the list when it has members: an empty one says nothing. */
export function requireFilled<T>(subject: string, list: T[], show: (value: unknown) => string = quote): T[] {
  if (requireList(subject, list, show).length === 0) {
    throw new InvalidInput(`${subject} is []: name at least one, or leave it out.`);
  }
  return list;
}
