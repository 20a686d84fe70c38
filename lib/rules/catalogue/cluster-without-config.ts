import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { objectOfRelease } from '../../platform/_object-of-release';
import { antreaConfig, cluster, pod } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { configsOf, isMulticastOnIn } from '../manifests/_antrea';
import { isMulticastMeant } from '../manifests/_antrea-fields';
import { isClusterObject } from '../manifests/_clusters';
import { nameOf } from '../manifests/_inventory';
import { workloadsOfCluster } from '../manifests/_streams';

const RECEIVER = pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] });

export const CLUSTER_WITHOUT_CONFIG: Rule = {
  id: 'TAM020',
  level: FindingLevel.WARNING,
  title: 'Clusters with multicast workloads have multicast on',
  why: 'Without an AntreaConfig or AddonConfig that turns multicast on, Antrea carries no multicast, and the workloads wait forever.',
  fix: 'Add an AntreaConfig, or an AddonConfig if Antrea is an add-on; in code, call enableMulticast().',
  source: 'antrea-io/antrea:docs/multicast-guide.md',
  kinds: ['Cluster'],
  at: 'metadata.name',
  check: (object, inventory) => {
    const workloads = workloadsOfCluster(inventory, object);
    if (!isClusterObject(object) || workloads.length === 0) {
      return NOT_APPLICABLE;
    }
    const configs = configsOf(object, inventory);
    // TAM048 reports an object that is meant to turn multicast on.
    if (isMulticastOnIn(object, inventory) || configs.some(isMulticastMeant)) {
      return [];
    }
    const use = `${workloads.length} of its workloads ${workloads.length === 1 ? 'uses' : 'use'} multicast, but`;
    if (configs.length > 0) {
      return [
        {
          message: `${use} ${nameOf(configs[0])} does not turn multicast on.`,
          fix: 'Set the feature gate Multicast to true there, and multicast.enable too if the release needs it.',
        },
      ];
    }
    const release = inventory.asCluster('', object)?.release;
    return [
      {
        message: `${use} no AntreaConfig or AddonConfig turns multicast on.`,
        ...(release === undefined
          ? {}
          : {
              fix: `Add an ${objectOfRelease(release).object}, which configures Antrea on the release ${quote(release)}; in code, call enableMulticast().`,
            }),
      },
    ];
  },
  fails: { objects: [RECEIVER, cluster()] },
  passes: { objects: [RECEIVER, antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};
