import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaConfig, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterNameOf, clusterOf } from '../manifests/_antrea';
import { clustersNamed } from '../manifests/_lookups';

export const CONFIG_WRONG_NAMESPACE: Rule = {
  id: 'TAM019',
  level: FindingLevel.ERROR,
  title: 'An AntreaConfig stands in the namespace of its Cluster',
  why: 'The Supervisor looks for it in the vSphere Namespace of the Cluster alone.',
  fix: 'Put both into one vSphere Namespace.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/README.md',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const name = clusterNameOf(object, inventory);
    const namesakes = clustersNamed(inventory, name);
    if (name === undefined || namesakes.length === 0) {
      return NOT_APPLICABLE;
    }
    return clusterOf(object, inventory)
      ? []
      : [
          `It stands in the namespace ${quote(object.metadata.namespace)}, and the Cluster ${quote(name)} in ${quote(namesakes[0].metadata.namespace)}.`,
        ];
  },
  fails: { objects: [cluster(), antreaConfig({}, { namespace: 'other' })] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [service()] },
};
