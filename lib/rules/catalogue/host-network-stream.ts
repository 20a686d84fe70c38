import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { POD_KINDS, podSpecOf, podSpecPlace } from '../manifests/_pods';
import { isProtocolOfNode } from '../manifests/_streams';
import { useText } from '../manifests/streams/_seen-stream';
import { streamUsesOf } from '../manifests/streams/_uses';

const command = ['iperf', '-c', '239.1.2.3', '-u', '-T', '8'];

export const HOST_NETWORK_STREAM: Rule = {
  id: 'TAM042',
  level: FindingLevel.WARNING,
  title: 'Senders and receivers use the Pod network',
  why: 'Antrea carries only the Pod network. Its policies, its statistics, multicastgroups and Traceflow do not see the traffic of a hostNetwork Pod. The ports of such a Pod are those of its Node, and its Namespace must be privileged.',
  fix: 'Remove hostNetwork. Packets with a TTL of 2 or more also leave the cluster from the Pod network.',
  source:
    'https://github.com/antrea-io/antrea/blob/main/docs/multicast-guide.md; https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const uses = streamUsesOf(object, inventory).filter((use) => !isProtocolOfNode(object, use));
    if (uses.length === 0) {
      return NOT_APPLICABLE;
    }
    return podSpecOf(object)?.hostNetwork === true
      ? uses.map((use) => ({
          message: `Its ${useText(use)} uses hostNetwork, so its traffic bypasses Antrea.`,
          at: podSpecPlace(object, 'hostNetwork'),
        }))
      : [];
  },
  fails: { objects: [pod({ command }, { hostNetwork: true })] },
  passes: { objects: [pod({ command })] },
  notApplicable: { objects: [service()] },
};
