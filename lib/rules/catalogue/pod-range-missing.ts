import { isTree, valueAt } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { missingServiceRangeVerdict, podRangeVerdict } from '../../platform/_range-verdicts';
import { POD_RANGE_NEEDED, SERVICE_RANGE_NEEDED } from '../../platform/tables/_network-limits';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { hasOtherCni, withRangePath, rangeValueOf } from '../manifests/_cluster-topology';
import { Manifest } from '../manifests/_inventory';

export const POD_RANGE_MISSING: Rule = {
  id: 'TAM085',
  level: FindingLevel.WARNING,
  title: 'A Cluster has ranges for its Pods and Services',
  why: `${POD_RANGE_NEEDED.what} ${SERVICE_RANGE_NEEDED.what}`,
  fix: 'Set spec.clusterNetwork.pods.cidrBlocks, such as ["172.20.0.0/16"], and spec.clusterNetwork.services.cidrBlocks, such as ["10.96.0.0/16"].',
  source: POD_RANGE_NEEDED.source,
  kinds: ['Cluster'],
  check: (object) => {
    if (!isOfClass(object) || hasOtherCni(object)) {
      return NOT_APPLICABLE;
    }
    const verdicts = [
      podRangeVerdict(rangeValueOf(object, 'pods')),
      missingServiceRangeVerdict({
        apiVersion: object.apiVersion,
        className: valueAt(object, 'spec.topology.class'),
        ranges: rangeValueOf(object, 'services'),
      }),
    ];
    return verdicts.filter((verdict) => verdict !== undefined).map((verdict) => withRangePath(verdict, object));
  },
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: [] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: {
    objects: [
      { apiVersion: 'postgresql.example.com/v1', kind: 'Cluster', metadata: { name: 'db', namespace: 'video' } },
    ],
  },
};

/** Whether it is a Cluster that a ClusterClass makes. Another one may get its Pod ranges elsewhere. */
function isOfClass(object: Manifest): boolean {
  return object.apiVersion.startsWith('cluster.x-k8s.io/') && isTree(valueAt(object, 'spec.topology'));
}
