import * as clusterApi from '../../../imports/cluster.x-k8s.io';
import { requireMetadata } from '../../checks/_labels';
import { requireList } from '../../checks/_lists';
import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { requireOptions } from '../../checks/_options';
import { peek, requireWhole } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { Judged, refuse } from '../../messages/_verdict';
import { nodePoolVerdicts } from '../../platform/_node-verdicts';
import { ClusterClass } from '../../platform/tables/_cluster-classes';
import { withImage } from './_nodes-of-cluster';
import { Variable, renderOverrides } from './_render-variables';
import { poolTree } from './_variables-by-level';
import { ClusterSettings, SETTING_OPTIONS } from './cluster-settings';
import { AUTOSCALER_BOUNDS, NODE_POOL_OPTIONS, NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

type MachineDeployment = clusterApi.ClusterSpecTopologyWorkersMachineDeployments;

const MIN_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';
const MOST_REPLICAS = 2 ** 31 - 1;

/** What the pools of a cluster have in common. */
export interface PoolContext {
  readonly judged: Judged;
  readonly clusterName: string;
  readonly clusterClass: ClusterClass | undefined;
  readonly os: OsImage;
  /** Variables of the cluster, which a pool may have otherwise. */
  readonly variables: Variable[];
  /** Whether the ClusterClass is one of the user's own. */
  readonly isOwnClass: boolean;
  /** Settings of the cluster, which a pool may have otherwise. */
  readonly settings: ClusterSettings;
}

/** Renders `spec.topology.workers.machineDeployments`, or throws where a pool cannot work. */
export function renderNodePools(context: PoolContext, pools: NodePoolProps[]): MachineDeployment[] {
  const { judged, clusterName, isOwnClass } = context;
  const subject = `Cluster ${quote(clusterName)}`;
  if (requireList(`${subject}: nodePools`, pools).length === 0) {
    if (!isOwnClass) {
      throw new InvalidInput(
        `${subject}: nodePools is []: give at least one node pool, such as { name: 'node-pool-1', replicas: 2 }; a ClusterClass of your own may do without.`,
      );
    }
    warn(
      judged.about,
      NOTICES.NO_WORKERS,
      subject,
      'nodePools is [], so it has no worker Node: no sender and no receiver will run.',
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

/** The number of worker Nodes, where no autoscaler decides it. */
export function countWorkers(machineDeployments: MachineDeployment[]): number | undefined {
  return machineDeployments.reduce<number | undefined>(
    (sum, { replicas }) => (sum === undefined || replicas === undefined ? undefined : sum + replicas),
    0,
  );
}

function renderNodePool(subject: string, context: PoolContext, pool: NodePoolProps): MachineDeployment {
  const { clusterName, os } = context;
  const { workerClass = 'node-pool', replicas = 1, os: ofPool = os } = pool;
  const [{ annotations, isAutoscaled }, className, ofPoolSize, failureDomain, variables] = together(
    () => {
      requireMetadata(subject, pool);
      const image = ofPool === os ? `Cluster ${quote(clusterName)}` : subject;
      return sizedAnnotations(
        subject,
        pool,
        withImage(image, ofPool, { ...autoscalerAnnotations(subject, pool), ...pool.annotations }),
      );
    },
    () => requireObjectName(`${subject}: workerClass`, workerClass, 'use a class such as "node-pool"'),
    () => requireWhole(`${subject}: replicas`, replicas, 0, MOST_REPLICAS),
    () => requireZone(subject, pool.failureDomain),
    () =>
      renderOverrides(
        subject,
        context.clusterClass,
        context.variables,
        poolTree({ ...context, subject }, context.settings, pool),
        pool.variableOverrides,
      ),
  );
  return {
    class: className,
    name: pool.name,
    replicas: isAutoscaled ? undefined : ofPoolSize,
    failureDomain,
    metadata: { labels: pool.labels, annotations },
    variables,
  };
}

/** Returns the annotations and whether they hold the bounds of the autoscaler. Throws if the bounds are invalid. */
function sizedAnnotations(
  subject: string,
  pool: NodePoolProps,
  annotations: { [name: string]: string },
): { readonly annotations: { [name: string]: string }; readonly isAutoscaled: boolean } {
  const isAutoscaled = MIN_SIZE in annotations || MAX_SIZE in annotations;
  if (isAutoscaled) {
    const min = requireBound(subject, annotations, MIN_SIZE, 0);
    requireBound(subject, annotations, MAX_SIZE, min);
  }
  if (isAutoscaled && pool.replicas !== undefined) {
    throw new InvalidInput(
      `${subject}: replicas ${quote(pool.replicas)} stands beside the bounds of the autoscaler: keep one of the two.`,
    );
  }
  return { annotations, isAutoscaled };
}

function autoscalerAnnotations(subject: string, pool: NodePoolProps): { [name: string]: string } {
  if (pool.autoscaler === undefined) {
    return {};
  }
  const { minSize, maxSize } = requireOptions(`${subject}: autoscaler`, pool.autoscaler, AUTOSCALER_BOUNDS);
  requireWhole(`${subject}: autoscaler minSize`, minSize, 0, MOST_REPLICAS);
  requireWhole(`${subject}: autoscaler maxSize`, maxSize, minSize, MOST_REPLICAS, ', not less than minSize');
  return { [MIN_SIZE]: String(minSize), [MAX_SIZE]: String(maxSize) };
}

/** The bound that an annotation of the autoscaler says; one without the other leaves the pool without a size. */
function requireBound(subject: string, annotations: { [name: string]: string }, name: string, least: number): number {
  const text = annotations[name];
  const bound = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(bound) || bound < least || bound > MOST_REPLICAS) {
    throw new InvalidInput(
      `${subject}: annotation ${quote(name)} is ${quote(text)}: the autoscaler needs both bounds, whole numbers of which max-size is not the less.`,
    );
  }
  return bound;
}

function requireZone(subject: string, zone: string | undefined): string | undefined {
  return zone === undefined
    ? undefined
    : requireObjectName(`${subject}: failureDomain`, zone, 'give the name of a vSphere Zone');
}
