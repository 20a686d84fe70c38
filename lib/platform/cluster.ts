import { requireClusterName } from './_cluster-name';
import { requireTkrVersion } from './_tkr-version';

/**
 * What the workload side and an AntreaConfig need to know of a workload cluster.
 */
export interface ICluster {
  /** Name of the Cluster object. */
  readonly clusterName: string;

  /** Tanzu Kubernetes release, as written: whole or a prefix. */
  readonly release: string;

  /**
   * Number of worker Nodes.
   *
   * @default - not known: the autoscaler decides, or the Cluster is described elsewhere
   */
  readonly workerNodes?: number;
}

/**
 * A workload cluster that is described elsewhere: in another repository, or by hand.
 */
export class ClusterReference implements ICluster {
  /**
   * Stands for the Cluster of that name.
   *
   * @param clusterName name of the Cluster object, a DNS label (63 characters) without `-antrea-package` in it
   * @param release Tanzu Kubernetes release such as `v1.25.7---vmware.3-fips.1-tkg.1`, also with `+`, or a prefix
   */
  public static of(clusterName: string, release: string): ClusterReference {
    return new ClusterReference(requireClusterName(clusterName), requireTkrVersion(clusterName, release));
  }

  private constructor(
    /** Name of the Cluster object. */
    public readonly clusterName: string,
    /** Tanzu Kubernetes release, as written. */
    public readonly release: string,
  ) {}
}
