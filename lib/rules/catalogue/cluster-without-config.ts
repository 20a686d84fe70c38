import { FindingLevel } from '../../messages/finding';
import { antreaConfig, cluster, pod } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { isMulticastOnIn } from '../manifests/_antrea';
import { workloadsOfCluster } from '../manifests/_iperf';

const RECEIVER = pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] });

export const CLUSTER_WITHOUT_CONFIG: Rule = {
  id: 'TAM020',
  level: FindingLevel.WARNING,
  title: 'A cluster with multicast workloads has multicast switched on',
  why: 'Without an AntreaConfig or AddonConfig that says so, Antrea carries no multicast, and the workloads wait for ever.',
  fix: 'Add an AntreaConfig, or an AddonConfig where Antrea is an add-on; in code, call enableMulticast().',
  source: 'antrea-io/antrea:docs/multicast-guide.md',
  kinds: ['Cluster'],
  check: (object, inventory) => {
    const workloads = workloadsOfCluster(inventory, object);
    if (!String(object.apiVersion).startsWith('cluster.x-k8s.io/') || workloads.length === 0) {
      return NOT_APPLICABLE;
    }
    return isMulticastOnIn(object, inventory)
      ? []
      : [`${workloads.length} of its workloads send or receive multicast, and no AntreaConfig of it switches it on.`];
  },
  fails: { objects: [RECEIVER, cluster()] },
  passes: { objects: [RECEIVER, antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};
