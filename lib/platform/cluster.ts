import { Options, requireOptions } from '../checks/_options';
import { quote } from '../messages/_errors';
import { requireClusterFacts, requireClusterName } from './_cluster-name';
import { lookUpRelease } from './_release-lookup';

/**
 * A workload cluster, as far as its workloads and its AntreaConfig depend on it.
 */
export interface ICluster {
  /** Name of the Cluster object. */
  readonly clusterName: string;

  /** Tanzu Kubernetes release as specified: a full name or a prefix. */
  readonly release: string;

  /**
   * Version of Antrea that the release ships, if the user set it.
   *
   * @default - that of `AntreaVersions.add()`, or else from the table of releases (docs/compatibility.md)
   */
  readonly antreaVersion?: string;

  /**
   * Number of worker Nodes.
   *
   * @default - not known: the autoscaler decides, or the Cluster is defined elsewhere
   */
  readonly workerNodes?: number;

  /**
   * Name of the network of its Nodes. Clusters with the same name route to each other.
   *
   * @default - not known
   */
  readonly network?: string;
}

/** Options of a ClusterReference. */
export interface ClusterReferenceOptions {
  /**
   * Version of Antrea that the release ships, such as `1.9.0`; a suffix such as `+vmware.2` is allowed. Required if the
   * table of releases (docs/compatibility.md) does not have it: `kubectl get tkr RELEASE -o
   * jsonpath={.spec.bootstrapPackages}` on the Supervisor lists it. Throws if it contradicts a row that is certain.
   *
   * @default - that of `AntreaVersions.add()`, or else from the table of releases
   */
  readonly antreaVersion?: string;

  /**
   * vSphere Namespace of the Cluster, a DNS label (63 characters). It distinguishes clusters with the same name, and the
   * runbook shows it.
   *
   * @default - not known
   */
  readonly vsphereNamespace?: string;

  /**
   * Name of the Supervisor of the Cluster, a DNS label (63 characters), such as the option of a SupervisorChart. It
   * distinguishes clusters with the same name in vSphere Namespaces with the same name.
   *
   * @default - that of the Environment of the chart that uses the reference, else not known
   */
  readonly supervisor?: string;

  /**
   * Name of the network that its Nodes are in, one line of 1 to 63 characters. Clusters whose networks route to each other
   * have the same name, in all environments and Supervisors of the app: their Pod ranges (rule TAM113) and streams
   * (TAM114) are compared.
   *
   * @default - not known: nothing is compared
   */
  readonly network?: string;
}

const CLUSTER_REFERENCE_OPTIONS: Options<ClusterReferenceOptions> = {
  antreaVersion: true,
  vsphereNamespace: true,
  supervisor: true,
  network: true,
};

/**
 * A workload cluster that is defined elsewhere: in another repository, or by hand.
 */
export class ClusterReference implements ICluster {
  /** Name of the Cluster object. */
  public readonly clusterName: string;

  /** Tanzu Kubernetes release, as specified. */
  public readonly release: string;

  /** Version of Antrea, if it was set. */
  public readonly antreaVersion?: string;

  /** vSphere Namespace of the Cluster, if it was set. */
  public readonly vsphereNamespace?: string;

  /** Name of the Supervisor of the Cluster, if it was set. */
  public readonly supervisor?: string;

  /** Name of the network of its Nodes, if it was set. */
  public readonly network?: string;

  /**
   * Returns a reference to the Cluster of that name. Throws if the name, the release or an option is not valid.
   *
   * @param clusterName name of the Cluster object, a DNS label (63 characters) that does not contain `-antrea-package`
   * @param release Tanzu Kubernetes release such as `v1.25.7---vmware.3-fips.1-tkg.1` or `v1.25.7+vmware.3-fips.1-tkg.1`, or a prefix
   * @param options the version of Antrea, the vSphere Namespace, the Supervisor and the network
   */
  public static of(clusterName: string, release: string, options: ClusterReferenceOptions = {}): ClusterReference {
    requireClusterName(clusterName);
    requireOptions(`Cluster ${quote(clusterName)}: the options argument`, options, CLUSTER_REFERENCE_OPTIONS);
    const reference = new ClusterReference(clusterName, release, options);
    requireClusterFacts(reference);
    if (reference.antreaVersion !== undefined) {
      lookUpRelease(reference);
    }
    return reference;
  }

  private constructor(clusterName: string, release: string, options: ClusterReferenceOptions) {
    this.clusterName = clusterName;
    this.release = release;
    this.antreaVersion = options.antreaVersion;
    this.vsphereNamespace = options.vsphereNamespace;
    this.supervisor = options.supervisor;
    this.network = options.network;
  }
}
