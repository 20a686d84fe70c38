import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { rangeReports } from '../manifests/_platform-verdicts';

export const SERVICE_RANGE: Rule = {
  id: 'TAM045',
  level: FindingLevel.ERROR,
  title: 'The API server takes the ranges of Services',
  why: 'The API server of the workload cluster takes at most two ranges for Services, and at most 20 bits of addresses in each.',
  fix: 'Use a longer prefix, and one range of IPv4 or one of IPv4 and one of IPv6.',
  source:
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (--service-cluster-ip-range)',
  kinds: ['Cluster'],
  check: (object, inventory) => rangeReports(object, inventory, 'TAM045'),
  fails: { objects: [cluster({ clusterNetwork: { services: { cidrBlocks: ['10.0.0.0/8'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
