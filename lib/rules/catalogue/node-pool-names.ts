import { isTree } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { nodePoolVerdicts } from '../../platform/_node-verdicts';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { listAt, textOf } from '../manifests/_inventory';

const withPools = (...names: string[]) =>
  cluster({ topology: { workers: { machineDeployments: names.map((name) => ({ class: 'node-pool', name })) } } });

export const NODE_POOL_NAMES: Rule = {
  id: 'TAM047',
  level: FindingLevel.ERROR,
  title: 'Node pools have names of their own, short enough for Nodes',
  why: 'Of two pools with one name the API server takes neither; and the names of Nodes, which are made from those of the cluster and the pool, are DNS labels.',
  fix: 'Give each pool a short name of its own.',
  source: 'cluster.x-k8s.io: spec.topology.workers.machineDeployments',
  kinds: ['Cluster'],
  check: (object) => {
    const pools = listAt(object, 'spec.topology.workers.machineDeployments').filter(isTree);
    const names = pools.map(({ name }) => name).filter((name) => typeof name === 'string');
    return names.length === 0 ? NOT_APPLICABLE : nodePoolVerdicts(textOf(object.metadata.name), names);
  },
  fails: { objects: [withPools('workers', 'workers')] },
  passes: { objects: [withPools('workers', 'more-workers')] },
  notApplicable: { objects: [cluster()] },
};
