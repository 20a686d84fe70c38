import { pathOf } from '../../checks/_paths';
import { isTree } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { nodePoolVerdicts } from '../../platform/_node-verdicts';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { clusterPaths } from '../manifests/_clusters';
import { listAt, textOf } from '../manifests/_inventory';
import { reportedAt } from '../manifests/_places';

const withPools = (...names: string[]) =>
  cluster({ topology: { workers: { machineDeployments: names.map((name) => ({ class: 'node-pool', name })) } } });

export const NODE_POOL_NAMES: Rule = {
  id: 'TAM047',
  level: FindingLevel.ERROR,
  title: 'Node pools have unique, short names',
  why: 'The API server refuses two pools with the same name. The names of Nodes are made from the names of the cluster and the pool, and must be DNS labels.',
  fix: 'Give each pool a short name that no other pool has.',
  source: 'cluster.x-k8s.io: spec.topology.workers.machineDeployments',
  kinds: ['Cluster'],
  check: (object) => {
    const { pools } = clusterPaths(object);
    const names = listAt(object, pools).map((pool) => (isTree(pool) ? (pool.name as unknown) : undefined));
    return names.some((name) => typeof name === 'string')
      ? nodePoolVerdicts(textOf(object.metadata.name), names).flatMap((verdict) => reportedAt(verdict, pathOf(pools)))
      : NOT_APPLICABLE;
  },
  fails: { objects: [withPools('workers', 'workers')] },
  passes: { objects: [withPools('workers', 'more-workers')] },
  notApplicable: { objects: [cluster()] },
};
