import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { iperfsOf } from '../manifests/_iperf';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';

const sender = (...more: string[]) => pod({ command: ['iperf', '-c', '239.1.2.3', '-u', ...more] });

export const TTL_ONE: Rule = {
  id: 'TAM030',
  level: FindingLevel.WARNING,
  title: 'A sender outlives the first router',
  why: "The Node routes what a Pod sends and forwards a TTL of 2 and more; iperf's own is 1. Other Pods are reached all the same, through Antrea's tunnels; hosts outside are not.",
  fix: 'Pass -T 2 or more; -T 8 leaves room for routers.',
  source: 'manual of iperf 2, option -T; antrea-io/antrea:pkg/agent/multicast/mcast_socket_linux.go (threshold 1)',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const senders = iperfsOf(object, inventory).filter(({ role }) => role === 'sender');
    if (senders.length === 0 || podSpecOf(object)?.hostNetwork === true) {
      return NOT_APPLICABLE;
    }
    return senders
      .filter(({ ttl }) => ttl < 2)
      .map(
        ({ group, ttl }) =>
          `It sends to "${group}" with a TTL of ${ttl}, which reaches no host outside of the cluster.`,
      );
  },
  fails: { objects: [sender()] },
  passes: { objects: [sender('-T', '8')] },
  notApplicable: { objects: [service()] },
};
