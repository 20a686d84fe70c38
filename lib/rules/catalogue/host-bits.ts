import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { rangeReports } from '../manifests/_platform-verdicts';

export const HOST_BITS: Rule = {
  id: 'TAM026',
  level: FindingLevel.WARNING,
  title: 'A range begins at its first address',
  why: 'A range with bits behind its prefix is larger or elsewhere than it reads; Kubernetes takes it.',
  fix: 'Write the range that the message says.',
  source: 'RFC 4632',
  kinds: ['Cluster'],
  check: (object, inventory) => rangeReports(object, inventory, 'TAM026'),
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['172.20.1.0/16'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
