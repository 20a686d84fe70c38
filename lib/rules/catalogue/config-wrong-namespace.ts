import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaConfig, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterNameOf, clusterOf } from '../manifests/_antrea';
import { clustersNamed } from '../manifests/_lookups';

export const CONFIG_WRONG_NAMESPACE: Rule = {
  id: 'TAM019',
  level: FindingLevel.ERROR,
  title: 'AntreaConfigs are in the namespace of their Cluster',
  why: 'The Supervisor looks for it only in the vSphere Namespace of the Cluster.',
  fix: 'Move it to the vSphere Namespace of its Cluster.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/README.md',
  kinds: ANTREA_KINDS,
  at: 'metadata.namespace',
  check: (object, inventory) => {
    const name = clusterNameOf(object, inventory);
    const namesakes = clustersNamed(inventory, object, name);
    if (name === undefined || namesakes.length === 0) {
      return NOT_APPLICABLE;
    }
    return clusterOf(object, inventory)
      ? []
      : [
          `Its namespace is ${quote(object.metadata.namespace)}, but its Cluster ${quote(name)} is in the namespace ${quote(namesakes[0].metadata.namespace)}.`,
        ];
  },
  fails: { objects: [cluster(), antreaConfig({}, { namespace: 'other' })] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [service()] },
};
