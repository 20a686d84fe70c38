import { FindingLevel } from '../../messages/finding';
import { NODE_RANGE } from '../../platform/tables/_network-limits';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { nodeRangeReports } from '../manifests/_cluster-topology';

const withPods = (range: string) =>
  cluster({
    clusterNetwork: { pods: { cidrBlocks: [range] } },
    topology: {
      controlPlane: { replicas: 3 },
      workers: { machineDeployments: [{ class: 'node-pool', name: 'np', replicas: 4 }] },
    },
  });

export const POD_RANGE_TOO_SMALL: Rule = {
  id: 'TAM107',
  level: FindingLevel.ERROR,
  title: 'The Pod range has room for all Nodes',
  why: `${NODE_RANGE.what} Control plane and workers count, and for an autoscaler its maximum. It is a warning with a ClusterClass of your own, and with two ranges of IPv4.`,
  fix: 'Use one larger range of IPv4 for the Pods, such as a /16, which has room for 256 Nodes.',
  source: NODE_RANGE.source,
  kinds: ['Cluster'],
  at: 'spec.clusterNetwork.pods.cidrBlocks',
  check: nodeRangeReports,
  fails: { objects: [withPods('172.20.0.0/22')] },
  passes: { objects: [withPods('172.20.0.0/21')] },
  notApplicable: { objects: [service()] },
};
