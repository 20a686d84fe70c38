import { Options, requireOptions } from '../checks/_options';
import { quote } from '../messages/_errors';
import { requireClusterFacts, requireClusterName } from './_cluster-name';
import { lookUpRelease } from './_release-lookup';

/**
 * What the workload side and an AntreaConfig need to know of a workload cluster.
 */
export interface ICluster {
  /** Name of the Cluster object. */
  readonly clusterName: string;

  /** Tanzu Kubernetes release, as written: whole or a prefix. */
  readonly release: string;

  /**
   * Version of Antrea that the release ships, where the user said so.
   *
   * @default - by the table of releases (docs/compatibility.md)
   */
  readonly antreaVersion?: string;

  /**
   * Number of worker Nodes.
   *
   * @default - not known: the autoscaler decides, or the Cluster is described elsewhere
   */
  readonly workerNodes?: number;
}

/** What a reference may say beside name and release. */
export interface ClusterReferenceOptions {
  /**
   * Version of Antrea that the release ships, such as `1.9.0`, also with the tail of its package. Needed where the table
   * of releases (docs/compatibility.md) does not know it: `kubectl get tkr RELEASE -o jsonpath={.spec.bootstrapPackages}`
   * on the Supervisor lists it. An error where it disagrees with a row that is certain.
   *
   * @default - by the table of releases
   */
  readonly antreaVersion?: string;

  /**
   * vSphere Namespace of the Cluster, a DNS label (63 characters). It tells clusters of one name apart, and the runbook
   * names it.
   *
   * @default - not known
   */
  readonly vsphereNamespace?: string;
}

const CLUSTER_REFERENCE_OPTIONS: Options<ClusterReferenceOptions> = { antreaVersion: true, vsphereNamespace: true };

/**
 * A workload cluster that is described elsewhere: in another repository, or by hand.
 */
export class ClusterReference implements ICluster {
  /**
   * Stands for the Cluster of that name.
   *
   * @param clusterName name of the Cluster object, a DNS label (63 characters) without `-antrea-package` in it
   * @param release Tanzu Kubernetes release such as `v1.25.7---vmware.3-fips.1-tkg.1`, also with `+`, or a prefix
   * @param options the version of Antrea and the vSphere Namespace
   */
  public static of(clusterName: string, release: string, options: ClusterReferenceOptions = {}): ClusterReference {
    requireClusterName(clusterName);
    requireOptions(`Cluster ${quote(clusterName)}: the options`, options, CLUSTER_REFERENCE_OPTIONS);
    const { antreaVersion, vsphereNamespace } = options;
    const reference = new ClusterReference(clusterName, release, antreaVersion, vsphereNamespace);
    requireClusterFacts(reference);
    if (antreaVersion !== undefined) {
      lookUpRelease(reference);
    }
    return reference;
  }

  private constructor(
    /** Name of the Cluster object. */
    public readonly clusterName: string,
    /** Tanzu Kubernetes release, as written. */
    public readonly release: string,
    /** Version of Antrea, where it was given. */
    public readonly antreaVersion?: string,
    /** vSphere Namespace of the Cluster, where it was given. */
    public readonly vsphereNamespace?: string,
  ) {}
}
