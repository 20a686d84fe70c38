import { Duration } from 'cdk8s';
import { Options } from '../../checks/_options';

/** The replacement of Nodes that are not healthy (kubernetes-sigs/cluster-api: MachineHealthCheck). */
export interface MachineHealthCheck {
  /**
   * Whether unhealthy Nodes are replaced.
   *
   * @default - not written: the ClusterClass decides
   */
  readonly enable?: boolean;

  /**
   * Number of unhealthy Nodes up to which they are replaced: a whole number such as `2`, or a percentage such as `40%`.
   *
   * @default - not written
   */
  readonly maxUnhealthy?: string;

  /**
   * Time after which a new Node that has not joined counts as unhealthy, in whole seconds; 0 means without a limit.
   *
   * @default - not written
   */
  readonly nodeStartupTimeout?: Duration;

  /**
   * Conditions of a Node that make it unhealthy.
   *
   * @default - not written
   */
  readonly unhealthyConditions?: UnhealthyCondition[];

  /**
   * Range of the number of unhealthy Nodes within which they are replaced, such as `[3-5]`.
   *
   * @default - not written
   */
  readonly unhealthyRange?: string;
}

/** A condition of a Node that makes it unhealthy after some time. */
export interface UnhealthyCondition {
  /** Type of the condition, such as `Ready`. */
  readonly type: string;

  /** Status of the condition: `True`, `False` or `Unknown`. */
  readonly status: string;

  /** Time after which a Node with this status is unhealthy, in whole seconds. */
  readonly timeout: Duration;
}

/** How a change of a node pool replaces its Nodes (kubernetes-sigs/cluster-api: MachineDeployment). */
export interface RolloutStrategy {
  /**
   * Type of the strategy.
   *
   * @default - not written: RollingUpdate
   */
  readonly type?: RolloutStrategyType;

  /**
   * Number of Nodes above the size of the pool during a rollout: a whole number such as `1`, or a percentage such as `20%`.
   *
   * @default - not written: 1
   */
  readonly maxSurge?: string;

  /**
   * Number of Nodes that may be missing during a rollout: a whole number such as `0`, or a percentage such as `20%`.
   *
   * @default - not written: 0
   */
  readonly maxUnavailable?: string;

  /**
   * Which Nodes are deleted first when the pool becomes smaller.
   *
   * @default - not written: Random
   */
  readonly deletePolicy?: DeletePolicy;

  /**
   * Number of unhealthy Nodes that are replaced at the same time: a whole number such as `1`, or a percentage such as
   * `20%`.
   *
   * @default - not written: all
   */
  readonly maxInFlight?: string;
}

/** Types of a RolloutStrategy. */
export enum RolloutStrategyType {
  /** New Nodes replace old ones step by step. */
  ROLLING_UPDATE = 'RollingUpdate',
  /** A Node is replaced when someone deletes its Machine. */
  ON_DELETE = 'OnDelete',
}

/** Which Nodes are deleted first. */
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
  nodeStartupTimeout: true,
  unhealthyConditions: true,
  unhealthyRange: true,
};

export const UNHEALTHY_CONDITION: Options<UnhealthyCondition> = { type: true, status: true, timeout: true };

export const ROLLOUT_STRATEGY: Options<RolloutStrategy> = {
  type: true,
  maxSurge: true,
  maxUnavailable: true,
  deletePolicy: true,
  maxInFlight: true,
};
