import { Duration } from 'cdk8s';
import { InvalidInput, quote } from '../../../messages/_errors';

/** Number of hours that a duration of Go can have at most, about 292 years. */
const MOST_HOURS = 2_500_000;

/**
 * Returns the duration in the form in which Kubernetes writes it, such as `12s`, `4m0s` or `3h0m0s`. Throws if the value is
 * not a Duration, or longer than one of Go can be.
 */
export function durationText(subject: string, duration: Duration): string {
  const milliseconds = requireDuration(subject, duration).toMilliseconds();
  if (milliseconds < 1000) {
    return milliseconds === 0 ? '0s' : `${milliseconds}ms`;
  }
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes % 60}m` : ''];
  return `${parts.join('')}${((seconds % 60) * 1000 + (milliseconds % 1000)) / 1000}s`;
}

/** Returns the whole seconds of the duration, 0 or more. Throws if it has none. */
export function durationSeconds(subject: string, duration: Duration): number {
  const seconds = requireDuration(subject, duration).toMilliseconds() / 1000;
  if (!Number.isInteger(seconds) || seconds > 2 ** 31 - 1) {
    throw new InvalidInput(
      `${subject} is ${quote(`${seconds}s`)}, but v1beta2 has whole seconds up to 2147483647: use a Duration of whole seconds, or ClusterApiVersion.V1BETA1.`,
    );
  }
  return seconds;
}

function requireDuration(subject: string, duration: Duration): Duration {
  if (!(duration instanceof Duration)) {
    throw new InvalidInput(`${subject} is ${quote(duration)}: give a Duration of cdk8s, such as Duration.minutes(5).`);
  }
  const milliseconds = duration.toMilliseconds({ integral: false });
  if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds > MOST_HOURS * 3_600_000) {
    throw new InvalidInput(
      `${subject} is ${quote(`${milliseconds}ms`)}: use a Duration of whole milliseconds, at most ${MOST_HOURS} hours.`,
    );
  }
  return duration;
}
