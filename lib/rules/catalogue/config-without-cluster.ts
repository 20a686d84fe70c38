import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaConfig, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterNameOf, clusterOf } from '../manifests/_antrea';
import { clustersNamed } from '../manifests/_lookups';

export const CONFIG_WITHOUT_CLUSTER: Rule = {
  id: 'TAM017',
  level: FindingLevel.NOTE,
  title: 'The Cluster of an AntreaConfig is among the objects',
  why: 'Without its Cluster the release is not known, and neither is what its Antrea can do.',
  fix: 'Look at the Cluster in the same run, or check the name.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/README.md',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const name = clusterNameOf(object, inventory);
    if (name === undefined || inventory.entryOf(object).cluster) {
      return NOT_APPLICABLE;
    }
    const isSomewhere = clustersNamed(inventory, name).length > 0;
    return clusterOf(object, inventory) || isSomewhere
      ? []
      : [`There is no Cluster ${quote(name)} among the objects, so its release is not known.`];
  },
  fails: { objects: [antreaConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [service()] },
};
