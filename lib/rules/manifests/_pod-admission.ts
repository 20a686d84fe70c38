import { Path } from '../../checks/_paths';
import { isTree, valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { podSecurityDefault } from '../../platform/_release-lookup';
import { ICluster } from '../../platform/cluster';
import { KeyedLists } from '../../state/_keyed-lists';
import { NOT_APPLICABLE } from '../_rule';
import { variableOf } from './_encryption-keys';
import { Inventory, Manifest } from './_inventory';
import { clusterObjectOf, lookup, once } from './_lookups';
import { PodViolation, againstBaseline, againstRestricted } from './_pod-security';
import { podAnnotationsOf, podPlace, podSpecOf } from './_pods';

/** An objection of Pod Security to the Pods of a workload. */
export interface Admission {
  /** Whether the Pods are refused; else there is only a warning. */
  readonly isRefused: boolean;
  readonly message: string;
  /** The first field that does not fit, in the workload. */
  readonly at: Path;
}

/** The objection of Pod Security, on the release of the cluster, to the Pods of a workload; undefined if there is none. */
export function admissionOf(object: Manifest, inventory: Inventory): Admission | undefined | typeof NOT_APPLICABLE {
  const spec = podSpecOf(object);
  const cluster = inventory.clusterOf(object);
  if (!spec || !cluster) {
    return NOT_APPLICABLE;
  }
  const { release } = cluster;
  const namespace = object.metadata.namespace ?? 'default';
  const { enforce, warn, exempt, setBy } = standardOf(object, cluster, inventory);
  if (exempt.includes(namespace)) {
    return undefined;
  }
  const here = namespaceOf(object, inventory, namespace);
  const level = { enforce: labelOf(here, 'enforce') ?? enforce, warn: labelOf(here, 'warn') ?? warn };
  const by = labelOf(here, 'enforce') ? `its Namespace ${quote(namespace)}` : setBy;
  const annotations = podAnnotationsOf(object);
  const refused = violations(level.enforce, spec, annotations);
  if (refused.length > 0) {
    return {
      isRefused: true,
      message: `The level ${quote(level.enforce)}, which ${by} enforces, refuses it: ${namesOf(refused)}.`,
      at: [...podPlace(object), ...refused[0].at],
    };
  }
  const isAnswered = level.warn === level.enforce || (labelOf(here, 'enforce') && !labelOf(here, 'warn'));
  const warned = isAnswered ? [] : violations(level.warn, spec, annotations);
  return warned.length > 0
    ? {
        isRefused: false,
        message: `The level ${quote(level.warn)} only warns about it on release ${quote(release)}, but later releases refuse it: ${namesOf(warned)}.`,
        at: [...podPlace(object), ...warned[0].at],
      }
    : undefined;
}

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
