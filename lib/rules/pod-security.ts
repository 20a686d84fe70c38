import { quote } from '../_errors';
import { podSecurityDefault } from '../platform/_pod-security';
import { Release, cluster, clusterOfRelease, pod, service } from './_examples';
import { Inventory, Manifest } from './_inventory';
import { againstBaseline, againstRestricted } from './_pod-security';
import { POD_KINDS, podSpecOf } from './_pods';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

const NEW = clusterOfRelease(Release.ENFORCING);
const RESTRICTED = pod(
  { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
  { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
);

export const POD_SECURITY: Rule = {
  id: 'TAM032',
  level: FindingLevel.ERROR,
  title: 'Pod Security lets the Pod in',
  why: 'From Kubernetes 1.26 on a Tanzu release enforces the level restricted in every Namespace without labels; 1.25 warns of it.',
  fix: 'Give the Pod what the message lacks, or its Namespace a label pod-security.kubernetes.io/enforce; hostNetwork needs privileged.',
  source:
    'docs.vmware.com GUID-B57DA879-89FD-4C34-8ADB-B21CB3AE67F6; https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  kinds: POD_KINDS,
  check: (object, inventory) => {
    const spec = podSpecOf(object);
    const release = inventory.clusterOf(object)?.release;
    if (!spec || release === undefined) {
      return NOT_APPLICABLE;
    }
    const { enforce, warn, exempt } = podSecurityDefault(release);
    const namespace = object.metadata.namespace ?? 'default';
    if (exempt.includes(namespace)) {
      return [];
    }
    const label = labelOf(object, inventory, namespace, 'enforce');
    const of = label ? `its Namespace ${quote(namespace)}` : `release ${quote(release)}`;
    const refused = violations(label ?? enforce, spec);
    if (refused.length > 0) {
      return [`The level ${quote(label ?? enforce)} that ${of} enforces refuses it: ${refused.join(', ')}.`];
    }
    const warned = violations(labelOf(object, inventory, namespace, 'warn') ?? (label ? undefined : warn), spec);
    return warned.length > 0
      ? [
          {
            message: `The level "restricted" would warn of it on release ${quote(release)}, and later releases refuse it: ${warned.join(', ')}.`,
            level: FindingLevel.NOTE,
          },
        ]
      : [];
  },
  fails: { objects: [NEW, pod()] },
  passes: { objects: [NEW, RESTRICTED] },
  notApplicable: { objects: [cluster(), service()] },
};

function violations(level: string | undefined, spec: object): string[] {
  return level === 'restricted' ? againstRestricted(spec) : level === 'baseline' ? againstBaseline(spec) : [];
}

/** The label of the object's Namespace, where that is among the objects of the same server. */
function labelOf(object: Manifest, inventory: Inventory, namespace: string, mode: string): string | undefined {
  const { server } = inventory.entryOf(object);
  const found = inventory
    .ofKind('Namespace')
    .find((other) => other.metadata.name === namespace && inventory.entryOf(other).server === server);
  return found?.metadata.labels?.[`pod-security.kubernetes.io/${mode}`];
}
