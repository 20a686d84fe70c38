import { Path, pathOf } from '../../checks/_paths';
import { Tree, isTree, valueAt } from '../../checks/_trees';
import { TKC_API } from '../../platform/tables/_vks-versions';

/** The paths of the facts of a cluster in its object. */
interface ClusterPaths {
  readonly pods: string;
  readonly services: string;
  /** A list of node pools, each with a name. */
  readonly pools: string;
  /** The release is at the first of these paths that exists. */
  readonly releases: string[];
}

const CLUSTER_API_PATHS: ClusterPaths = {
  pods: 'spec.clusterNetwork.pods.cidrBlocks',
  services: 'spec.clusterNetwork.services.cidrBlocks',
  pools: 'spec.topology.workers.machineDeployments',
  releases: ['spec.topology.version'],
};

/** Of v1alpha2 and v1alpha3; v1alpha1 has the release in `distribution`. */
const TKC_PATHS: ClusterPaths = {
  pods: 'spec.settings.network.pods.cidrBlocks',
  services: 'spec.settings.network.services.cidrBlocks',
  pools: 'spec.topology.nodePools',
  releases: [
    'spec.topology.controlPlane.tkr.reference.name',
    'spec.distribution.fullVersion',
    'spec.distribution.version',
  ],
};

/** The kind whose rules also check an object of a kind: those of a Cluster check a TanzuKubernetesCluster. */
export function kindOfRules(kind: string): string {
  return kind === TKC_API.kind ? 'Cluster' : kind;
}

/** Whether the object is a TanzuKubernetesCluster. */
export function isTanzuKubernetesCluster({ kind, apiVersion }: Tree): boolean {
  return kind === TKC_API.kind && String(apiVersion).startsWith(`${TKC_API.group}/`);
}

/** Whether the object defines a workload cluster: a Cluster of Cluster API, or a TanzuKubernetesCluster. */
export function isClusterObject(object: Tree): boolean {
  return (
    (object.kind === 'Cluster' && String(object.apiVersion).startsWith('cluster.x-k8s.io/')) ||
    isTanzuKubernetesCluster(object)
  );
}

/** The paths of the ranges and pools in the object of a cluster. */
export function clusterPaths(cluster: Tree): ClusterPaths {
  return isTanzuKubernetesCluster(cluster) ? TKC_PATHS : CLUSTER_API_PATHS;
}

/** The Tanzu Kubernetes release in the object of a cluster, which may have any type. */
export function releaseIn(cluster: Tree): unknown {
  const found = clusterPaths(cluster).releases.map((path) => valueAt(cluster, path));
  return found.find((release) => release !== undefined && release !== null);
}

/** The place of the release in the object of a cluster. */
export function releasePlace(cluster: Tree): Path {
  const { releases } = clusterPaths(cluster);
  return pathOf(releases.find((path) => (valueAt(cluster, path) ?? undefined) !== undefined) ?? releases[0]);
}

/** The ranges and the node pools in the object of a cluster; an empty list if it has none. */
export function clusterLists(cluster: Tree): {
  readonly pods: any[];
  readonly services: any[];
  readonly pools: Tree[];
} {
  const { pods, services, pools } = clusterPaths(cluster);
  const [podRanges, serviceRanges, nodePools] = [pods, services, pools].map((path): any[] => {
    const list = valueAt(cluster, path);
    return Array.isArray(list) ? list : [];
  });
  return { pods: podRanges, services: serviceRanges, pools: nodePools.filter(isTree) };
}
