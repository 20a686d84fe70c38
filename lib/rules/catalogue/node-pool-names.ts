import { FindingLevel } from '../../messages/finding';
import { nodePoolVerdicts } from '../../platform/_node-verdicts';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { clusterLists } from '../manifests/_clusters';
import { textOf } from '../manifests/_inventory';

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
    const pools = clusterLists(object).pools;
    const names = pools.map(({ name }) => name).filter((name) => typeof name === 'string');
    return names.length === 0 ? NOT_APPLICABLE : nodePoolVerdicts(textOf(object.metadata.name), names);
  },
  fails: { objects: [withPools('workers', 'workers')] },
  passes: { objects: [withPools('workers', 'more-workers')] },
  notApplicable: { objects: [cluster()] },
};
