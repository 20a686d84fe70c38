import { InvalidInput, quote, together } from '../messages/_errors';
import { misspelt, suggestion } from './_names';
import { Tree, isTree } from './_trees';
import { describe, requireFixed } from './_values';

/** The names of all options of a struct. The compiler checks the list against the struct. */
export type Options<T> = { readonly [name in keyof Required<T>]: true };

/** The options of other classes and methods, by the place where a user sets them. */
export type OtherOptions = { readonly [place: string]: { readonly [option: string]: true } };

/**
 * Returns the props if they are a plain object without unknown options, which a widened type lets through. Throws one
 * error with all unknown options.
 *
 * @param others options that users look for here and must set elsewhere
 */
export function requireOptions<T>(subject: string, value: T, options: Options<T>, others: OtherOptions = {}): T {
  const names = Object.keys(options);
  const unknown = unknownMembers(subject, value, names);
  together(...unknown.map((name) => () => refuseOption(subject, name, names, others)));
  return value;
}

/**
 * Does the same for a struct of cdk8s whose members are all objects. A newer cdk8s may have more members: an object with
 * a new name is accepted, unless the name is misspelt.
 */
export function requireOpenOptions<T>(subject: string, value: T, options: Options<T>): T {
  const names = Object.keys(options);
  const unknown = unknownMembers(subject, value, names).filter(
    (name) => misspelt(name, names) !== undefined || typeof (value as Tree)[name] !== 'object',
  );
  together(...unknown.map((name) => () => refuseOption(subject, name, names)));
  return value;
}

function refuseOption(subject: string, name: string, names: string[], others: OtherOptions = {}): never {
  const places =
    misspelt(name, names) === undefined ? Object.keys(others).filter((other) => name in others[other]) : [];
  const wayOut =
    places.length > 0 ? `set it in ${places.join(' or ')}.` : suggestion(name, names, `use ${names.join(', ')}`);
  throw new InvalidInput(`${subject} has no option ${quote(name)}: ${wayOut}`);
}

/** Returns the names of all members that are not in the list. Throws if the value is not a plain object. */
function unknownMembers(subject: string, value: unknown, names: string[]): string[] {
  requireFixed(subject, value);
  if (!isTree(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give an object with ${names.join(', ')}.`);
  }
  return Object.keys(value).filter((name) => !names.includes(name) && value[name] !== undefined);
}
