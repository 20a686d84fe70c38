import { isTree, valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { podSecurityDefault } from '../../platform/_release-lookup';
import { ICluster } from '../../platform/cluster';
import { KeyedLists } from '../../state/_keyed-lists';
import { Release, cluster, clusterOfRelease, pod, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { variableOf } from '../manifests/_encryption-keys';
import { Inventory, Manifest } from '../manifests/_inventory';
import { clusterObjectOf, lookup, once } from '../manifests/_lookups';
import { PodViolation, againstBaseline, againstRestricted } from '../manifests/_pod-security';
import { POD_KINDS, podAnnotationsOf, podPlace, podSpecOf } from '../manifests/_pods';

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
    const spec = podSpecOf(object);
    const cluster = inventory.clusterOf(object);
    if (!spec || !cluster) {
      return NOT_APPLICABLE;
    }
    const { release } = cluster;
    const namespace = object.metadata.namespace ?? 'default';
    const { enforce, warn, exempt, setBy } = standardOf(object, cluster, inventory);
    if (exempt.includes(namespace)) {
      return [];
    }
    const here = namespaceOf(object, inventory, namespace);
    const level = { enforce: labelOf(here, 'enforce') ?? enforce, warn: labelOf(here, 'warn') ?? warn };
    const by = labelOf(here, 'enforce') ? `its Namespace ${quote(namespace)}` : setBy;
    const annotations = podAnnotationsOf(object);
    const refused = violations(level.enforce, spec, annotations);
    if (refused.length > 0) {
      return [
        {
          message: `The level ${quote(level.enforce)}, which ${by} enforces, refuses it: ${namesOf(refused)}.`,
          at: [...podPlace(object), ...refused[0].at],
        },
      ];
    }
    const isAnswered = level.warn === level.enforce || (labelOf(here, 'enforce') && !labelOf(here, 'warn'));
    const warned = isAnswered ? [] : violations(level.warn, spec, annotations);
    return warned.length > 0
      ? [
          {
            message: `The level ${quote(level.warn)} only warns about it on release ${quote(release)}, but later releases refuse it: ${namesOf(warned)}.`,
            level: FindingLevel.NOTE,
            at: [...podPlace(object), ...warned[0].at],
          },
        ]
      : [];
  },
  fails: { objects: [NEW, pod()] },
  passes: { objects: [NEW, RESTRICTED] },
  notApplicable: { objects: [cluster(), service()] },
};

interface Standard {
  readonly enforce?: string;
  readonly warn?: string;
  readonly exempt: string[];
  /** The release or the Cluster that sets the level, as messages name it. */
  readonly setBy: string;
}

/** The levels in a Namespace without labels: those of the release, or those that the Cluster sets instead. */
function standardOf(workload: Manifest, cluster: ICluster, inventory: Inventory): Standard {
  const object = clusterObjectOf(workload, inventory);
  return standards(inventory).one([object, cluster.clusterName, cluster.release], () => readStandard(cluster, object));
}

const standards = once(() => new KeyedLists<Standard>());

function readStandard(cluster: ICluster, manifest: Manifest | undefined): Standard {
  const { enforce, warn, exempt } = podSecurityDefault(cluster.release);
  const setBy = `release ${quote(cluster.release)}`;
  const ofModelB = manifest && variableOf(manifest, 'kubernetes');
  const standard =
    (manifest && variableOf(manifest, 'podSecurityStandard')) ??
    (isTree(ofModelB) ? valueAt(ofModelB, 'security.podSecurityStandard') : undefined);
  if (!isTree(standard)) {
    return { enforce, warn, exempt, setBy };
  }
  if (standard.deactivated === true) {
    return { exempt, setBy };
  }
  const namespaces = valueAt(standard, 'exemptions.namespaces');
  return {
    enforce: typeof standard.enforce === 'string' ? standard.enforce : enforce,
    warn: typeof standard.warn === 'string' ? standard.warn : warn,
    exempt: [...exempt, ...(Array.isArray(namespaces) ? namespaces.map(String) : [])],
    setBy: typeof standard.enforce === 'string' ? `the Cluster ${quote(cluster.clusterName)}` : setBy,
  };
}

function violations(level: string | undefined, spec: object, annotations: object): PodViolation[] {
  return level === 'restricted'
    ? againstRestricted(spec, annotations)
    : level === 'baseline'
      ? againstBaseline(spec, annotations)
      : [];
}

function namesOf(all: PodViolation[]): string {
  return all.map(({ what }) => what).join(', ');
}

/** The Namespace of the object, if that is among the objects. */
function namespaceOf(object: Manifest, inventory: Inventory, namespace: string): Manifest | undefined {
  const { server, site } = inventory.entryOf(object);
  const [here] = namespaceObjects(inventory, server, namespace);
  const [anywhere] = namespaceObjects(inventory, undefined, namespace);
  const first = here && anywhere && inventory.isBefore(anywhere, here) ? anywhere : (here ?? anywhere);
  // If the files do not tell which cluster an object is for, the Namespace may be in another file.
  const isElsewhere = site !== undefined && site.clusterName === undefined;
  return first ?? (isElsewhere ? namespacesOfName(inventory, namespace)[0] : undefined);
}

const namespacesOfName = lookup(
  (inventory) => inventory.ofKind('Namespace'),
  ({ metadata }) => [metadata.name],
);

const namespaceObjects = lookup(
  (inventory) => inventory.ofKind('Namespace'),
  (namespace, inventory) => [inventory.entryOf(namespace).server, namespace.metadata.name],
);

function labelOf(namespace: Manifest | undefined, mode: string): string | undefined {
  return namespace?.metadata.labels?.[`pod-security.kubernetes.io/${mode}`];
}
