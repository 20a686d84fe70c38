import { MULTICAST_LIMITS } from '../platform/_multicast-limits';
import { pod, service } from './_examples';
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
    const cluster = inventory.clusterOf(object)?.clusterName;
    const groups = POD_KINDS.flatMap((kind) => inventory.ofKind(kind))
      .filter((other) => inventory.clusterOf(other)?.clusterName === cluster)
      .flatMap(iperfsOf)
      .filter(({ role }) => role === 'receiver')
      .map(({ group }) => group);
    const all = [...new Set(groups)];
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
