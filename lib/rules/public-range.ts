import { quote } from '../_errors';
import { Cidr, meaning, parseCidr } from '../multicast/_cidr';
import { cluster, service } from './_examples';
import { rangesOf } from './_ranges';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

/** RFC 1918, RFC 6598 and RFC 4193. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(
  (text) => parseCidr(text) as Cidr,
);

export const PUBLIC_RANGE: Rule = {
  id: 'TAM025',
  level: FindingLevel.WARNING,
  title: 'Ranges are private',
  why: 'Hosts on the Internet with an address of the range cannot be reached from the cluster.',
  fix: 'Choose ranges from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
  source: 'RFC 1918, RFC 6598, RFC 4193',
  kinds: ['Cluster'],
  check: (object) => {
    const ranges = rangesOf(object);
    if (ranges.length === 0) {
      return NOT_APPLICABLE;
    }
    return ranges
      .filter(
        ({ cidr }) =>
          !PRIVATE.some((own) => own.first <= cidr.first && cidr.last <= own.last && own.family === cidr.family),
      )
      .map(({ what, cidr }) => `The ${what} range ${quote(cidr.text)} holds public addresses (${meaning(cidr)}).`);
  },
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['192.0.0.0/16'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
