import { FindingLevel } from '../../messages/finding';
import { cluster, service } from '../_examples';
import { Rule } from '../_rule';
import { rangeReports } from '../manifests/_cluster-topology';

export const PUBLIC_RANGE: Rule = {
  id: 'TAM025',
  level: FindingLevel.WARNING,
  title: 'Pod and Service ranges are private',
  why: 'The cluster cannot reach hosts on the Internet that have an address of the range. Documentation, benchmark and reserved ranges are not for hosts. Multicast, loopback, link-local, unspecified and broadcast addresses are not possible at all, and are an error.',
  fix: 'Choose ranges from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, and for IPv6 from fc00::/7.',
  source: 'RFC 1918, RFC 6598, RFC 4193; the registries of special-purpose addresses of RFC 6890',
  kinds: ['Cluster'],
  check: (object, inventory) => rangeReports(object, inventory, 'TAM025'),
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['192.0.0.0/16'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
