import { FindingLevel } from '../../messages/finding';
import { Release, cluster, clusterOfRelease, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { admissionOf } from '../manifests/_pod-admission';
import { POD_KINDS } from '../manifests/_pods';

const NEW = clusterOfRelease(Release.ENFORCING);
const RESTRICTED = pod(
  { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
  { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
);

export const POD_SECURITY: Rule = {
  id: 'TAM032',
  level: FindingLevel.ERROR,
  title: 'Pod Security admits the Pod',
  why: 'Since Kubernetes 1.26, a Tanzu release enforces the level restricted in every Namespace without labels; 1.25 only warns.',
  fix: 'Correct the settings that the message lists (in code, PodSecurity.restrict() adds those that are missing); if the Pod needs them, as with hostNetwork, set the label pod-security.kubernetes.io/enforce of its Namespace to privileged.',
  source:
    'docs.vmware.com GUID-B57DA879-89FD-4C34-8ADB-B21CB3AE67F6; https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const admission = admissionOf(object, inventory);
    if (admission === NOT_APPLICABLE || !admission) {
      return admission === NOT_APPLICABLE ? NOT_APPLICABLE : [];
    }
    const { isRefused, message, at } = admission;
    return [{ message, at, ...(isRefused ? {} : { level: FindingLevel.NOTE }) }];
  },
  fails: { objects: [NEW, pod()] },
  passes: { objects: [NEW, RESTRICTED] },
  notApplicable: { objects: [cluster(), service()] },
};
