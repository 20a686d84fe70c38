import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { iperfsOf } from '../manifests/_iperf';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';

const command = ['iperf', '-c', '239.1.2.3', '-u', '-T', '8'];

export const HOST_NETWORK_STREAM: Rule = {
  id: 'TAM042',
  level: FindingLevel.WARNING,
  title: 'A stream goes through Antrea and not past it',
  why: "Antrea carries the Pod network alone: no policy of Antrea, no statistics, no multicastgroups and no Traceflow sees what a Pod on the network of the Node sends and receives; its ports are the Node's, and its Namespace must be privileged.",
  fix: 'Use the Pod network, from which a TTL of 2 and more leaves the cluster too, or acknowledge it with the reason why not.',
  source:
    'https://github.com/antrea-io/antrea/blob/main/docs/multicast-guide.md; https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const iperfs = iperfsOf(object, inventory);
    if (iperfs.length === 0) {
      return NOT_APPLICABLE;
    }
    return podSpecOf(object)?.hostNetwork === true
      ? iperfs.map(({ role, group }) => `This ${role} of "${group}" is on the network of the Node.`)
      : [];
  },
  fails: { objects: [pod({ command }, { hostNetwork: true })] },
  passes: { objects: [pod({ command })] },
  notApplicable: { objects: [service()] },
};
