import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { groupLimit } from '../../platform/_interface-verdicts';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { configOfWorkload, interfacesOf, settingsOf } from '../manifests/_antrea';
import { Inventory, Manifest } from '../manifests/_inventory';
import { once } from '../manifests/_lookups';
import { POD_KINDS } from '../manifests/_pods';
import { clusterOfWorkload } from '../manifests/_reach';
import { SeenStream, groupsOfUse } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

const { memberships, membershipSysctl } = MULTICAST_LIMITS;
const receivers = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    pod({ command: ['iperf', '-s', '-u', '-B', `239.1.1.${i}`] }, {}, { name: `player-${i}` }),
  );

export const TOO_MANY_GROUPS: Rule = {
  id: 'TAM029',
  level: FindingLevel.WARNING,
  title: 'The receivers of a cluster join no more groups than a Node can',
  why: `${memberships.what} ${membershipSysctl.what}`,
  fix: 'Run the receivers on different Nodes, use fewer multicastInterfaces, or raise the sysctl net.ipv4.igmp_max_memberships of the Nodes.',
  source: memberships.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const own = joinedBy(object, inventory);
    if (own.length === 0) {
      return NOT_APPLICABLE;
    }
    const numbers = groupNumbers(inventory).get(clusterOfWorkload(object, inventory));
    const config = configOfWorkload(object, inventory);
    const { most, what, fix, source } = groupLimit(interfacesOf((config && settingsOf(config)) ?? {}));
    for (const use of own) {
      const beyond = groupsOfUse(use).find((group) => (numbers?.get(group) ?? 0) > most);
      if (beyond !== undefined) {
        const message = `It joins ${quote(beyond)}, which is group number ${numbers?.get(beyond)} of its cluster; ${what}. A further group works only between Pods of the same Node.`;
        return [{ message, fix, source, at: use.places.group }];
      }
    }
    return [];
  },
  fails: { objects: receivers(memberships.most + 1) },
  passes: { objects: receivers(memberships.most) },
  notApplicable: { objects: [service()] },
};

/** The uses of an object whose groups the Node joins. */
function joinedBy(workload: Manifest, inventory: Inventory): SeenStream[] {
  return streamUsesOf(workload, inventory).filter(({ isJoined }) => isJoined);
}

/** The groups that Pods join, numbered from 1, by cluster. */
const groupNumbers = once((inventory) => {
  const found = new Map<unknown, Map<string, number>>();
  for (const workload of POD_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    const place = clusterOfWorkload(workload, inventory);
    const numbers = found.get(place) ?? new Map<string, number>();
    found.set(place, numbers);
    for (const group of joinedBy(workload, inventory).flatMap(groupsOfUse)) {
      if (!numbers.has(group)) {
        numbers.set(group, numbers.size + 1);
      }
    }
  }
  return found;
});
