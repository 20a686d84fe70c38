import { ApiObject, Chart, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { types } from 'util';
import { InvalidInput, quote } from '../messages/_errors';
import { describe } from './_values';

/** Returns the value. Throws if it is not a construct: JavaScript has no compiler that checks it. */
export function requireConstruct<T extends IConstruct>(subject: string, value: T): T {
  if (types.isProxy(value) || !Construct.isConstruct(value)) {
    throw new InvalidInput(`${subject} is ${describe(value)}: give a construct, such as the app or a chart.`);
  }
  return value;
}

/** Returns the arguments for the constructor of the base class. Throws if no construct can be created there. */
export function requirePlace(className: string, scope: Construct, id: string): [scope: Construct, id: string] {
  requireConstruct(`${className}: scope`, scope);
  if (typeof id !== 'string' || id === '') {
    throw new InvalidInput(`${className}: id is ${quote(id)}: give a name that is unique in the scope.`);
  }
  return [scope, id];
}

/** Returns the innermost chart that a construct is in; undefined if it is in none. */
export function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.reverse().find((scope) => Chart.isChart(scope));
}

/** Returns the objects of a chart at any depth, without those of charts in it, in the order of the tree. */
export function objectsOfChart(chart: Chart): ApiObject[] {
  const found: ApiObject[] = [];
  const left: IConstruct[] = [chart];
  for (let construct = left.pop(); construct; construct = left.pop()) {
    if (ApiObject.isApiObject(construct)) {
      found.push(construct);
    }
    left.push(...construct.node.children.filter((child) => !Chart.isChart(child)).reverse());
  }
  return found;
}

/** Returns the seconds of a Duration. Throws if they are not a whole number from 1 to 2147483647. */
export function requireSeconds(subject: string, duration: Duration, example = 'Duration.minutes(5)'): number {
  if (!(duration instanceof Duration)) {
    throw new InvalidInput(`${subject} is ${quote(duration)}: give a Duration of cdk8s, such as ${example}.`);
  }
  const seconds = duration.toSeconds({ integral: false });
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 2 ** 31 - 1) {
    throw new InvalidInput(
      `${subject} ${quote(`${seconds}s`)} is out of range: use a whole number of seconds from 1 to 2147483647, such as ${example}.`,
    );
  }
  return seconds;
}
