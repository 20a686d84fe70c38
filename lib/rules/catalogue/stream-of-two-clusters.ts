import { FindingLevel } from '../../messages/finding';
import { NETWORK_ANNOTATION } from '../../platform/networks/_network-name';
import { sharedStreamVerdict } from '../../platform/networks/_shared-streams';
import { cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { nameOf } from '../manifests/_inventory';
import { clusterTextOf, senderElsewhere, sentIntoNetwork } from '../manifests/_networks';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS } from '../manifests/_pods';

const sameNetwork = { [NETWORK_ANNOTATION]: 'workload-1' };
const clusters = [cluster({}, { annotations: sameNetwork }), cluster({}, { name: 'radio', annotations: sameNetwork })];
const inClusters = { 2: 'video', 3: 'radio' };
const hostSender = (group: string) => pod({ command: ['iperf', '-c', group, '-u', '-T', '8'] }, { hostNetwork: true });

export const STREAM_OF_TWO_CLUSTERS: Rule = {
  id: 'TAM114',
  level: FindingLevel.WARNING,
  title: 'Clusters of one network do not send to the same group and port',
  why: `Packets of hostNetwork Pods, and of Pods with a TTL of 2 or more, are also on the network of the Nodes. A receiver of the group and port in any cluster of that network gets them. If two clusters send, it gets a mixture of two streams. A stream that only one cluster sends is meant for others, so it is not reported, and neither is the same group with another port, because the socket of a receiver drops it. The network of a cluster is known only from the annotation ${NETWORK_ANNOTATION} or, in code, the option network.`,
  fix: 'Choose another group for one of the two clusters.',
  source: 'RFC 1112',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const sent = sentIntoNetwork(object, inventory);
    return sent.length === 0
      ? NOT_APPLICABLE
      : sent.flatMap((stream) => {
          const other = senderElsewhere(object, stream, inventory);
          const verdict =
            other &&
            sharedStreamVerdict({ ...stream, sender: nameOf(other), cluster: clusterTextOf(other, inventory) });
          return reportedAt(verdict, stream.use.places.group);
        });
  },
  fails: { objects: [...clusters, hostSender('239.1.2.3'), hostSender('239.1.2.3')], inClusters },
  passes: { objects: [...clusters, hostSender('239.1.2.3'), hostSender('239.1.2.4')], inClusters },
  notApplicable: { objects: [service()] },
};
