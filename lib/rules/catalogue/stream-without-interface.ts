import { FindingLevel } from '../../messages/finding';
import { unboundVerdict } from '../../platform/_stream-verdicts';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';
import { isOnPodNetwork } from '../manifests/_streams';
import { NETWORKS, secondNetworksOf } from '../manifests/streams/_second-networks';
import { streamUsesOf } from '../manifests/streams/_uses';

const withNetwork = (...command: string[]) => pod({ command }, {}, { annotations: { [NETWORKS]: 'media-vlan' } });

export const STREAM_WITHOUT_INTERFACE: Rule = {
  id: 'TAM104',
  level: FindingLevel.NOTE,
  title: 'Streams of Pods with several networks name their interface',
  why: `Multus adds network interfaces to a Pod (annotation ${NETWORKS}). ${MULTICAST_LIMITS.secondInterface.what} The library cannot see whether the stream is meant for the second network. Only programs that the library knows are checked.`,
  fix: 'Bind the socket to the interface that the stream is meant for.',
  source: MULTICAST_LIMITS.secondInterface.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    if (!podSpecOf(object) || !isOnPodNetwork(object)) {
      return NOT_APPLICABLE;
    }
    const [network] = secondNetworksOf(object);
    const uses = network ? streamUsesOf(object, inventory) : [];
    return uses.length === 0
      ? NOT_APPLICABLE
      : uses.flatMap(({ group, interfaceName, tool, places }) =>
          interfaceName === undefined && tool
            ? reportedAt(unboundVerdict(group, network.interfaceName, tool), places.group)
            : [],
        );
  },
  fails: { objects: [withNetwork('iperf', '-s', '-u', '-B', '239.1.2.3')] },
  passes: { objects: [withNetwork('iperf', '-s', '-u', '-B', '239.1.2.3%eth0')] },
  notApplicable: { objects: [service()] },
};
