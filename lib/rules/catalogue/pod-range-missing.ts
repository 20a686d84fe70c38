import { valueAt } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { podRangeVerdict } from '../../platform/_range-verdicts';
import { POD_RANGE_NEEDED } from '../../platform/tables/_network-limits';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';

export const POD_RANGE_MISSING: Rule = {
  id: 'TAM085',
  level: FindingLevel.WARNING,
  title: 'A Cluster has a range for its Pods',
  why: 'In one lab, antrea-agent of a Cluster without a Pod range ended with "Spec.PodCIDR is empty".',
  fix: 'Set spec.clusterNetwork.pods.cidrBlocks, such as ["172.20.0.0/16"].',
  source: POD_RANGE_NEEDED.source,
  kinds: ['Cluster'],
  check: (object) => {
    if (!object.apiVersion.startsWith('cluster.x-k8s.io/')) {
      return NOT_APPLICABLE;
    }
    const verdict = podRangeVerdict(valueAt(object, 'spec.clusterNetwork.pods.cidrBlocks'));
    return verdict ? [verdict] : [];
  },
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: [] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: {
    objects: [
      { apiVersion: 'postgresql.example.com/v1', kind: 'Cluster', metadata: { name: 'db', namespace: 'video' } },
    ],
  },
};
