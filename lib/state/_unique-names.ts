import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { requireDnsLabel } from '../checks/_names';
import { warn } from '../messages/_construct-notes';
import { ICluster } from '../platform/cluster';
import { InvalidInput, quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { AppState, clusterKey } from './_app-state';

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

/** An object of a workload cluster. */
interface ObjectInCluster {
  readonly cluster: ICluster;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** Returns the name when no other object of the kind has it in the namespace. */
export function requireFreeName(
  scope: Construct,
  subject: string,
  { cluster, namespace, kind, name }: ObjectInCluster,
): string {
  requireDnsLabel(`${subject}: name`, name);
  const holder = AppState.of(scope).claim(scope, `${clusterKey(cluster)}/${namespace}/${kind}/${name}`);
  if (holder) {
    throw new InvalidInput(
      `${subject}: name ${quote(name)} is taken in Namespace ${quote(namespace)} by ${quote(holder.node.path)}: give each a name of its own.`,
    );
  }
  return name;
}
