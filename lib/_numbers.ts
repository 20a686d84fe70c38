import { InvalidInput, quote } from './_errors';

/** Returns the value, 0 for -0, when it is a whole number within the bounds, else throws `SUBJECT is VALUE: use ...`. */
export function requireWhole(subject: string, value: number, min: number, max: number, hint = ''): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidInput(`${subject} is ${quote(value)}: use a whole number from ${min} to ${max}${hint}.`);
  }
  return value + 0;
}
