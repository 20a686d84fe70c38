import { Duration } from 'cdk8s';
import { requireList } from '../../../checks/_lists';
import { requireOptions } from '../../../checks/_options';
import { requireLine } from '../../../checks/_texts';
import { Tree, filledTree } from '../../../checks/_trees';
import { ifGiven, requireBoolean, requireMember, requireWhole } from '../../../checks/_values';
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

/**
 * Returns the fields of a control plane or a node pool for the options, in the form of the API version. Throws if a value is
 * invalid, or if the API version has no field for it.
 */
export function renderLifecycle(subject: string, apiVersion: ClusterApiVersion, options: LifecycleOptions): Tree {
  const given = checked(subject, options);
  return withoutUndefined({
    ...(apiVersion === ClusterApiVersion.V1BETA2 ? inV1beta2(subject, given) : inV1beta1(subject, given)),
    minReadySeconds: ifGiven(given.minReadySeconds, (seconds) =>
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
    machineHealthCheck: ifGiven(check, ({ nodeStartupTimeout, unhealthyConditions, ...others }) =>
      withoutUndefined({
        ...others,
        maxUnhealthy: numberOrText(others.maxUnhealthy),
        nodeStartupTimeout: ifGiven(nodeStartupTimeout, text('machineHealthCheck nodeStartupTimeout')),
        unhealthyConditions: unhealthyConditions?.map(({ type, status, timeout }) => ({
          type,
          status,
          timeout: text('machineHealthCheck unhealthyConditions timeout')(timeout),
        })),
      }),
    ),
    ...timeoutsAs('', given, text),
    strategy: ifGiven(strategy, ({ type, maxInFlight, deletePolicy, ...rolling }) =>
      withoutUndefined({
        type,
        rollingUpdate: filledTree({ ...rollingUpdate(rolling), deletePolicy }),
        remediation: filledTree({ maxInFlight: numberOrText(maxInFlight) }),
      }),
    ),
  };
}

function inV1beta2(subject: string, given: LifecycleOptions): Tree {
  const { machineHealthCheck: check, rolloutStrategy } = given;
  const seconds = (option: string) => (duration: Duration) => durationSeconds(`${subject}: ${option}`, duration);
  const { type, maxInFlight, deletePolicy, ...rolling } = rolloutStrategy ?? {};
  const update = filledTree(rollingUpdate(rolling));
  const startup = ifGiven(check?.nodeStartupTimeout, seconds('machineHealthCheck nodeStartupTimeout'));
  return {
    healthCheck: filledTree({
      enabled: check?.enable,
      checks: filledTree({
        nodeStartupTimeoutSeconds: startup,
        unhealthyNodeConditions: check?.unhealthyConditions?.map(({ type: condition, status, timeout }) => ({
          type: condition,
          status,
          timeoutSeconds: seconds('machineHealthCheck unhealthyConditions timeout')(timeout),
        })),
      }),
      remediation: filledTree({
        maxInFlight: numberOrText(maxInFlight),
        triggerIf: filledTree({
          unhealthyLessThanOrEqualTo: numberOrText(check?.maxUnhealthy),
          unhealthyInRange: check?.unhealthyRange,
        }),
      }),
    }),
    deletion: filledTree({ order: deletePolicy, ...timeoutsAs('Seconds', given, seconds) }),
    rollout: ifGiven(type ?? ifGiven(update, () => RolloutStrategyType.ROLLING_UPDATE), (written) => ({
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
  return Object.fromEntries(names.map((name) => [`${name}${suffix}`, ifGiven(given[name], convert(name))]));
}

function rollingUpdate({ maxSurge, maxUnavailable }: Pick<RolloutStrategy, 'maxSurge' | 'maxUnavailable'>): Tree {
  return { maxSurge: numberOrText(maxSurge), maxUnavailable: numberOrText(maxUnavailable) };
}

/** Returns the options. Throws if a value is invalid in every API version. */
function checked(subject: string, options: LifecycleOptions): LifecycleOptions {
  const { machineHealthCheck: check, rolloutStrategy: strategy } = options;
  if (check !== undefined) {
    const what = `${subject}: machineHealthCheck`;
    requireOptions(what, check, MACHINE_HEALTH_CHECK);
    requireBoolean(`${what} enable`, check.enable);
    requireAmount(`${what} maxUnhealthy`, check.maxUnhealthy);
    requireRange(`${what} unhealthyRange`, check.unhealthyRange);
    const conditions = check.unhealthyConditions;
    if (conditions !== undefined) {
      requireList(`${what} unhealthyConditions`, conditions).forEach((condition) => {
        const { type, status } = requireOptions(`${what} unhealthyConditions`, condition, UNHEALTHY_CONDITION);
        requireLine(`${what} unhealthyConditions type`, type);
        requireMember(`${what} unhealthyConditions status`, STATUS, status);
      });
    }
  }
  if (strategy !== undefined) {
    const what = `${subject}: rolloutStrategy`;
    requireOptions(what, strategy, ROLLOUT_STRATEGY);
    ifGiven(strategy.type, (type) => requireMember(`${what} type`, RolloutStrategyType, type));
    ifGiven(strategy.deletePolicy, (policy) => requireMember(`${what} deletePolicy`, DeletePolicy, policy));
    ROLLOUT_AMOUNTS.forEach((name) => requireAmount(`${what} ${name}`, strategy[name]));
    const rolling = (['maxSurge', 'maxUnavailable'] as const).find((name) => strategy[name] !== undefined);
    if (strategy.type === RolloutStrategyType.ON_DELETE && rolling !== undefined) {
      throw new InvalidInput(
        `${what} has the type "OnDelete" and ${rolling} ${quote(strategy[rolling])}: leave ${rolling} out, or use RolloutStrategyType.ROLLING_UPDATE.`,
      );
    }
  }
  return options;
}

const ROLLOUT_AMOUNTS = ['maxSurge', 'maxUnavailable', 'maxInFlight'] as const;
const STATUS = { true: 'True', false: 'False', unknown: 'Unknown' };

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
