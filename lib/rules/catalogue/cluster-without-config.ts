import { FindingLevel } from '../../messages/finding';
import { antreaConfig, cluster, pod } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isMulticastOnIn } from '../manifests/_antrea';
import { workloadsOfCluster } from '../manifests/_iperf';

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
    if (!String(object.apiVersion).startsWith('cluster.x-k8s.io/') || workloads.length === 0) {
      return NOT_APPLICABLE;
    }
    return isMulticastOnIn(object, inventory)
      ? []
      : [
          `${workloads.length} of its workloads ${workloads.length === 1 ? 'uses' : 'use'} multicast, but no AntreaConfig or AddonConfig turns multicast on.`,
        ];
  },
  fails: { objects: [RECEIVER, cluster()] },
  passes: { objects: [RECEIVER, antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};
