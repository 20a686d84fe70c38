import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { POD_KINDS, podSpecOf } from '../manifests/_pods';

export const HOST_NETWORK_DNS: Rule = {
  id: 'TAM033',
  level: FindingLevel.WARNING,
  title: 'A Pod on the network of the Node can still find Services',
  why: "With hostNetwork and the DNS policy ClusterFirst, which is the default, a Pod uses the Node's DNS, which knows no Service.",
  fix: 'Set dnsPolicy to ClusterFirstWithHostNet.',
  source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  kinds: POD_KINDS,
  check: (object) => {
    const spec = podSpecOf(object);
    if (spec?.hostNetwork !== true) {
      return NOT_APPLICABLE;
    }
    const policy = spec.dnsPolicy ?? 'ClusterFirst';
    return policy === 'ClusterFirst' ? [`It has hostNetwork and the DNS policy ${quote(policy)}.`] : [];
  },
  fails: { objects: [pod({}, { hostNetwork: true })] },
  passes: { objects: [pod({}, { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' })] },
  notApplicable: { objects: [service()] },
};
