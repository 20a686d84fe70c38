import { quote } from '../_errors';
import { Verdict } from '../_verdict';
import { FindingLevel } from '../finding-level';

/** What Cluster API appends to `<cluster>-<pool>` for a Node's name: three hyphens with 5, 10 and 5 characters. */
const APPENDED = '-xxxxx-xxxxxxxxxx-xxxxx'.length;
const DNS_LABEL = 63;

/** Whether node pools have names of their own, from which names of Nodes can be made. */
export function nodePoolVerdicts(clusterName: string, pools: string[]): Verdict[] {
  const names = new Set<string>();
  const twice = new Set<string>();
  for (const name of pools) {
    (names.has(name) ? twice : names).add(name);
  }
  return [
    ...[...twice].map((name) => ({
      id: 'TAM047',
      level: FindingLevel.ERROR,
      message: `Two node pools have the name ${quote(name)}.`,
      fix: 'Give each a name of its own.',
      source: 'cluster.x-k8s.io: spec.topology.workers.machineDeployments is a list by name',
    })),
    ...[...names]
      .map((name) => ({ name, length: `${clusterName}-${name}`.length + APPENDED }))
      .filter(({ length }) => length > DNS_LABEL)
      .map(({ name, length }) => ({
        id: 'TAM047',
        level: FindingLevel.WARNING,
        message: `The node pool ${quote(name)} makes Node names of up to ${length} characters, and a DNS label holds ${DNS_LABEL}.`,
        fix: 'Shorten the name of the cluster or of the pool.',
        source: 'derived from the pattern <cluster>-<pool>-xxxxx-xxxxxxxxxx-xxxxx, not from a documented limit',
      })),
  ];
}
