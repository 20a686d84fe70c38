import { Construct } from 'constructs';
import { ClusterReference, ICluster } from './platform/cluster';

/** vSphere Namespace of a cluster, where it is known. */
export function vsphereNamespaceOf(cluster: ICluster): string | undefined {
  // A TanzuCluster and a ClusterReference each have it, and jsii wants both alike if ICluster had it too.
  return (cluster as ClusterReference).vsphereNamespace;
}

/** Tells the workload clusters of one app apart: two Supervisors may each have a cluster of one name. */
export function clusterKey(cluster: ICluster): string {
  return Construct.isConstruct(cluster)
    ? cluster.node.path
    : [vsphereNamespaceOf(cluster) ?? '', cluster.clusterName].join('/');
}
