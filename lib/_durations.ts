import { Duration } from 'cdk8s';
import { InvalidInput, quote } from './_errors';

/** Returns the whole seconds of a Duration, else throws `SUBJECT is VALUE: ...`. */
export function requireSeconds(subject: string, duration: Duration, example = 'Duration.minutes(5)'): number {
  if (!(duration instanceof Duration)) {
    throw new InvalidInput(`${subject} is ${quote(duration)}: give a Duration of cdk8s, such as ${example}.`);
  }
  const seconds = duration.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 2 ** 31 - 1) {
    throw new InvalidInput(
      `${subject} ${quote(`${seconds}s`)} is out of range: use whole seconds from 1 to 2147483647, such as ${example}.`,
    );
  }
  return seconds;
}
