import { isTree, valueAt } from '../../checks/_trees';
import { FindingLevel } from '../../messages/finding';
import { missingReleaseVerdict } from '../../platform/_version-formats';
import { cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isCluster } from '../manifests/_cluster-topology';

export const RELEASE_MISSING: Rule = {
  id: 'TAM111',
  level: FindingLevel.ERROR,
  title: 'A Cluster with a topology has a release',
  why: 'The Supervisor refuses a Cluster without a version, and without it no rule can check what depends on the release.',
  fix: "Set spec.topology.version to a release that 'kubectl get tkr' lists, or to a prefix such as v1.25.",
  source: 'kubernetes-sigs/cluster-api: the CRD of Cluster',
  kinds: ['Cluster'],
  at: 'spec.topology.version',
  check: (object) => {
    const topology = valueAt(object, 'spec.topology');
    if (!isCluster(object) || !isTree(topology)) {
      return NOT_APPLICABLE;
    }
    const verdict = missingReleaseVerdict(topology.version);
    return verdict ? [verdict] : [];
  },
  fails: { objects: [cluster({ topology: { version: undefined } })] },
  passes: { objects: [cluster()] },
  notApplicable: {
    objects: [{ apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'Cluster', metadata: { name: 'video' }, spec: {} }],
  },
};
