import { Options } from '../../checks/_options';
import { ClusterVariable } from './cluster-variable';
import { MachineHealthCheck, NODE_TIMEOUTS, NodeTimeouts, RolloutStrategy } from './lifecycle/node-lifecycle';
import { NodeTaint, NodeVolume } from './node-settings';
import { OsImage } from './os-image';

/** Bounds between which the cluster autoscaler chooses the size of a node pool. Both are whole numbers, at least 0. */
export interface AutoscalerBounds {
  /** Minimum number of Nodes. */
  readonly minSize: number;
  /** Maximum number of Nodes, not less than `minSize`. */
  readonly maxSize: number;
}

/** A node pool: worker Nodes with the same configuration. */
export interface NodePoolProps extends NodeTimeouts {
  /** Name of the pool, a DNS label (at most 63 characters), unique in the cluster. */
  readonly name: string;

  /**
   * Number of Nodes, a whole number, at least 0. Do not set it together with `autoscaler` or its annotations.
   *
   * @default 1, and not written if the autoscaler decides or with `writeReplicas: false`
   */
  readonly replicas?: number;

  /**
   * Whether a number of Nodes is written. With false, the manifest has neither `replicas` nor bounds for the autoscaler, so
   * that another tool can set the number.
   *
   * @default true
   */
  readonly writeReplicas?: boolean;

  /**
   * Lets the cluster autoscaler choose the number of Nodes (on a Supervisor since vSphere 8.0U3).
   *
   * @default - the number of Nodes is `replicas`
   */
  readonly autoscaler?: AutoscalerBounds;

  /**
   * Name of a worker class of the ClusterClass.
   *
   * @default node-pool
   */
  readonly workerClass?: string;

  /**
   * vSphere Zone of all Nodes of this pool.
   *
   * @default - the platform chooses
   */
  readonly failureDomain?: string;

  /**
   * Operating system of this pool's Nodes.
   *
   * @default - that of the cluster
   */
  readonly os?: OsImage;

  /**
   * Labels of the pool on the Supervisor. `nodeLabels` sets the labels of its Nodes.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Annotations of the pool on the Supervisor. They take precedence over those that the library writes.
   *
   * @default - only the one for the OS image
   */
  readonly annotations?: { [name: string]: string };

  /**
   * VM class of this pool.
   *
   * @default - that of the cluster
   */
  readonly vmClass?: string;

  /**
   * Storage class of this pool's disks.
   *
   * @default - that of the cluster
   */
  readonly storageClass?: string;

  /**
   * Volumes of this pool's Nodes, which replace those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly volumes?: NodeVolume[];

  /**
   * Labels of this pool's Nodes in the workload cluster, which replace those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly nodeLabels?: { [name: string]: string };

  /**
   * Taints of this pool's Nodes, which replace those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly nodeTaints?: NodeTaint[];

  /**
   * Additional variables whose values differ in this pool.
   *
   * @default - the values of the cluster
   */
  readonly variableOverrides?: ClusterVariable[];

  /**
   * When Cluster API replaces Nodes that are not healthy.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly machineHealthCheck?: MachineHealthCheck;

  /**
   * How Nodes are replaced.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly rolloutStrategy?: RolloutStrategy;

  /**
   * Number of seconds that a new Node must be ready before it counts as available, a whole number, at least 0.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly minReadySeconds?: number;
}

/** The control plane Nodes. */
export interface ControlPlaneProps extends NodeTimeouts {
  /**
   * Number of Nodes: 1 or 3 (VKS cluster manifest guide). With `builtin-generic-v3.7.0` and Kubernetes 1.34.8, 1.35.5,
   * 1.36.1 or a later patch version of these also 5, which survives the loss of two Nodes (release notes of VKS 3.7).
   *
   * @default 1, and not written with `writeReplicas: false`
   */
  readonly replicas?: number;

  /**
   * Whether a number of Nodes is written. With false, the manifest has no `replicas`, so that another tool can set the number.
   *
   * @default true
   */
  readonly writeReplicas?: boolean;

  /**
   * Labels of the control plane on the Supervisor.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Annotations of the control plane on the Supervisor. They take precedence over those that the library writes.
   *
   * @default - only the one for the OS image
   */
  readonly annotations?: { [name: string]: string };

  /**
   * VM class of the control plane.
   *
   * @default - that of the cluster
   */
  readonly vmClass?: string;

  /**
   * Storage class of the control plane's disks.
   *
   * @default - that of the cluster
   */
  readonly storageClass?: string;

  /**
   * Volumes of the control plane's Nodes, which replace those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly volumes?: NodeVolume[];

  /**
   * Additional variables whose values differ on the control plane.
   *
   * @default - the values of the cluster
   */
  readonly variableOverrides?: ClusterVariable[];

  /**
   * When Cluster API replaces Nodes that are not healthy.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly machineHealthCheck?: MachineHealthCheck;
}

// All options by name. The compiler compares each list with its struct.
export const CONTROL_PLANE_OPTIONS: Options<ControlPlaneProps> = {
  replicas: true,
  writeReplicas: true,
  labels: true,
  annotations: true,
  vmClass: true,
  storageClass: true,
  volumes: true,
  variableOverrides: true,
  machineHealthCheck: true,
  ...NODE_TIMEOUTS,
};

export const NODE_POOL_OPTIONS: Options<NodePoolProps> = {
  name: true,
  replicas: true,
  writeReplicas: true,
  autoscaler: true,
  workerClass: true,
  failureDomain: true,
  os: true,
  labels: true,
  annotations: true,
  vmClass: true,
  storageClass: true,
  volumes: true,
  nodeLabels: true,
  nodeTaints: true,
  variableOverrides: true,
  machineHealthCheck: true,
  rolloutStrategy: true,
  minReadySeconds: true,
  ...NODE_TIMEOUTS,
};

export const AUTOSCALER_BOUNDS: Options<AutoscalerBounds> = { minSize: true, maxSize: true };
