import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { rangeReports } from '../manifests/_cluster-topology';

export const HOST_BITS: Rule = {
  id: 'TAM026',
  level: FindingLevel.WARNING,
  title: 'Ranges begin at their first address',
  why: 'A range with bits set after its prefix is larger than it looks, or begins at another address. Kubernetes accepts it.',
  fix: 'Write the first address of the range in front of the prefix, such as 172.20.0.0/16.',
  source: 'RFC 4632',
  kinds: ['Cluster'],
  check: (object, inventory) => rangeReports(object, inventory, 'TAM026'),
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['172.20.1.0/16'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
