import { Duration } from 'cdk8s';
import { requireList } from '../../checks/_lists';
import { requireOptions } from '../../checks/_options';
import { requireLine } from '../../checks/_texts';
import { Tree, mergeInto, treeOf } from '../../checks/_trees';
import { requireBoolean, requireMember, requireWhole } from '../../checks/_values';
import { InvalidInput, quote, together } from '../../messages/_errors';
import {
  DeletePolicy,
  MACHINE_HEALTH_CHECK,
  MachineHealthCheck,
  ROLLOUT_STRATEGY,
  RolloutStrategy,
  RolloutStrategyType,
  UNHEALTHY_CONDITION,
} from './node-lifecycle';
import { ControlPlaneProps, NodePoolProps } from './node-pool';

/** The options of Nodes that have another place in each version of Cluster API. */
export interface NodeLifecycle {
  readonly machineHealthCheck?: MachineHealthCheck;
  readonly nodeDrainTimeout?: Duration;
  readonly nodeVolumeDetachTimeout?: Duration;
  readonly nodeDeletionTimeout?: Duration;
  readonly minReadySeconds?: number;
  readonly rolloutStrategy?: RolloutStrategy;
}

/** The fields of the options, by path: in v1beta1 and in v1beta2. */
const PLACES = {
  enable: ['machineHealthCheck.enable', 'healthCheck.enabled'],
  maxUnhealthy: ['machineHealthCheck.maxUnhealthy', 'healthCheck.remediation.triggerIf.unhealthyLessThanOrEqualTo'],
  unhealthyRange: ['machineHealthCheck.unhealthyRange', 'healthCheck.remediation.triggerIf.unhealthyInRange'],
  nodeStartupTimeout: ['machineHealthCheck.nodeStartupTimeout', 'healthCheck.checks.nodeStartupTimeoutSeconds'],
  unhealthyConditions: ['machineHealthCheck.unhealthyConditions', 'healthCheck.checks.unhealthyNodeConditions'],
  nodeDrainTimeout: ['nodeDrainTimeout', 'deletion.nodeDrainTimeoutSeconds'],
  nodeVolumeDetachTimeout: ['nodeVolumeDetachTimeout', 'deletion.nodeVolumeDetachTimeoutSeconds'],
  nodeDeletionTimeout: ['nodeDeletionTimeout', 'deletion.nodeDeletionTimeoutSeconds'],
  minReadySeconds: ['minReadySeconds', 'minReadySeconds'],
  type: ['strategy.type', 'rollout.strategy.type'],
  maxSurge: ['strategy.rollingUpdate.maxSurge', 'rollout.strategy.rollingUpdate.maxSurge'],
  maxUnavailable: ['strategy.rollingUpdate.maxUnavailable', 'rollout.strategy.rollingUpdate.maxUnavailable'],
  deletePolicy: ['strategy.rollingUpdate.deletePolicy', 'deletion.order'],
  maxInFlight: ['strategy.remediation.maxInFlight', 'healthCheck.remediation.maxInFlight'],
} as const;

type Placed = { [option in keyof typeof PLACES]?: unknown };

/** Adds the fields to the topology of a Cluster, whose node pools are valid. `isLater` is true from v1beta2 on. */
export function addLifecycles(
  subject: string,
  topology: Tree,
  nodes: { readonly controlPlane: ControlPlaneProps; readonly pools: NodePoolProps[]; readonly isLater: boolean },
): void {
  const { controlPlane, pools, isLater } = nodes;
  const rendered = together(
    () => renderLifecycle(`${subject}: control plane`, controlPlane, isLater),
    ...pools.map((pool) => () => renderLifecycle(`${subject}: node pool ${quote(pool.name)}`, pool, isLater)),
  );
  [topology.controlPlane, ...(topology.workers?.machineDeployments ?? [])].forEach((tree, i) =>
    mergeInto(tree as Tree, rendered[i]),
  );
}

/** Returns the fields of the control plane or of a node pool. */
function renderLifecycle(subject: string, options: NodeLifecycle, isLater: boolean): Tree {
  const { machineHealthCheck, rolloutStrategy, minReadySeconds } = options;
  const time = (what: string, duration: Duration | undefined) => timeout(`${subject}: ${what}`, duration, isLater);
  const values: Placed = {
    nodeDrainTimeout: time('nodeDrainTimeout', options.nodeDrainTimeout),
    nodeVolumeDetachTimeout: time('nodeVolumeDetachTimeout', options.nodeVolumeDetachTimeout),
    nodeDeletionTimeout: time('nodeDeletionTimeout', options.nodeDeletionTimeout),
    minReadySeconds:
      minReadySeconds === undefined
        ? undefined
        : requireWhole(`${subject}: minReadySeconds`, minReadySeconds, 0, 2 ** 31 - 1),
    ...(machineHealthCheck === undefined ? {} : healthCheck(subject, machineHealthCheck, isLater)),
    ...(rolloutStrategy === undefined ? {} : strategy(subject, rolloutStrategy)),
  };
  const tree: Tree = {};
  for (const [option, value] of Object.entries(values)) {
    if (value !== undefined) {
      mergeInto(tree, treeOf(PLACES[option as keyof typeof PLACES][isLater ? 1 : 0], value));
    }
  }
  return tree;
}

function healthCheck(subject: string, options: MachineHealthCheck, isLater: boolean): Placed {
  const what = `${subject}: machineHealthCheck`;
  requireOptions(what, options, MACHINE_HEALTH_CHECK);
  const { enable, maxUnhealthy, nodeStartupTimeout, unhealthyConditions, unhealthyRange } = options;
  const conditions =
    unhealthyConditions &&
    requireList(`${what} unhealthyConditions`, unhealthyConditions).map((condition) => {
      requireOptions(`${what} unhealthyConditions`, condition, UNHEALTHY_CONDITION);
      const { type, status } = condition;
      const text = timeout(`${what} unhealthyConditions timeout`, condition.timeout, isLater);
      return {
        type: requireLine(`${what} unhealthyConditions type`, type),
        status: requireLine(`${what} unhealthyConditions status`, status),
        [isLater ? 'timeoutSeconds' : 'timeout']: text,
      };
    });
  if (unhealthyRange !== undefined && (typeof unhealthyRange !== 'string' || !/^\[\d+-\d+\]$/.test(unhealthyRange))) {
    throw new InvalidInput(`${what} unhealthyRange is ${quote(unhealthyRange)}: use a range such as "[3-5]".`);
  }
  return {
    enable: requireBoolean(`${what} enable`, enable),
    maxUnhealthy: amount(`${what} maxUnhealthy`, maxUnhealthy),
    nodeStartupTimeout: timeout(`${what} nodeStartupTimeout`, nodeStartupTimeout, isLater),
    unhealthyConditions: conditions,
    unhealthyRange,
  };
}

function strategy(subject: string, options: RolloutStrategy): Placed {
  const what = `${subject}: rolloutStrategy`;
  const { type, deletePolicy, ...rest } = requireOptions(what, options, ROLLOUT_STRATEGY);
  return {
    type: type === undefined ? undefined : requireMember(`${what} type`, RolloutStrategyType, type),
    maxSurge: amount(`${what} maxSurge`, rest.maxSurge),
    maxUnavailable: amount(`${what} maxUnavailable`, rest.maxUnavailable),
    deletePolicy:
      deletePolicy === undefined ? undefined : requireMember(`${what} deletePolicy`, DeletePolicy, deletePolicy),
    maxInFlight: amount(`${what} maxInFlight`, rest.maxInFlight),
  };
}

/** Returns a number, or a percentage as it is. */
function amount(what: string, text: string | undefined): number | string | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (typeof text !== 'string' || !/^(\d{1,9}|\d{1,3}%)$/.test(text)) {
    throw new InvalidInput(`${what} is ${quote(text)}: use a whole number such as "1", or a percentage such as "20%".`);
  }
  return text.endsWith('%') ? text : Number(text);
}

/** Returns the duration as Go writes it, such as `1h30m0s`; from v1beta2 on, its seconds. */
function timeout(what: string, duration: Duration | undefined, isLater: boolean): number | string | undefined {
  if (duration === undefined) {
    return undefined;
  }
  const seconds = duration instanceof Duration ? duration.toSeconds({ integral: false }) : NaN;
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 2 ** 31 - 1) {
    throw new InvalidInput(
      `${what} is ${duration instanceof Duration ? quote(`${seconds}s`) : quote(duration)}: use a Duration of whole seconds, such as Duration.minutes(5).`,
    );
  }
  if (isLater) {
    return seconds;
  }
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${hours > 0 ? `${hours}h` : ''}${seconds >= 60 ? `${minutes}m` : ''}${seconds % 60}s`;
}
