import { InvalidInput, quote } from './_errors';

/** Returns the value when it is a whole number within the bounds, else throws `SUBJECT VALUE is out of range: ...`. */
export function requireWhole(subject: string, value: number, min: number, max: number, hint = ''): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new InvalidInput(
      `${subject} ${quote(value)} is out of range: use a whole number from ${min} to ${max}${hint}.`,
    );
  }
  return value;
}
