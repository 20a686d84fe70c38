import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { otherConfigNameVerdict } from '../../platform/_cluster-name';
import { antreaConfig, cluster, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { clusterNameOf, isBoundTo } from '../manifests/_antrea';
import { textOf } from '../manifests/_inventory';
import { clustersIn } from '../manifests/_lookups';
import { meantCluster, nameEdits } from '../manifests/_meant-cluster';

export const CONFIG_WRONG_NAME: Rule = {
  id: 'TAM018',
  level: FindingLevel.ERROR,
  title: 'AntreaConfigs are named after their Cluster',
  why: 'The Supervisor reads the AntreaConfig CLUSTER-antrea-package. It ignores an AntreaConfig with another name, unless a ClusterBootstrap refers to it.',
  fix: 'Name it CLUSTER-antrea-package, where CLUSTER is the name of its Cluster.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/pkg/util/addon_util.go; rotbau/rotbau.github.io of 2023-08-07',
  kinds: ['AntreaConfig'],
  at: 'metadata.name',
  check: (object, inventory) => {
    const { name, namespace, annotations } = object.metadata;
    if (annotations?.['tkg.tanzu.vmware.com/template-config'] !== undefined) {
      return NOT_APPLICABLE;
    }
    const found = clusterNameOf(object, inventory);
    // In code, the cluster is known: the name of the object may be that of another one.
    const made = inventory.entryOf(object).cluster?.clusterName;
    if (found !== undefined) {
      const isBound = made === undefined || found === made || isBoundTo(object, made, inventory);
      return isBound ? [] : [otherConfigNameVerdict(textOf(name), found, made)];
    }
    const message = `Its name ${quote(name)} does not end in "-antrea-package", so the Supervisor does not use it for a Cluster, unless a ClusterBootstrap refers to it.`;
    const isBesideCluster = clustersIn(inventory, object, namespace).length > 0;
    return isBesideCluster
      ? [{ message, edits: nameEdits(object, meantCluster(object, inventory)) }]
      : [{ message, level: FindingLevel.WARNING }];
  },
  fails: { objects: [cluster(), antreaConfig({}, { name: 'video-antrea' })] },
  passes: { objects: [antreaConfig()] },
  notApplicable: { objects: [service()] },
};
