import { InvalidInput, quote } from './_errors';

/** Returns the value when the enum has it, which the compiler does not ask of JavaScript. */
export function requireMember<T extends string>(subject: string, members: { [name: string]: T }, value: T): T {
  const values = Object.values(members);
  if (!values.includes(value)) {
    throw new InvalidInput(`${subject} is ${quote(value)}: use one of ${values.map(quote).join(', ')}.`);
  }
  return value;
}
