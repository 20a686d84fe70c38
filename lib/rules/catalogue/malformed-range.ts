import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { rangeReports } from '../manifests/_cluster-topology';

export const MALFORMED_RANGE: Rule = {
  id: 'TAM044',
  level: FindingLevel.ERROR,
  title: 'Pod and Service ranges are valid CIDRs',
  why: 'If a range is not a valid CIDR, the Supervisor refuses the Cluster, or the cluster never starts.',
  fix: 'Write ADDRESS/PREFIX, such as "10.96.0.0/16".',
  source: 'RFC 4632; cluster.x-k8s.io: spec.clusterNetwork',
  kinds: ['Cluster'],
  check: (object, inventory) => rangeReports(object, inventory, 'TAM044'),
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['172.20.0.0'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
