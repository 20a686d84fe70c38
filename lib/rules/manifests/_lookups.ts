import { KeyedLists } from '../../state/_keyed-lists';
import { Inventory, Manifest } from './_inventory';

/** A function of an inventory that computes its result only once, when it is first needed. */
export function once<T>(make: (inventory: Inventory) => T): (inventory: Inventory) => T {
  return (inventory) => inventory.once(make) as T;
}

/** A function that computes a result for an object only once, when it is first needed: several rules use it. */
export function oncePerObject<T>(): (inventory: Inventory, object: Manifest, make: () => T) => T {
  const results = once(() => new Map<Manifest, T>());
  return (inventory, object, make) => {
    const known = results(inventory);
    if (!known.has(object)) {
      known.set(object, make());
    }
    return known.get(object) as T;
  };
}

/** A function that finds objects by a key of several parts, in the order in which `of` returns them. */
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

/**
 * A function that finds the Clusters by a key of several parts that can have to do with an object: those of its Supervisor,
 * and those whose Supervisor is not named. If that of the object is not named, all.
 */
function clustersNear(
  keyOf: (cluster: Manifest) => unknown[],
): (inventory: Inventory, about: Manifest, ...key: unknown[]) => Manifest[] {
  const clusters = (inventory: Inventory) => inventory.clusters();
  const all = lookup(clusters, keyOf);
  const onSupervisor = lookup(clusters, (cluster, inventory) => [
    inventory.entryOf(cluster).supervisor,
    ...keyOf(cluster),
  ]);
  return (inventory, about, ...key) => {
    const { supervisor } = inventory.entryOf(about);
    return supervisor === undefined
      ? all(inventory, ...key)
      : [supervisor, undefined].flatMap((one) => onSupervisor(inventory, one, ...key));
  };
}

/** The Clusters with a name, in any namespace. */
export const clustersNamed = clustersNear(({ metadata }) => [metadata.name]);

/** The Clusters in a namespace. */
export const clustersIn = clustersNear(({ metadata }) => [metadata.namespace]);

/** The Clusters with a name in a namespace. */
export const clustersAt = clustersNear(({ metadata }) => [metadata.name, metadata.namespace]);

/** The Clusters with a name in a namespace of one Supervisor. */
export const clustersOn = lookup(
  (inventory) => inventory.clusters(),
  (cluster, inventory) => [inventory.entryOf(cluster).server, cluster.metadata.name, cluster.metadata.namespace],
);

/** The Cluster object of a workload, if it is among the objects: that of its construct, else one with the name. */
export function clusterObjectOf(workload: Manifest, inventory: Inventory): Manifest | undefined {
  const { cluster, site } = inventory.entryOf(workload);
  if (site) {
    return inventory.clusterOfSite(site);
  }
  return (
    (cluster && inventory.objectOf(cluster)) ??
    clustersNamed(inventory, workload, inventory.clusterOf(workload)?.clusterName)[0]
  );
}

/** Tells apart the clusters that objects are for: the Cluster object, or its name, or the files if the cluster is not known. */
export function clusterKeyOf(object: Manifest, inventory: Inventory): unknown {
  const { site, server, clusterKey } = inventory.entryOf(object);
  if (site?.isUnknown) {
    return server;
  }
  return (
    clusterObjectOf(object, inventory) ?? site?.clusterName ?? clusterKey ?? inventory.clusterOf(object)?.clusterName
  );
}
