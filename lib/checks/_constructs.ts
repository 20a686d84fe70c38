import { Chart, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { types } from 'util';
import { InvalidInput, quote } from '../messages/_errors';
import { describe } from './_values';

/** Returns the value when it is a construct, which the compiler does not ask of JavaScript. */
export function requireConstruct<T extends IConstruct>(subject: string, value: T): T {
  if (types.isProxy(value) || !Construct.isConstruct(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give a construct, such as the app or a chart.`);
  }
  return value;
}

/** What a constructor hands to the one above, when a construct can be made there. */
export function requirePlace(className: string, scope: Construct, id: string): [scope: Construct, id: string] {
  requireConstruct(`${className}: scope`, scope);
  if (typeof id !== 'string' || id === '') {
    throw new InvalidInput(`${className}: id is ${quote(id)}: give a name, once in the scope.`);
  }
  return [scope, id];
}

/** The chart around a construct, where there is one. */
export function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.reverse().find((around) => Chart.isChart(around));
}

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
