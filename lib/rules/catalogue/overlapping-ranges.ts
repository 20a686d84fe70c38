import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { rangeReports } from '../manifests/_cluster-topology';

export const OVERLAPPING_RANGES: Rule = {
  id: 'TAM024',
  level: FindingLevel.ERROR,
  title: 'Pod and Service ranges do not overlap',
  why: 'An address that is in two ranges is routed to only one of them.',
  fix: 'Choose ranges that share no address.',
  source:
    'CNCF conformance sample of vSphere with Tanzu; https://kubernetes.io/docs/concepts/cluster-administration/networking/',
  kinds: ['Cluster'],
  check: (object, inventory) => rangeReports(object, inventory, 'TAM024'),
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['172.16.0.0/12'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
