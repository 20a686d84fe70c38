import { Duration } from 'cdk8s';
import { requireList } from '../../../checks/_lists';
import { Options, requireOptions } from '../../../checks/_options';
import { requireLine } from '../../../checks/_texts';
import { Tree } from '../../../checks/_trees';
import { requireBoolean, requireMember, requireWhole } from '../../../checks/_values';
import { InvalidInput, quote } from '../../../messages/_errors';
import { withoutUndefined } from '../_setting-values';
import { ClusterApiVersion } from '../tanzu-cluster-props';
import { durationSeconds, durationText } from './_durations';
import {
  DeletePolicy,
  MACHINE_HEALTH_CHECK,
  MachineHealthCheck,
  NODE_TIMEOUTS,
  NodeTimeouts,
  ROLLOUT_STRATEGY,
  RolloutStrategy,
  RolloutStrategyType,
  UNHEALTHY_CONDITION,
} from './node-lifecycle';

/** The options of a control plane or a node pool about the life of its Nodes. */
export interface LifecycleOptions extends NodeTimeouts {
  readonly machineHealthCheck?: MachineHealthCheck;
  /** Only of a node pool. */
  readonly minReadySeconds?: number;
  /** Only of a node pool. */
  readonly rolloutStrategy?: RolloutStrategy;
}

/** The value that is written for an option, without members that are not set; undefined if nothing is set. */
type Written = Tree | undefined;

/**
 * Returns the fields of a control plane or a node pool for the options, in the form of the API version. Throws if a value is
 * invalid, or if the API version has no field for it.
 */
export function renderLifecycle(subject: string, apiVersion: ClusterApiVersion, options: LifecycleOptions): Tree {
  const given = checked(subject, options);
  return withoutUndefined({
    ...(apiVersion === ClusterApiVersion.V1BETA2 ? inV1beta2(subject, given) : inV1beta1(subject, given)),
    minReadySeconds: optional(given.minReadySeconds, (seconds) =>
      requireWhole(`${subject}: minReadySeconds`, seconds, 0, 2 ** 31 - 1),
    ),
  });
}

function inV1beta1(subject: string, given: LifecycleOptions): Tree {
  const { machineHealthCheck: check, rolloutStrategy: strategy } = given;
  const text = (option: string) => (duration: Duration) => durationText(`${subject}: ${option}`, duration);
  if (strategy?.type === RolloutStrategyType.ON_DELETE && strategy.deletePolicy !== undefined) {
    throw new InvalidInput(
      `${subject}: rolloutStrategy deletePolicy has no field in v1beta1 with the type "OnDelete": leave it out, or use ClusterApiVersion.V1BETA2.`,
    );
  }
  return {
    machineHealthCheck: optional(check, ({ nodeStartupTimeout, unhealthyConditions, ...others }) =>
      withoutUndefined({
        ...others,
        maxUnhealthy: numberOrText(others.maxUnhealthy),
        nodeStartupTimeout: optional(nodeStartupTimeout, text('machineHealthCheck nodeStartupTimeout')),
        unhealthyConditions: unhealthyConditions?.map(({ type, status, timeout }) => ({
          type,
          status,
          timeout: text('machineHealthCheck unhealthyConditions timeout')(timeout),
        })),
      }),
    ),
    ...timeoutsAs('', given, text),
    strategy: optional(strategy, ({ type, maxInFlight, deletePolicy, ...rolling }) =>
      withoutUndefined({
        type,
        rollingUpdate: filled({ ...rollingUpdate(rolling), deletePolicy }),
        remediation: filled({ maxInFlight: numberOrText(maxInFlight) }),
      }),
    ),
  };
}

function inV1beta2(subject: string, given: LifecycleOptions): Tree {
  const { machineHealthCheck: check, rolloutStrategy } = given;
  const seconds = (option: string) => (duration: Duration) => durationSeconds(`${subject}: ${option}`, duration);
  const { type, maxInFlight, deletePolicy, ...rolling } = rolloutStrategy ?? {};
  const update = filled(rollingUpdate(rolling));
  const startup = optional(check?.nodeStartupTimeout, seconds('machineHealthCheck nodeStartupTimeout'));
  return {
    healthCheck: filled({
      enabled: check?.enable,
      checks: filled({
        nodeStartupTimeoutSeconds: startup,
        unhealthyNodeConditions: check?.unhealthyConditions?.map(({ type: condition, status, timeout }) => ({
          type: condition,
          status,
          timeoutSeconds: seconds('machineHealthCheck unhealthyConditions timeout')(timeout),
        })),
      }),
      remediation: filled({
        maxInFlight: numberOrText(maxInFlight),
        triggerIf: filled({
          unhealthyLessThanOrEqualTo: numberOrText(check?.maxUnhealthy),
          unhealthyInRange: check?.unhealthyRange,
        }),
      }),
    }),
    deletion: filled({ order: deletePolicy, ...timeoutsAs('Seconds', given, seconds) }),
    rollout: optional(type ?? optional(update, () => RolloutStrategyType.ROLLING_UPDATE), (written) => ({
      strategy: withoutUndefined({ type: written, rollingUpdate: update }),
    })),
  };
}

/** Returns the timeouts by the names of their fields, which end with `suffix`. */
function timeoutsAs(
  suffix: string,
  given: NodeTimeouts,
  convert: (option: string) => (time: Duration) => unknown,
): Tree {
  const names = Object.keys(NODE_TIMEOUTS) as (keyof NodeTimeouts)[];
  return Object.fromEntries(names.map((name) => [`${name}${suffix}`, optional(given[name], convert(name))]));
}

function rollingUpdate({ maxSurge, maxUnavailable }: Pick<RolloutStrategy, 'maxSurge' | 'maxUnavailable'>): Tree {
  return { maxSurge: numberOrText(maxSurge), maxUnavailable: numberOrText(maxUnavailable) };
}

/** Returns the options. Throws if a value is invalid in every API version. */
function checked(subject: string, options: LifecycleOptions): LifecycleOptions {
  const { machineHealthCheck: check, rolloutStrategy: strategy } = options;
  if (check !== undefined) {
    const what = `${subject}: machineHealthCheck`;
    given(what, check, MACHINE_HEALTH_CHECK);
    requireBoolean(`${what} enable`, check.enable);
    requireAmount(`${what} maxUnhealthy`, check.maxUnhealthy);
    requireRange(`${what} unhealthyRange`, check.unhealthyRange);
    const conditions = check.unhealthyConditions;
    if (conditions !== undefined) {
      requireList(`${what} unhealthyConditions`, conditions).forEach((condition) => {
        const { type, status } = given(`${what} unhealthyConditions`, condition, UNHEALTHY_CONDITION);
        requireLine(`${what} unhealthyConditions type`, type);
        requireMember(`${what} unhealthyConditions status`, STATUS, status);
      });
    }
  }
  if (strategy !== undefined) {
    const what = `${subject}: rolloutStrategy`;
    given(what, strategy, ROLLOUT_STRATEGY);
    optional(strategy.type, (type) => requireMember(`${what} type`, RolloutStrategyType, type));
    optional(strategy.deletePolicy, (policy) => requireMember(`${what} deletePolicy`, DeletePolicy, policy));
    AMOUNTS.forEach((name) => requireAmount(`${what} ${name}`, strategy[name]));
    const rolling = (['maxSurge', 'maxUnavailable'] as const).find((name) => strategy[name] !== undefined);
    if (strategy.type === RolloutStrategyType.ON_DELETE && rolling !== undefined) {
      throw new InvalidInput(
        `${what} has the type "OnDelete" and ${rolling} ${quote(strategy[rolling])}: leave ${rolling} out, or use RolloutStrategyType.ROLLING_UPDATE.`,
      );
    }
  }
  return options;
}

const AMOUNTS = ['maxSurge', 'maxUnavailable', 'maxInFlight'] as const;
const STATUS = { true: 'True', false: 'False', unknown: 'Unknown' };

function given<T>(subject: string, value: T, options: Options<T>): T {
  return requireOptions(subject, value, options);
}

function requireAmount(subject: string, text: string | undefined): void {
  if (text !== undefined && (typeof text !== 'string' || !/^(\d{1,9}|\d{1,3}%)$/.test(text))) {
    throw new InvalidInput(
      `${subject} is ${quote(text)}: use a number or a percentage in quotes, such as "1" or "20%".`,
    );
  }
}

function requireRange(subject: string, text: string | undefined): void {
  if (text !== undefined && (typeof text !== 'string' || !/^\[\d{1,9}-\d{1,9}\]$/.test(text))) {
    throw new InvalidInput(`${subject} is ${quote(text)}: use two numbers in square brackets, such as "[3-5]".`);
  }
}

/** Kubernetes has a number for digits, and a text for a percentage. */
function numberOrText(text: string | undefined): number | string | undefined {
  return text === undefined || text.endsWith('%') ? text : Number(text);
}

function optional<T, R>(value: T | undefined, convert: (value: T) => R): R | undefined {
  return value === undefined ? undefined : convert(value);
}

/** Returns the map without members that are not set; undefined if none is set. */
function filled(tree: Tree): Written {
  const set = withoutUndefined(tree);
  return Object.keys(set).length === 0 ? undefined : set;
}
