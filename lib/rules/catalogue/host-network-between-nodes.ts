import { FindingLevel } from '../../messages/finding';
import { hostNetworkVerdict } from '../../platform/_reach';
import { DROP_RULE, StreamEnd } from '../../platform/tables/_reach';
import { antreaConfig, cluster, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS, podSpecPlace } from '../manifests/_pods';
import { endOf, multicastOf } from '../manifests/_reach';
import { useText } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

const objects = (trafficEncapMode: string) => [
  antreaConfig({ trafficEncapMode }),
  cluster(),
  pod({ command: ['iperf', '-c', '239.1.2.3', '-u', '-T', '8'] }, { hostNetwork: true }),
];

export const HOST_NETWORK_BETWEEN_NODES: Rule = {
  id: 'TAM072',
  level: FindingLevel.WARNING,
  title: 'hostNetwork Pods do not exchange multicast with hostNetwork Pods of other Nodes',
  why: `${DROP_RULE.what} So multicast between hostNetwork Pods of different Nodes, which worked before, ends when multicast is switched on, also in 224.0.0.0/24.`,
  fix: 'Move these Pods to the Pod network.',
  source: DROP_RULE.source,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const [first] = streamUsesOf(object, inventory);
    if (first === undefined || endOf(object) !== StreamEnd.HOST_NETWORK) {
      return NOT_APPLICABLE;
    }
    const verdict = hostNetworkVerdict(`Its ${useText(first)}`, multicastOf(object, inventory));
    return reportedAt(verdict, podSpecPlace(object, 'hostNetwork'));
  },
  fails: { objects: objects('encap') },
  passes: { objects: objects('noEncap') },
  notApplicable: { objects: [service()] },
};
