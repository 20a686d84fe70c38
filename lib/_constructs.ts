import { types } from 'util';
import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { InvalidInput, quote } from './_errors';
import { describe } from './_fields';

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
export function chartAround(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.reverse().find((around) => Chart.isChart(around));
}
