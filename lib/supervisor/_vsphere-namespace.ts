import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { InvalidInput } from '../_errors';

/** The namespace of the chart around the construct; `subject` begins the error where it has none. */
export function vsphereNamespaceOf(construct: IConstruct, subject: string): string {
  const namespace = Chart.of(construct).namespace;
  if (!namespace) {
    throw new InvalidInput(
      `${subject} stands in a chart without a namespace: put it into a SupervisorChart, which names its vSphere Namespace.`,
    );
  }
  return namespace;
}
