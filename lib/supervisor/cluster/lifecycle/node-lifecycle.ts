import { Duration } from 'cdk8s';
import { Options } from '../../../checks/_options';

/**
 * When Cluster API replaces a Node that is not healthy. Source of all options: the CRD of Cluster of
 * kubernetes-sigs/cluster-api v1.10.10 (v1beta1) and v1.11.11 (v1beta2), whose fields have other names.
 */
export interface MachineHealthCheck {
  /**
   * Whether Nodes are checked.
   *
   * @default - not written: true if the ClusterClass has a check
   */
  readonly enable?: boolean;

  /**
   * Most Nodes that may be unhealthy while Nodes are replaced, such as `40%` or `2`.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly maxUnhealthy?: string;

  /**
   * Numbers of unhealthy Nodes at which Nodes are replaced, such as `[3-5]`.
   *
   * @default - not written
   */
  readonly unhealthyRange?: string;

  /**
   * Time that a Node has to start, such as `Duration.minutes(20)`. In v1beta2 it has whole seconds.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly nodeStartupTimeout?: Duration;

  /**
   * Conditions of a Node that is not healthy. An empty list is written as it is.
   *
   * @default - not written: those of the ClusterClass
   */
  readonly unhealthyConditions?: UnhealthyCondition[];
}

/** A condition that makes a Node unhealthy if it lasts. */
export interface UnhealthyCondition {
  /** Type of the condition, such as `Ready`. */
  readonly type: string;

  /** Status of the condition: `True`, `False` or `Unknown`. */
  readonly status: string;

  /** Time that the condition may last, such as `Duration.minutes(5)`. In v1beta2 it has whole seconds. */
  readonly timeout: Duration;
}

/** Time limits when a Node is removed. `Duration.seconds(0)` means without a limit. */
export interface NodeTimeouts {
  /**
   * Time that Cluster API tries to drain a Node.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly nodeDrainTimeout?: Duration;

  /**
   * Time that Cluster API waits until the volumes of a Node are detached.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly nodeVolumeDetachTimeout?: Duration;

  /**
   * Time that Cluster API tries to delete the object of a Node.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly nodeDeletionTimeout?: Duration;
}

/** How the Nodes of a pool are replaced. */
export interface RolloutStrategy {
  /**
   * When Nodes are replaced.
   *
   * @default - not written; in v1beta2, which requires it, RollingUpdate if `maxSurge` or `maxUnavailable` is set
   */
  readonly type?: RolloutStrategyType;

  /**
   * Most Nodes above the number of the pool, such as `1` or `20%`. Not with RolloutStrategyType.ON_DELETE.
   *
   * @default - not written: 1, by Cluster API
   */
  readonly maxSurge?: string;

  /**
   * Most Nodes that may be missing, such as `0` or `20%`. Not with RolloutStrategyType.ON_DELETE.
   *
   * @default - not written: 0, by Cluster API
   */
  readonly maxUnavailable?: string;

  /**
   * Which Nodes are deleted first. In v1beta1 not with RolloutStrategyType.ON_DELETE.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly deletePolicy?: DeletePolicy;

  /**
   * Most unhealthy Nodes that are replaced at one time, such as `1` or `20%`.
   *
   * @default - not written: no limit but that of the roll-out
   */
  readonly maxInFlight?: string;
}

/** When the Nodes of a pool are replaced. */
export enum RolloutStrategyType {
  /** At each change, one after the other. */
  ROLLING_UPDATE = 'RollingUpdate',
  /** When their Machines are deleted. */
  ON_DELETE = 'OnDelete',
}

/** Which Nodes of a pool are deleted first. */
export enum DeletePolicy {
  /** Any. */
  RANDOM = 'Random',
  /** The newest. */
  NEWEST = 'Newest',
  /** The oldest. */
  OLDEST = 'Oldest',
}

// All options by name. The compiler compares each list with its struct.
export const MACHINE_HEALTH_CHECK: Options<MachineHealthCheck> = {
  enable: true,
  maxUnhealthy: true,
  unhealthyRange: true,
  nodeStartupTimeout: true,
  unhealthyConditions: true,
};

export const UNHEALTHY_CONDITION: Options<UnhealthyCondition> = { type: true, status: true, timeout: true };

export const NODE_TIMEOUTS: Options<NodeTimeouts> = {
  nodeDrainTimeout: true,
  nodeVolumeDetachTimeout: true,
  nodeDeletionTimeout: true,
};

export const ROLLOUT_STRATEGY: Options<RolloutStrategy> = {
  type: true,
  maxSurge: true,
  maxUnavailable: true,
  deletePolicy: true,
  maxInFlight: true,
};
