import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { antreaConfig, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, clusterNameOf, clusterNamePlace, clusterOf } from '../manifests/_antrea';
import { clustersNamed } from '../manifests/_lookups';

export const CONFIG_WITHOUT_CLUSTER: Rule = {
  id: 'TAM017',
  level: FindingLevel.NOTE,
  title: 'The Cluster of an AntreaConfig is among the objects',
  why: 'Without its Cluster, the release is not known, so the rules cannot check what its Antrea supports.',
  fix: 'Add the Cluster with this name to the same run, or pass --tkr RELEASE to the command.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/README.md',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const name = clusterNameOf(object, inventory);
    if (name === undefined || inventory.entryOf(object).cluster) {
      return NOT_APPLICABLE;
    }
    const isSomewhere = clustersNamed(inventory, object, name).length > 0;
    return clusterOf(object, inventory) || isSomewhere || inventory.platform.tkr !== undefined
      ? []
      : [
          {
            message: `Its Cluster ${quote(name)} is not among the objects, so the release is not known.`,
            at: clusterNamePlace(object),
          },
        ];
  },
  fails: { objects: [antreaConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [service()] },
};
