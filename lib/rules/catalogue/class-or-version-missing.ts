import { isTree, valueAt } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { topologyVerdicts } from '../../platform/_class-verdicts';
import { Release, cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isCluster } from '../manifests/_cluster-topology';

export const CLASS_OR_VERSION_MISSING: Rule = {
  id: 'TAM111',
  level: FindingLevel.ERROR,
  title: 'A Cluster with a topology names its ClusterClass and its release',
  why: 'The Supervisor refuses a Cluster without them, and no rule on releases, variables or images can check it.',
  fix: 'Set spec.topology.version, and the class: spec.topology.class in v1beta1, spec.topology.classRef.name in v1beta2.',
  source: 'kubernetes-sigs/cluster-api: the CRD of Cluster',
  kinds: ['Cluster'],
  check: (object) => {
    const topology = valueAt(object, 'spec.topology');
    return isCluster(object) && isTree(topology) ? topologyVerdicts(object.apiVersion, topology) : NOT_APPLICABLE;
  },
  fails: { objects: [cluster({ topology: { class: '' } })] },
  passes: { objects: [cluster({ topology: { version: Release.WITH_ENCAP } })] },
  notApplicable: {
    objects: [{ apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'Cluster', metadata: { name: 'video' }, spec: {} }],
  },
};
