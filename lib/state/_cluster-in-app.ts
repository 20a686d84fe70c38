import { Construct, IConstruct } from 'constructs';
import { appliedAntreaVersion, releaseKey } from '../platform/_release-lookup';
import { ClusterReference, ICluster } from '../platform/cluster';
import { AppState } from './_app-state';
import { vsphereNamespaceOf } from './_servers';

/**
 * Returns the version of Antrea that the user sets for a cluster: its own, or else that of the app. Throws if the two
 * differ.
 */
export function antreaVersionInApp(construct: IConstruct, cluster: ICluster): string | undefined {
  const { antreaVersions, releasesOfClusters } = AppState.of(construct);
  const key = releaseKey(cluster.release);
  if (!releasesOfClusters.has(key)) {
    releasesOfClusters.set(key, cluster.clusterName);
  }
  return appliedAntreaVersion(cluster, antreaVersions);
}

/** Returns the cluster with the version of Antrea that the app sets for its release: always the same object for a cluster. */
export function clusterInApp(construct: IConstruct, cluster: ICluster): ICluster {
  if (Construct.isConstruct(cluster)) {
    return cluster;
  }
  const antreaVersion = antreaVersionInApp(construct, cluster);
  if (antreaVersion === cluster.antreaVersion) {
    return cluster;
  }
  const { clustersInApp } = AppState.of(construct);
  const { clusterName, release, workerNodes } = cluster;
  const made = clustersInApp.get(cluster) ?? {
    clusterName,
    release,
    antreaVersion,
    workerNodes,
    vsphereNamespace: vsphereNamespaceOf(cluster),
    supervisor: (cluster as ClusterReference).supervisor,
  };
  clustersInApp.set(cluster, made);
  return made;
}
