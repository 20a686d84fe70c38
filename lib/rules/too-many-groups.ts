import { MULTICAST_LIMITS } from '../platform/_multicast-limits';
import { pod, service } from './_examples';
import { Inventory } from './_inventory';
import { iperfsOf } from './_iperf';
import { POD_KINDS } from './_pods';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

const { memberships } = MULTICAST_LIMITS;
const receivers = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    pod({ command: ['iperf', '-s', '-u', '-B', `239.1.1.${i}`] }, {}, { name: `player-${i}` }),
  );

export const TOO_MANY_GROUPS: Rule = {
  id: 'TAM029',
  level: FindingLevel.WARNING,
  title: "A cluster's receivers join no more groups than a Node takes part in",
  why: memberships.what,
  fix: 'Raise the sysctl net.ipv4.igmp_max_memberships on the Nodes, or keep the receivers apart.',
  source: memberships.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const own = iperfsOf(object).filter(({ role }) => role === 'receiver');
    if (own.length === 0) {
      return NOT_APPLICABLE;
    }
    const all = groupsOf(inventory).get(inventory.clusterOf(object)?.clusterName) ?? [];
    const beyond = own.find(({ group }) => all.indexOf(group) >= memberships.most);
    return beyond
      ? [
          `The group "${beyond.group}" is number ${all.indexOf(beyond.group) + 1} of the groups that the receivers join, and a Node takes part in ${memberships.most}.`,
        ]
      : [];
  },
  fails: { objects: receivers(memberships.most + 1) },
  passes: { objects: receivers(memberships.most) },
  notApplicable: { objects: [service()] },
};

const known = new WeakMap<Inventory, Map<string | undefined, string[]>>();

/** The groups that receivers join, by the name of their cluster. */
function groupsOf(inventory: Inventory): Map<string | undefined, string[]> {
  const found = known.get(inventory) ?? new Map<string | undefined, string[]>();
  if (!known.has(inventory)) {
    known.set(inventory, found);
    for (const workload of POD_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
      const cluster = inventory.clusterOf(workload)?.clusterName;
      const joined = iperfsOf(workload).filter(({ role }) => role === 'receiver');
      found.set(cluster, [...new Set([...(found.get(cluster) ?? []), ...joined.map(({ group }) => group)])]);
    }
  }
  return found;
}
