import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { POD_KINDS, podSpecOf, podSpecPlace } from '../manifests/_pods';

export const HOST_NETWORK_DNS: Rule = {
  id: 'TAM033',
  level: FindingLevel.WARNING,
  title: 'hostNetwork Pods can resolve the names of Services',
  why: 'With hostNetwork and the default DNS policy ClusterFirst, a Pod uses the DNS of its Node, which does not know the Services.',
  fix: 'Set dnsPolicy to ClusterFirstWithHostNet.',
  source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  kinds: POD_KINDS,
  check: (object) => {
    const spec = podSpecOf(object);
    if (spec?.hostNetwork !== true) {
      return NOT_APPLICABLE;
    }
    const policy = spec.dnsPolicy ?? 'ClusterFirst';
    return policy === 'ClusterFirst'
      ? [
          {
            message: `It has hostNetwork and the DNS policy ${quote(policy)}, so it cannot resolve the names of Services.`,
            at: podSpecPlace(object, 'dnsPolicy'),
          },
        ]
      : [];
  },
  fails: { objects: [pod({}, { hostNetwork: true })] },
  passes: { objects: [pod({}, { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' })] },
  notApplicable: { objects: [service()] },
};
