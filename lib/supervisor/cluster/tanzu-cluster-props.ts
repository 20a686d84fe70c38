import { Options, OtherOptions } from '../../checks/_options';
import { MULTICAST_OPTIONS } from '../antrea/multicast-options';
import { ClusterSettings, SETTING_OPTIONS } from './cluster-settings';
import { ClusterVariable } from './cluster-variable';
import { CONTROL_PLANE_OPTIONS, ControlPlaneProps, NODE_POOL_OPTIONS, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

/** Options of a TanzuCluster. */
export interface TanzuClusterProps extends ClusterSettings {
  /**
   * Name of the Cluster, a DNS label (at most 63 characters). It must not contain `-antrea-package`, where the
   * Supervisor cuts the name of an AntreaConfig to find its Cluster (vmware-tanzu/tanzu-framework v0.29.0,
   * antreaconfig_controller.go).
   */
  readonly name: string;

  /**
   * Tanzu Kubernetes release: the name that `kubectl get tkr` shows, such as `v1.25.7---vmware.3-fips.1-tkg.1`, the
   * same name with `+` in place of `---`, or a prefix such as `v1.32`, which admission resolves. It is written
   * unchanged.
   */
  readonly release: string;

  /**
   * Version of Antrea that the release ships, such as `1.9.0`, with or without the suffix of its package. It is
   * required if the table of releases (docs/compatibility.md) does not have it. On the Supervisor,
   * `kubectl get tkr RELEASE -o jsonpath={.spec.bootstrapPackages}` lists it. A version that differs from a certain row
   * of the table is refused.
   *
   * @default - that of `AntreaVersions.add()`, or else from the table of releases
   */
  readonly antreaVersion?: string;

  /**
   * Ranges of Pod addresses in CIDR notation, at least one. They must not overlap with other ranges. Multicast needs an
   * IPv4 range (Antrea's multicast guide): otherwise `enableMulticast()` throws. Each Node takes a /24 of the IPv4 range,
   * and an upgrade needs one more: a range that is too small is refused (rule TAM107).
   */
  readonly podCidrs: string[];

  /**
   * Ranges of Service addresses in CIDR notation, one or two. They must not overlap with other ranges. The API server
   * accepts prefix lengths from /12 on for IPv4 and from /108 on for IPv6 (its option --service-cluster-ip-range).
   */
  readonly serviceCidrs: string[];

  /**
   * VM class of the Nodes, such as `best-effort-xsmall`.
   *
   * @default - none; required unless the ClusterClass is your own
   */
  readonly vmClass?: string;

  /**
   * Storage class of the Nodes' disks, such as `vsan-default-storage-policy`.
   *
   * @default - none; required unless the ClusterClass is your own
   */
  readonly storageClass?: string;

  /** The node pools, at least one. Only a cluster with a ClusterClass of your own may have none. */
  readonly nodePools: NodePoolProps[];

  /**
   * The control plane.
   *
   * @default - one Node
   */
  readonly controlPlane?: ControlPlaneProps;

  /**
   * Operating system of all Nodes. From Kubernetes 1.33 on, Ubuntu needs its version, because releases have two
   * versions of it (papivot/vks-best-practice, appendix E.3).
   *
   * @default OsImage.ubuntu()
   */
  readonly os?: OsImage;

  /**
   * DNS domain of Services, such as `cluster.local`.
   *
   * @default - not written: the platform chooses it
   */
  readonly serviceDomain?: string;

  /**
   * Additional variables of the ClusterClass. A value that is an object is merged with the members that settings write
   * into the same variable. A variable that the class does not have, or whose value has the wrong shape, is refused.
   *
   * @default - none
   */
  readonly variables?: ClusterVariable[];

  /**
   * Name of the ClusterClass. Kubernetes 1.34 needs `builtin-generic-v3.5.0` or later, 1.35 `builtin-generic-v3.6.0` and
   * 1.36 `builtin-generic-v3.7.0`: a class that is too old for the release is refused (rule TAM080).
   *
   * @default tanzukubernetescluster
   */
  readonly clusterClass?: string;

  /**
   * Namespace of the ClusterClass.
   *
   * @default - vmware-system-vks-public for builtin-generic-v3.4.0 to v3.7.0 (VKS cluster manifest guide), otherwise
   * not written: the vSphere Namespace of the Cluster
   */
  readonly clusterClassNamespace?: string;

  /**
   * Name of a ClusterClass that this library knows, for a class of your own that has the same variables. Settings are
   * then written, and variables checked, as for the known class.
   *
   * @default - none: with a class of your own, only the settings `vmClass` and `storageClass` are available
   */
  readonly clusterClassLike?: string;

  /**
   * Whether the namespace of the ClusterClass is written. With false, the Supervisor finds the class by its name.
   *
   * @default true
   */
  readonly writeClassNamespace?: boolean;

  /**
   * CNI of the cluster, written as the variable `bootstrapAddons` (from builtin-generic-v3.5.0 on). It cannot change after
   * the cluster is created. An AddonConfig of Antrea needs Antrea (rule TAM100).
   *
   * @default - Antrea if an AddonConfig belongs to the cluster, otherwise not written
   */
  readonly bootstrapCni?: BootstrapCni;

  /**
   * Whether the Supervisor stops to reconcile the Cluster, written as `spec.paused`.
   *
   * @default - not written: false
   */
  readonly paused?: boolean;

  /**
   * API version of the Cluster object.
   *
   * @default ClusterApiVersion.V1BETA1
   */
  readonly apiVersion?: ClusterApiVersion;

  /**
   * Name of the network that its Nodes are in, one line of 1 to 63 characters. Clusters whose networks route to each other
   * have the same name, in all environments and Supervisors of the app: their Pod ranges (rule TAM113) and streams
   * (TAM114) are compared. It is written as the annotation `cdk8s-antrea-multicast/network`.
   *
   * @default - not known: nothing is compared
   */
  readonly network?: string;

  /**
   * Labels of the Cluster object.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Annotations of the Cluster object.
   *
   * @default - none
   */
  readonly annotations?: { [name: string]: string };
}

/** API versions of the Cluster object. */
export enum ClusterApiVersion {
  /** Every Supervisor since vSphere 8.0 serves it. It refers to the class by `class` and `classNamespace`. */
  V1BETA1 = 'v1beta1',
  /** From VKS 3.5 on. It refers to the class by `classRef`. */
  V1BETA2 = 'v1beta2',
}

/** CNIs that the variable `bootstrapAddons` can name (release notes of VKS, second-hand). */
export enum BootstrapCni {
  /** Antrea, which multicast needs. */
  ANTREA = 'antrea',
  /** Calico, which has no multicast. */
  CALICO = 'calico',
  /** Cilium, whose multicast is not that of Antrea. */
  CILIUM = 'cilium',
  /** The variable is not written, also if an AddonConfig of Antrea belongs to the cluster: TAM100 then warns. */
  NOT_WRITTEN = '',
}

/** All options by name. The compiler compares the list with its struct. */
export const CLUSTER_OPTIONS: Options<TanzuClusterProps> = {
  ...SETTING_OPTIONS,
  name: true,
  release: true,
  antreaVersion: true,
  podCidrs: true,
  serviceCidrs: true,
  vmClass: true,
  storageClass: true,
  nodePools: true,
  controlPlane: true,
  os: true,
  serviceDomain: true,
  variables: true,
  clusterClass: true,
  clusterClassNamespace: true,
  clusterClassLike: true,
  writeClassNamespace: true,
  bootstrapCni: true,
  paused: true,
  apiVersion: true,
  labels: true,
  annotations: true,
  network: true,
};

/** The places of a cluster's options, for an option that is set in the wrong one. */
export const OTHER_OPTIONS: OtherOptions = {
  TanzuCluster: CLUSTER_OPTIONS,
  'enableMulticast()': MULTICAST_OPTIONS,
  controlPlane: CONTROL_PLANE_OPTIONS,
  nodePools: NODE_POOL_OPTIONS,
};
