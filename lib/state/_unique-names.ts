import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { requireDnsLabel } from '../checks/_names';
import { warn } from '../messages/_construct-notes';
import { ICluster } from '../platform/cluster';
import { InvalidInput, quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { AppState } from './_app-state';
import { clusterKey, supervisorOf } from './_servers';

/**
 * Claims the name of an object in a vSphere Namespace. Throws if another object in the same chart has it, or in a chart of
 * the same Supervisor. Warns if one in another chart has it and no Supervisor is named, because that chart may be applied to
 * another Supervisor.
 */
export function requireUniqueName(construct: IConstruct, subject: string, namespace: string, way: string): void {
  const supervisor = supervisorOf(construct);
  const holder = AppState.of(construct).claim(construct, `${supervisor ?? ''}:${namespace}/${subject}`);
  if (!holder) {
    return;
  }
  const where = supervisor === undefined ? '' : ` of the Supervisor ${quote(supervisor)}`;
  const taken = `the name is already used in the vSphere Namespace ${quote(namespace)}${where}, at ${quote(holder.node.path)}: ${way}`;
  if (supervisor !== undefined || Chart.of(holder) === Chart.of(construct)) {
    throw new InvalidInput(`${subject}: ${taken}.`);
  }
  warn(
    construct,
    NOTICES.SAME_NAME,
    subject,
    `${taken}, or name the Supervisor of each chart (option supervisor) if there are two.`,
  );
}

/** An object of a workload cluster. */
interface ObjectInCluster {
  readonly cluster: ICluster;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** Returns the name. Throws if another object of the kind has it in the namespace. */
export function requireFreeName(
  scope: Construct,
  subject: string,
  { cluster, namespace, kind, name }: ObjectInCluster,
): string {
  requireDnsLabel(`${subject}: name`, name);
  const holder = AppState.of(scope).claim(scope, `${clusterKey(cluster, scope)}/${namespace}/${kind}/${name}`);
  if (holder) {
    throw new InvalidInput(
      `${subject}: name ${quote(name)} in Namespace ${quote(namespace)} is already used at ${quote(holder.node.path)}: use another name.`,
    );
  }
  return name;
}
