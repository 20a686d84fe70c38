import { FindingLevel } from '../../messages/finding';
import { TIMEOUTS, timeoutVerdicts } from '../../platform/_pool-verdicts';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isCluster, poolsOfCluster } from '../manifests/_cluster-topology';
import { mapAt } from '../manifests/_inventory';

const draining = (nodeDrainTimeout: string) => cluster({ topology: { controlPlane: { nodeDrainTimeout } } });
const CONTROL_PLANE = ['spec', 'topology', 'controlPlane'];

export const TIMEOUT_WITHOUT_UNIT: Rule = {
  id: 'TAM112',
  level: FindingLevel.ERROR,
  title: 'The timeouts of Nodes are durations',
  why: `The fields ${TIMEOUTS.join(', ')} are durations of Go. The schema accepts any text, but the webhook of Cluster API cannot read another one, and refuses the Cluster.`,
  fix: 'Write numbers with units, such as "10m" or "1h30m"; "0s" means without a limit.',
  source: 'kubernetes/apimachinery:pkg/apis/meta/v1/duration.go (time.ParseDuration)',
  kinds: ['Cluster'],
  check: (object) => {
    const pools = poolsOfCluster(object).map(({ map, at }) => ({ map, at }));
    const all = [{ map: mapAt(object, CONTROL_PLANE.join('.')), at: CONTROL_PLANE }, ...pools];
    const nodes = all.filter(({ map }) => isCluster(object) && TIMEOUTS.some((name) => map[name] !== undefined));
    return nodes.length === 0
      ? NOT_APPLICABLE
      : nodes.flatMap(({ map, at }) =>
          timeoutVerdicts(map).map((verdict) => ({ ...verdict, at: [...at, ...verdict.at] })),
        );
  },
  fails: { objects: [draining('10')] },
  passes: { objects: [draining('10m')] },
  notApplicable: { objects: [cluster()] },
};
