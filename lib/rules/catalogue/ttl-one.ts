import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { iperfsOf } from '../manifests/_iperf';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';

const sender = (...more: string[]) => pod({ command: ['iperf', '-c', '239.1.2.3', '-u', ...more] });

export const TTL_ONE: Rule = {
  id: 'TAM030',
  level: FindingLevel.WARNING,
  title: 'Sender TTL reaches receivers outside of the cluster',
  why: 'The Node routes what a Pod sends, and forwards it only with a TTL of 2 or more; the default of iperf is 1. Other Pods receive it anyway, through the tunnels of Antrea; hosts outside do not.',
  fix: 'Pass -T 8 to iperf, which leaves room for more routers.',
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
          `It sends to "${group}" with a TTL of ${ttl}, which does not reach hosts outside of the cluster.`,
      );
  },
  fails: { objects: [sender()] },
  passes: { objects: [sender('-T', '8')] },
  notApplicable: { objects: [service()] },
};
