import { FindingLevel } from '../../messages/finding';
import { AUTOSCALER_ANNOTATIONS, autoscalerVerdicts, isAutoscaled } from '../../platform/_pool-verdicts';
import { AUTOSCALER_BOUNDS_NEEDED } from '../../platform/tables/_supervisor-builds';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isCluster, poolsOfCluster } from '../manifests/_cluster-topology';

const { min, max } = AUTOSCALER_ANNOTATIONS;
const between = (least: string, most: string) => {
  const pool = { class: 'node-pool', name: 'np', metadata: { annotations: { [min]: least, [max]: most } } };
  return cluster({ topology: { workers: { machineDeployments: [pool] } } });
};

export const BOUNDS_OF_AUTOSCALER: Rule = {
  id: 'TAM108',
  level: FindingLevel.ERROR,
  title: 'A node pool with an autoscaler has two valid bounds, and no replicas',
  why: AUTOSCALER_BOUNDS_NEEDED.what,
  fix: 'Write a whole number in quotes in both annotations of the autoscaler, with max-size not less than min-size, and remove replicas.',
  source: AUTOSCALER_BOUNDS_NEEDED.source,
  kinds: ['Cluster'],
  check: (object) => {
    const pools = poolsOfCluster(object).filter(({ nodes }) => isCluster(object) && isAutoscaled(nodes.annotations));
    return pools.length === 0
      ? NOT_APPLICABLE
      : pools.flatMap(({ name, nodes, at }) =>
          autoscalerVerdicts(name, nodes).map((verdict) => ({ ...verdict, at: [...at, ...verdict.at] })),
        );
  },
  fails: { objects: [between('5', '3')] },
  passes: { objects: [between('3', '5')] },
  notApplicable: { objects: [cluster()] },
};
