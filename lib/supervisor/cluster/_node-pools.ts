import * as clusterApi from '../../../imports/cluster.x-k8s.io';
import { requireMetadata } from '../../checks/_labels';
import { requireList } from '../../checks/_lists';
import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { requireOptions } from '../../checks/_options';
import { Tree } from '../../checks/_trees';
import { peek, requireBoolean, requireWhole } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { Judged, refuse } from '../../messages/_verdict';
import { nodePoolVerdicts } from '../../platform/_node-verdicts';
import { AUTOSCALER_ANNOTATIONS, autoscalerVerdicts, isAutoscaled } from '../../platform/_pool-verdicts';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { metadataOfNodes, withImage } from './_nodes-of-cluster';
import { Variable, renderOverrides } from './_render-variables';
import { poolTree } from './_variables-by-level';
import { renderLifecycle } from './lifecycle/_render-lifecycle';
import { ClusterApiVersion } from './tanzu-cluster-props';
import { ClusterSettings, SETTING_OPTIONS } from './cluster-settings';
import { AUTOSCALER_BOUNDS, NODE_POOL_OPTIONS, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

type NodePoolSize = Pick<NodePoolProps, 'replicas' | 'writeReplicas' | 'autoscaler'>;

/** A node pool, with its fields whose names depend on the API version of the Cluster. */
export interface MachineDeployment extends clusterApi.ClusterSpecTopologyWorkersMachineDeployments {
  readonly lifecycle: Tree;
}

const MAX_REPLICAS = 2 ** 31 - 1;

/** Values that all node pools of a cluster share. */
export interface PoolContext {
  readonly judged: Judged;
  readonly apiVersion: ClusterApiVersion;
  readonly clusterName: string;
  readonly clusterClass: ClusterClass | undefined;
  /** Storage class of the cluster. A pool may override it. */
  readonly storageClass?: string;
  readonly os: OsImage;
  /** Variables of the cluster. A pool may override them. */
  readonly variables: Variable[];
  /** Whether the ClusterClass is the user's own. */
  readonly isOwnClass: boolean;
  /** Settings of the cluster. A pool may override them. */
  readonly settings: ClusterSettings;
}

/** Returns `spec.topology.workers.machineDeployments`. Throws if a node pool is invalid. */
export function renderNodePools(context: PoolContext, pools: NodePoolProps[]): MachineDeployment[] {
  const { judged, clusterName, isOwnClass } = context;
  const subject = `Cluster ${quote(clusterName)}`;
  if (requireList(`${subject}: nodePools`, pools).length === 0) {
    if (!isOwnClass) {
      throw new InvalidInput(
        `${subject}: nodePools is []: use at least one node pool, such as { name: 'node-pool-1', replicas: 2 }. Only a cluster with a ClusterClass of your own may have none.`,
      );
    }
    warn(
      judged.about,
      NOTICES.NO_WORKERS,
      subject,
      'nodePools is [], so the cluster has no worker Nodes, and no sender or receiver can run.',
    );
  }
  const names = together(
    ...pools.map((pool) => () => {
      requireOptions(`${subject}: node pool ${quote(peek(pool, 'name'))}`, pool, NODE_POOL_OPTIONS, {
        TanzuCluster: SETTING_OPTIONS,
      });
      return requireDnsLabel(`${subject}: node pool name`, pool.name);
    }),
  );
  const render = (pool: NodePoolProps) => renderNodePool(`${subject}: node pool ${quote(pool.name)}`, context, pool);
  const [, rendered] = together(
    () => refuse(context.judged, nodePoolVerdicts(clusterName, names)),
    () => together(...pools.map((pool) => () => render(pool))),
  );
  return rendered;
}

/** Returns the number of worker Nodes, or undefined if an autoscaler or another tool decides it. */
export function countWorkers(machineDeployments: MachineDeployment[]): number | undefined {
  return machineDeployments.reduce<number | undefined>(
    (sum, { replicas }) => (sum === undefined || replicas === undefined ? undefined : sum + replicas),
    0,
  );
}

function renderNodePool(subject: string, context: PoolContext, pool: NodePoolProps): MachineDeployment {
  const { clusterName, os } = context;
  const { workerClass = 'node-pool', replicas = 1, os: poolOs = os } = pool;
  const [annotations, className, ofPoolSize, failureDomain, variables, lifecycle] = together(
    () => {
      requireMetadata(subject, pool);
      const image = poolOs === os ? `Cluster ${quote(clusterName)}` : subject;
      return judgedAnnotations(context.judged, pool, withImage(image, poolOs, withBounds(subject, pool)));
    },
    () =>
      requireObjectName(`${subject}: workerClass`, workerClass, 'use the name of a worker class, such as "node-pool"'),
    () => (isSized(subject, pool) ? requireWhole(`${subject}: replicas`, replicas, 0, MAX_REPLICAS) : undefined),
    () => requireZone(subject, pool.failureDomain),
    () =>
      renderOverrides(
        subject,
        context.variables,
        poolTree({ ...context, subject }, context.settings, pool),
        pool.variableOverrides,
      ),
    () => renderLifecycle(subject, context.apiVersion, pool),
  );
  return {
    class: className,
    name: pool.name,
    replicas: isAutoscaled(annotations) ? undefined : ofPoolSize,
    failureDomain,
    metadata: metadataOfNodes(pool.labels, annotations),
    variables,
    lifecycle,
  };
}

/** Whether the number of Nodes is written. Throws if it is not, and an option sets it. */
export function isSized(subject: string, { replicas, writeReplicas = true, autoscaler }: NodePoolSize): boolean {
  const option = replicas === undefined ? 'autoscaler' : 'replicas';
  if (!requireBoolean(`${subject}: writeReplicas`, writeReplicas) && (replicas ?? autoscaler) !== undefined) {
    throw new InvalidInput(`${subject}: ${option} is set, but writeReplicas is false: keep only one of the two.`);
  }
  return writeReplicas;
}

/** Returns the annotations. Throws if the bounds of the autoscaler are invalid, or if the pool also has a size. */
function judgedAnnotations(
  judged: Judged,
  { name, replicas }: NodePoolProps,
  annotations: { [name: string]: string } | undefined,
): { [name: string]: string } | undefined {
  refuse(judged, autoscalerVerdicts(name, { replicas, annotations }));
  return annotations;
}

/** Returns the annotations of the pool with the bounds of its autoscaler. */
function withBounds(subject: string, pool: NodePoolProps): { [name: string]: string } | undefined {
  if (pool.autoscaler === undefined) {
    return pool.annotations;
  }
  const { minSize, maxSize } = requireOptions(`${subject}: autoscaler`, pool.autoscaler, AUTOSCALER_BOUNDS);
  requireWhole(`${subject}: autoscaler minSize`, minSize, 0, MAX_REPLICAS);
  requireWhole(`${subject}: autoscaler maxSize`, maxSize, minSize, MAX_REPLICAS, ', not less than minSize');
  return {
    [AUTOSCALER_ANNOTATIONS.min]: String(minSize),
    [AUTOSCALER_ANNOTATIONS.max]: String(maxSize),
    ...pool.annotations,
  };
}

function requireZone(subject: string, zone: string | undefined): string | undefined {
  return zone === undefined
    ? undefined
    : requireObjectName(`${subject}: failureDomain`, zone, 'use the name of a vSphere Zone');
}
