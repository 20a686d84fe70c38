import { KeyedLists } from '../../state/_keyed-lists';
import { Inventory, Manifest } from './_inventory';

/** Works something out of all objects when it is first asked for, once for each inventory. */
export function once<T>(make: (inventory: Inventory) => T): (inventory: Inventory) => T {
  return (inventory) => inventory.once(make) as T;
}

/** Finds objects by a key of several parts, in the order in which `of` has them. */
export function lookup(
  of: (inventory: Inventory) => Manifest[],
  keyOf: (manifest: Manifest, inventory: Inventory) => unknown[],
): (inventory: Inventory, ...key: unknown[]) => Manifest[] {
  const lists = once((inventory) => {
    const found = new KeyedLists<Manifest>();
    of(inventory).forEach((manifest) => found.add(keyOf(manifest, inventory), manifest));
    return found;
  });
  return (inventory, ...key) => lists(inventory).at(key);
}

/** The Clusters of a name, wherever they stand. */
export const clustersNamed = lookup(
  (inventory) => inventory.clusters(),
  ({ metadata }) => [metadata.name],
);

/** The Clusters of a namespace. */
export const clustersIn = lookup(
  (inventory) => inventory.clusters(),
  ({ metadata }) => [metadata.namespace],
);

/** The Clusters of a name and a namespace. */
export const clustersAt = lookup(
  (inventory) => inventory.clusters(),
  ({ metadata }) => [metadata.name, metadata.namespace],
);

/** The Clusters of a name and a namespace on one Supervisor. */
export const clustersOn = lookup(
  (inventory) => inventory.clusters(),
  (cluster, inventory) => [inventory.entryOf(cluster).server, cluster.metadata.name, cluster.metadata.namespace],
);

/** The Cluster object that a workload runs in, where it is here: that of its construct, or one of the name. */
export function clusterObjectOf(workload: Manifest, inventory: Inventory): Manifest | undefined {
  const { cluster } = inventory.entryOf(workload);
  return (
    (cluster && inventory.objectOf(cluster)) ?? clustersNamed(inventory, inventory.clusterOf(workload)?.clusterName)[0]
  );
}
