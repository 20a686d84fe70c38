import { IConstruct } from 'constructs';
import { InvalidInput, quote } from '../_errors';
import { requireAnnotations, requireLabels } from '../_labels';
import { requireDnsLabel } from '../_names';
import { requireWhole } from '../_numbers';
import { warn } from '../_warnings';
import { ClusterClass } from '../platform/_cluster-class';
import * as clusterApi from '../../imports/cluster.x-k8s.io';
import { renderVariables } from './_cluster-variables';
import { NodePoolProps } from './node-pool';
import { OsImage } from './os-image';

type MachineDeployment = clusterApi.ClusterSpecTopologyWorkersMachineDeployments;

const MIN_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX_SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';
const MOST_REPLICAS = 2 ** 31 - 1;

/** What Cluster API appends to `<cluster>-<pool>` for a Node's name: three hyphens with 5, 10 and 5 characters. */
const APPENDED = '-xxxxx-xxxxxxxxxx-xxxxx'.length;

/** Renders `spec.topology.workers.machineDeployments`, or throws where a pool cannot work. */
export function renderNodePools(
  cluster: IConstruct,
  clusterName: string,
  clusterClass: ClusterClass | undefined,
  os: OsImage,
  pools: NodePoolProps[],
): MachineDeployment[] {
  const subject = `Cluster ${quote(clusterName)}`;
  if (!Array.isArray(pools) || pools.length === 0) {
    throw new InvalidInput(
      `${subject}: nodePools is ${quote(pools)}: give at least one node pool, such as { name: 'node-pool-1', replicas: 2 }.`,
    );
  }
  const names = new Set<string>();
  return pools.map((pool) => {
    requireDnsLabel(`${subject}: node pool name`, pool.name);
    if (names.has(pool.name)) {
      throw new InvalidInput(
        `${subject}: two node pools have the name ${quote(pool.name)}: give each a name of its own.`,
      );
    }
    names.add(pool.name);
    const length = `${clusterName}-${pool.name}`.length + APPENDED;
    if (length > 63) {
      warn(
        cluster,
        `${subject}: node pool ${quote(pool.name)} makes Node names of up to ${length} characters, and a DNS label holds 63: shorten one of the two names (derived from the pattern <cluster>-<pool>-xxxxx-xxxxxxxxxx-xxxxx, not from a documented limit).`,
      );
    }
    return renderNodePool(`${subject}: node pool ${quote(pool.name)}`, clusterClass, os, pool);
  });
}

/** The number of worker Nodes, where no autoscaler decides it. */
export function countWorkers(machineDeployments: MachineDeployment[]): number | undefined {
  return machineDeployments.reduce<number | undefined>(
    (sum, { replicas }) => (sum === undefined || replicas === undefined ? undefined : sum + replicas),
    0,
  );
}

function renderNodePool(
  subject: string,
  clusterClass: ClusterClass | undefined,
  os: OsImage,
  pool: NodePoolProps,
): MachineDeployment {
  const annotations = {
    ...(pool.os ?? os)._annotations(),
    ...autoscalerAnnotations(subject, pool),
    ...pool.annotations,
  };
  const autoscaled = MIN_SIZE in annotations || MAX_SIZE in annotations;
  if (autoscaled && pool.replicas !== undefined) {
    throw new InvalidInput(
      `${subject}: replicas ${quote(pool.replicas)} stands beside the bounds of the autoscaler: keep one of the two.`,
    );
  }
  return {
    class: pool.workerClass ?? 'node-pool',
    name: pool.name,
    replicas: autoscaled ? undefined : requireWhole(`${subject}: replicas`, pool.replicas ?? 1, 0, MOST_REPLICAS),
    failureDomain: pool.failureDomain,
    metadata: { labels: requireLabels(subject, pool.labels), annotations: requireAnnotations(subject, annotations) },
    variables: pool.variableOverrides && { overrides: renderVariables(subject, clusterClass, pool.variableOverrides) },
  };
}

function autoscalerAnnotations(subject: string, pool: NodePoolProps): { [name: string]: string } {
  if (!pool.autoscaler) {
    return {};
  }
  const min = requireWhole(`${subject}: autoscaler minSize`, pool.autoscaler.minSize, 0, MOST_REPLICAS);
  const max = requireWhole(
    `${subject}: autoscaler maxSize`,
    pool.autoscaler.maxSize,
    min,
    MOST_REPLICAS,
    ', not less than minSize',
  );
  return { [MIN_SIZE]: String(min), [MAX_SIZE]: String(max) };
}
