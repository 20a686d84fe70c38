import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AppState } from '../_app-state';
import { InvalidInput, quote } from '../_errors';
import { NOTICES } from '../_notices';
import { warn } from '../_warnings';

/**
 * Claims the name for an object: a second one in the same chart is an error. In another chart of the same vSphere
 * Namespace it is a warning, because that chart may go to another Supervisor.
 */
export function requireOneOfAName(construct: IConstruct, subject: string, namespace: string, way: string): void {
  const holder = AppState.of(construct).claim(construct, `${namespace}/${subject}`);
  if (!holder) {
    return;
  }
  const twice = `it is made twice in the vSphere Namespace ${quote(namespace)}, first at ${quote(holder.node.path)}: ${way}`;
  if (Chart.of(holder) === Chart.of(construct)) {
    throw new InvalidInput(`${subject}: ${twice}.`);
  }
  warn(construct, NOTICES.SAME_NAME, subject, `${twice}, unless the two charts go to two Supervisors.`);
}
