import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { rangeReports } from '../manifests/_cluster-topology';

export const SERVICE_RANGE: Rule = {
  id: 'TAM045',
  level: FindingLevel.ERROR,
  title: 'The API server accepts the Service ranges',
  why: 'The API server of the workload cluster accepts at most two Service ranges, each with at most 20 bits of addresses.',
  fix: 'Use at most one IPv4 range, of /12 or smaller, and one IPv6 range, of /108 or smaller.',
  source:
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (--service-cluster-ip-range)',
  kinds: ['Cluster'],
  check: (object, inventory) => rangeReports(object, inventory, 'TAM045'),
  fails: { objects: [cluster({ clusterNetwork: { services: { cidrBlocks: ['10.0.0.0/8'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
