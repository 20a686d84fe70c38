import { Construct } from 'constructs';
import { ICluster } from './platform/cluster';

/** Tells the workload clusters of one app apart: two Supervisors may each have a cluster of one name. */
export function clusterKey(cluster: ICluster): string {
  return Construct.isConstruct(cluster)
    ? cluster.node.path
    : [cluster.vsphereNamespace ?? '', cluster.clusterName].join('/');
}
