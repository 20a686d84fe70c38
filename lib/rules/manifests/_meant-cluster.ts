import { isDnsLabel, misspelt } from '../../checks/_names';
import { Edit } from '../../messages/_verdict';
import { antreaObjectName } from '../../platform/_cluster-name';
import { NameInAddon } from './_addons';
import { antreaObjectOf, configsOf } from './_antrea';
import { Inventory, Manifest, mapAt, textOf } from './_inventory';
import { clustersIn, lookup } from './_lookups';

/**
 * Returns the Cluster that an object with a wrong name is certainly meant for: it is the only one among the objects that the
 * other names in the object, or else its own name, can mean, and no other object configures its Antrea. Undefined if there is
 * a doubt.
 *
 * @param written the names of the cluster in the other places of the object
 */
export function meantCluster(
  object: Manifest,
  inventory: Inventory,
  written: readonly NameInAddon[] = [],
): Manifest | undefined {
  const nearby = clustersIn(inventory, object, object.metadata.namespace);
  const names = new Set(written.map(({ name }) => name));
  const ofNames = nearby.filter((cluster) => names.has(textOf(cluster.metadata.name)));
  const meant = names.size > 0 ? ofNames : likeNamed(object, nearby);
  const [cluster] = meant;
  return meant.length === 1 && names.size < 2 && isFree(object, cluster, inventory) ? cluster : undefined;
}

/** The Clusters with whose name that of the object begins; else those of whose object it is a misspelling. */
function likeNamed(object: Manifest, clusters: Manifest[]): Manifest[] {
  const name = textOf(object.metadata.name);
  const ownName = ({ metadata }: Manifest) => textOf(metadata.name);
  const beginning = clusters.filter((cluster) => name.startsWith(`${ownName(cluster)}-`));
  return beginning.length > 0
    ? beginning
    : clusters.filter(
        (cluster) => misspelt(name, [antreaObjectName(antreaObjectOf(object), ownName(cluster))]) !== undefined,
      );
}

/** Whether no other object configures the Antrea of the Cluster, and no object has the right name. */
function isFree(object: Manifest, cluster: Manifest, inventory: Inventory): boolean {
  const { name, namespace } = cluster.metadata;
  const right = antreaObjectName(antreaObjectOf(object), textOf(name));
  return (
    isDnsLabel(textOf(name)) &&
    configsOf(cluster, inventory).every((config) => config === object) &&
    namedObjects(inventory, object.kind, right, namespace).length === 0 &&
    bootstrapsNamed(inventory, name, namespace).every(
      (one) => mapAt(one, 'spec.cni.valuesFrom.providerRef').name === undefined,
    )
  );
}

const namedObjects = lookup(
  (inventory) => ['AntreaConfig', 'AddonConfig'].flatMap((kind) => inventory.ofKind(kind)),
  ({ kind, metadata }) => [kind, metadata.name, metadata.namespace],
);

const bootstrapsNamed = lookup(
  (inventory) => inventory.ofKind('ClusterBootstrap'),
  ({ metadata }) => [metadata.name, metadata.namespace],
);

/** Returns the change to the right name, if the Cluster is known. */
export function nameEdits(object: Manifest, cluster: Manifest | undefined): Edit[] | undefined {
  return cluster && [{ set: antreaObjectName(antreaObjectOf(object), textOf(cluster.metadata.name)) }];
}
