import { FindingLevel } from '../../messages/finding';
import { leastTtlOutside, leastTtlToPods } from '../../platform/_reach';
import { StreamEnd } from '../../platform/tables/_reach';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { reportedAt } from '../manifests/_places';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';
import { clusterOfWorkload, multicastOf, receiversOn } from '../manifests/_reach';
import { isSending } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

/** The source of the TTL that a Node needs. */
const MEASURED =
  'measured with Antrea 1.9.0 and 2.2.2; antrea-io/antrea:pkg/agent/multicast/mcast_socket_linux.go (threshold 1)';

const sender = (...more: string[]) => pod({ command: ['iperf', '-c', '239.1.2.3', '-u', ...more] });

export const TTL_ONE: Rule = {
  id: 'TAM030',
  level: FindingLevel.WARNING,
  title: 'Sender TTL reaches receivers outside of the cluster',
  why: 'The Node routes what a Pod sends, and forwards it to hosts outside only with a TTL of 2 or more. The default of Linux is 1, and so is that of iperf, VLC, GStreamer, socat and mcjoin; that of ffmpeg is 16. In mode noEncap, Pods on other Nodes need 3, because both Nodes route (TAM071 checks that if the receiver is known).',
  fix: 'Set a TTL of 8, which leaves room for more routers.',
  source: `ip(7) of Linux (IP_MULTICAST_TTL); ${MEASURED}`,
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const senders = streamUsesOf(object, inventory).filter(isSending);
    if (senders.length === 0 || podSpecOf(object)?.hostNetwork === true) {
      return NOT_APPLICABLE;
    }
    const { mode } = multicastOf(object, inventory);
    const outside = leastTtlOutside(mode);
    const toPods = leastTtlToPods(mode);
    const here = clusterOfWorkload(object, inventory);
    return senders.flatMap((sender) => {
      const { group, role, ttl, tool, places } = sender;
      const text = `It sends to "${group}" with a TTL of ${ttl}, which does not reach`;
      if (ttl === undefined) {
        return [];
      }
      const fix = tool?.ttlFix && `${tool.ttlFix}, which leaves room for more routers.`;
      const source = tool && `${tool.source}; ${MEASURED}`;
      // The members of a group of peers are in one cluster.
      if (ttl < outside && role === 'sender') {
        const message = `${text} hosts outside of the cluster: they need ${outside} or more.`;
        return reportedAt({ message, fix, source }, places.ttl);
      }
      // TAM071 reports it if the receiver is known.
      const isForOthers = Object.values(StreamEnd).every(
        (end) => !receiversOn(end, here, sender, inventory).some((other) => other !== object),
      );
      const message = `${text} Pods on other Nodes in traffic encapsulation mode ${mode}: they need ${toPods} or more.`;
      return isForOthers && ttl < toPods ? reportedAt({ message, fix, source }, places.ttl) : [];
    });
  },
  fails: { objects: [sender()] },
  passes: { objects: [sender('-T', '8')] },
  notApplicable: { objects: [service()] },
};
