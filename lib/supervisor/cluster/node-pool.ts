import { Options } from '../../checks/_options';
import { ClusterVariable } from './cluster-variable';
import { NodeTaint, NodeVolume } from './node-settings';
import { OsImage } from './os-image';

/** Bounds between which the cluster autoscaler chooses the size of a node pool. Both are whole numbers from 0 on. */
export interface AutoscalerBounds {
  /** Least number of Nodes. */
  readonly minSize: number;
  /** Greatest number of Nodes, not less than `minSize`. */
  readonly maxSize: number;
}

/** A node pool: worker Nodes that are alike. */
export interface NodePoolProps {
  /** Name of the pool, a DNS label (63 characters), once in a cluster. */
  readonly name: string;

  /**
   * Number of Nodes, a whole number from 0 on. Not together with `autoscaler` or its annotations.
   *
   * @default 1, and not written where the autoscaler decides
   */
  readonly replicas?: number;

  /**
   * Lets the cluster autoscaler choose the number of Nodes (on a Supervisor since vSphere 8.0U3).
   *
   * @default - the number of Nodes is `replicas`
   */
  readonly autoscaler?: AutoscalerBounds;

  /**
   * Worker class of the ClusterClass.
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
   * Operating system of this pool.
   *
   * @default - the one of the cluster
   */
  readonly os?: OsImage;

  /**
   * Labels of the pool, on the Supervisor; `nodeLabels` are those of its Nodes.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Annotations of the pool. One of the name that the library writes itself takes its place.
   *
   * @default - the OS image alone
   */
  readonly annotations?: { [name: string]: string };

  /**
   * VM class of this pool.
   *
   * @default - the one of the cluster
   */
  readonly vmClass?: string;

  /**
   * Storage class of this pool's disks.
   *
   * @default - the one of the cluster
   */
  readonly storageClass?: string;

  /**
   * Volumes of this pool's Nodes, in place of those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly volumes?: NodeVolume[];

  /**
   * Labels of this pool's Nodes in the workload cluster, in place of those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly nodeLabels?: { [name: string]: string };

  /**
   * Taints of this pool's Nodes, in place of those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly nodeTaints?: NodeTaint[];

  /**
   * Further variables whose value differs in this pool.
   *
   * @default - the values of the cluster
   */
  readonly variableOverrides?: ClusterVariable[];
}

/** The control plane Nodes. */
export interface ControlPlaneProps {
  /**
   * Number of Nodes: 1 or 3, which is what a Supervisor takes (VKS cluster manifest guide).
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Labels of the control plane.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Annotations of the control plane. One of the name that the library writes itself takes its place.
   *
   * @default - the OS image alone
   */
  readonly annotations?: { [name: string]: string };

  /**
   * VM class of the control plane.
   *
   * @default - the one of the cluster
   */
  readonly vmClass?: string;

  /**
   * Storage class of the control plane's disks.
   *
   * @default - the one of the cluster
   */
  readonly storageClass?: string;

  /**
   * Volumes of the control plane's Nodes, in place of those of the cluster.
   *
   * @default - those of the cluster
   */
  readonly volumes?: NodeVolume[];

  /**
   * Further variables whose value differs on the control plane.
   *
   * @default - the values of the cluster
   */
  readonly variableOverrides?: ClusterVariable[];
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const CONTROL_PLANE_OPTIONS: Options<ControlPlaneProps> = {
  replicas: true,
  labels: true,
  annotations: true,
  vmClass: true,
  storageClass: true,
  volumes: true,
  variableOverrides: true,
};

export const NODE_POOL_OPTIONS: Options<NodePoolProps> = {
  name: true,
  replicas: true,
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
};

export const AUTOSCALER_BOUNDS: Options<AutoscalerBounds> = { minSize: true, maxSize: true };
