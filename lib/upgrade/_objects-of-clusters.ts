import { InvalidInput, quote } from '../messages/_errors';
import { isOnlyOnSupervisor } from '../platform/_supervisors';
import { ANTREA_KINDS, clusterOf } from '../rules/manifests/_antrea';
import { Entry, Inventory, Manifest, nameOf, textOf } from '../rules/manifests/_inventory';
import { clusterObjectOf, clustersAt, clustersIn } from '../rules/manifests/_lookups';
import { ObjectsOfCluster } from './_steps-of-cluster';

/** The objects of each cluster, and those whose cluster is not known. */
export interface FoundClusters {
  readonly clusters: ObjectsOfCluster[];
  readonly others: Manifest[];
}

/** Finds the cluster of each object. Throws if two Clusters have the same name. */
export function objectsOfClusters(entries: Entry[]): FoundClusters {
  const inventory = new Inventory(entries);
  const found = new Map(inventory.clusters().map((cluster) => [cluster, [cluster]]));
  requireUnique([...found.keys()]);
  const others: Manifest[] = [];
  for (const manifest of inventory.all().filter((one) => !found.has(one))) {
    const objects = found.get(clusterObject(manifest, inventory) ?? manifest);
    (objects ?? others).push(manifest);
  }
  return { clusters: [...found].map(([cluster, objects]) => ({ cluster, objects })), others };
}

/** The Cluster that an object is for. A VM is with the first Cluster of its namespace. */
function clusterObject(manifest: Manifest, inventory: Inventory): Manifest | undefined {
  const { kind, apiVersion, metadata } = manifest;
  const { name, namespace } = metadata;
  if (ANTREA_KINDS.includes(kind)) {
    return clusterOf(manifest, inventory);
  }
  if (kind === 'ClusterBootstrap') {
    return clustersAt(inventory, manifest, name, namespace)[0];
  }
  return isOnlyOnSupervisor(apiVersion)
    ? clustersIn(inventory, manifest, namespace)[0]
    : clusterObjectOf(manifest, inventory);
}

function requireUnique(clusters: Manifest[]): void {
  const names = new Set<string>();
  for (const cluster of clusters) {
    const { name, namespace } = cluster.metadata;
    const key = JSON.stringify([namespace, textOf(name)]);
    if (names.has(key)) {
      throw new InvalidInput(`Two of the objects are ${quote(nameOf(cluster))}: give only one of them.`);
    }
    names.add(key);
  }
}
