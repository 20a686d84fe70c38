import { InvalidInput, quote } from '../messages/_errors';
import { requireFixed } from './_values';

/** Number of members of the longest list that a message shows. */
const SHOWN = 100;

/**
 * Returns the list. Throws if the value is not a list or has empty places: JavaScript has no compiler that checks it.
 *
 * @param show writes the value into the error; lists of secrets need another one
 */
export function requireList<T>(subject: string, list: T[], show: (value: unknown) => string = quote): T[] {
  requireFixed(subject, list);
  if (!Array.isArray(list) || !isWhole(list)) {
    const shown = Array.isArray(list) && list.length > SHOWN ? `a list of ${list.length}` : show(list);
    throw new InvalidInput(`${subject} is ${shown}: give a list without empty places, in square brackets.`);
  }
  const named = Object.keys(list)[list.length];
  if (named !== undefined) {
    throw new InvalidInput(
      `${subject} is a list that also has the property ${quote(named)}: give the list without this property.`,
    );
  }
  return list;
}

/** Whether the list has no empty places. It looks at the keys, because the methods of lists skip empty places. */
function isWhole(list: unknown[]): boolean {
  const places = Object.keys(list).slice(0, list.length);
  return places.length === list.length && places.every((key, i) => key === String(i) && (list[i] ?? null) !== null);
}

/** Returns the list. Throws if it is empty. */
export function requireFilled<T>(subject: string, list: T[], show: (value: unknown) => string = quote): T[] {
  if (requireList(subject, list, show).length === 0) {
    throw new InvalidInput(`${subject} is []: name at least one, or leave it out.`);
  }
  return list;
}
