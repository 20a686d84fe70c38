import { Path, pathOf } from '../../checks/_paths';
import { Tree, isTree, valueAt } from '../../checks/_trees';
import { Verdict } from '../../messages/_verdict';
import { ClusterNodes, PoolNodes, nodeRangeVerdict } from '../../platform/_pool-verdicts';
import { knownClusterClass } from '../../platform/_cluster-classes';
import { RangePlace, RangeVerdict, rangeListVerdict, rangeVerdicts } from '../../platform/_range-verdicts';
import { NOT_APPLICABLE } from '../_rule';
import { clusterPaths } from './_clusters';
import { variableOf } from './_encryption-keys';
import { Inventory, Manifest, listAt, mapAt, textOf } from './_inventory';
import { oncePerObject } from './_lookups';
import { classNameOf } from './_platform-verdicts';

/** Whether it is a Cluster of Cluster API. */
export function isCluster({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Cluster' && apiVersion.startsWith('cluster.x-k8s.io/');
}

/** The value of `cidrBlocks`, of any type. */
export function rangeValueOf(cluster: Manifest, of: RangePlace['of']): unknown {
  return valueAt(cluster, clusterPaths(cluster)[of]);
}

/** The ranges of a Cluster. A text in place of a list counts as a list with this text. */
export function rangesOfCluster(cluster: Manifest, of: RangePlace['of']): unknown[] {
  const value = rangeValueOf(cluster, of);
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
}

/** The verdicts of one id on the ranges of a Cluster. */
export function rangeReports(cluster: Manifest, inventory: Inventory, id: string): Verdict[] | typeof NOT_APPLICABLE {
  const verdicts = onRanges(inventory, cluster, () => {
    const [pods, services] = [rangesOfCluster(cluster, 'pods'), rangesOfCluster(cluster, 'services')];
    const malformed = (['pods', 'services'] as const)
      .map((of) => rangeListVerdict(of, rangeValueOf(cluster, of)))
      .filter((verdict) => verdict !== undefined);
    return pods.length + services.length + malformed.length === 0
      ? NOT_APPLICABLE
      : [...malformed, ...rangeVerdicts({ pods, services, release: inventory.asCluster('', cluster)?.release })].map(
          (verdict) => withRangePath(verdict, cluster),
        );
  });
  return verdicts === NOT_APPLICABLE ? verdicts : verdicts.filter((verdict) => verdict.id === id);
}

const onRanges = oncePerObject<Verdict[] | typeof NOT_APPLICABLE>();

/** The verdict on the room for Nodes in the Pod range of a Cluster. */
export function nodeRangeReports(cluster: Manifest): Verdict[] | typeof NOT_APPLICABLE {
  const pods = rangesOfCluster(cluster, 'pods');
  if (!isCluster(cluster) || !isTree(valueAt(cluster, 'spec.topology')) || pods.length === 0 || hasOtherCni(cluster)) {
    return NOT_APPLICABLE;
  }
  const isKnownClass = knownClusterClass(classNameOf(cluster)) !== undefined;
  const verdict = nodeRangeVerdict({ ...nodesOfCluster(cluster), pods, isKnownClass });
  return verdict ? [withRangePath(verdict, cluster)] : [];
}

/** The Nodes of a Cluster. */
function nodesOfCluster(cluster: Manifest): ClusterNodes {
  return {
    controlPlane: mapAt(cluster, 'spec.topology.controlPlane').replicas,
    pools: poolsOfCluster(cluster).map(({ nodes }) => nodes),
  };
}

/** A node pool in the manifest of a Cluster. */
export interface WrittenPool {
  readonly map: Tree;
  readonly name: string;
  readonly nodes: PoolNodes;
  readonly at: Path;
}

const POOLS_PATH = 'spec.topology.workers.machineDeployments';

/** The node pools of a Cluster. */
export function poolsOfCluster(cluster: Manifest): WrittenPool[] {
  return listAt(cluster, POOLS_PATH).map((pool: unknown, index) => {
    const map = isTree(pool) ? pool : {};
    const nodes = { replicas: map.replicas, annotations: mapAt(map, 'metadata').annotations };
    return { map, name: textOf(map.name ?? ''), nodes, at: [...pathOf(POOLS_PATH), index] };
  });
}

/** Whether the variable bootstrapAddons names a CNI other than Antrea. */
export function hasOtherCni(cluster: Manifest): boolean {
  const addons = variableOf(cluster, 'bootstrapAddons');
  const name = isTree(addons) ? valueAt(addons, 'cniRef.name') : undefined;
  return typeof name === 'string' && name !== 'antrea';
}

/** The verdict, with the path of its range in the Cluster. */
export function withRangePath(verdict: RangeVerdict, cluster: Manifest): Verdict {
  return { ...verdict, at: pathOfRange(verdict.place, cluster) };
}

/** The path of a range. A text in place of a list has no index. */
export function pathOfRange({ of, index }: RangePlace, cluster: Manifest): Path {
  const path = pathOf(clusterPaths(cluster)[of]);
  return index !== undefined && Array.isArray(rangeValueOf(cluster, of)) ? [...path, index] : path;
}
