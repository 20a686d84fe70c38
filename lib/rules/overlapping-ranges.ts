import { quote } from '../_errors';
import { meaning, overlaps } from '../multicast/_cidr';
import { cluster, service } from './_examples';
import { rangesOf } from './_ranges';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

export const OVERLAPPING_RANGES: Rule = {
  id: 'TAM024',
  level: FindingLevel.ERROR,
  title: 'Pod and Service ranges share no address',
  why: 'An address in both is routed to one of the two alone.',
  fix: 'Choose ranges that share no address.',
  source:
    'CNCF conformance sample of vSphere with Tanzu; https://kubernetes.io/docs/concepts/cluster-administration/networking/',
  kinds: ['Cluster'],
  isSaidByConstructs: true,
  check: (object) => {
    const ranges = rangesOf(object).map(({ cidr }) => cidr);
    if (ranges.length === 0) {
      return NOT_APPLICABLE;
    }
    return ranges.flatMap((cidr, i) => {
      const other = ranges.slice(0, i).find((earlier) => overlaps(earlier, cidr));
      return other
        ? [`The ranges ${quote(other.text)} and ${quote(cidr.text)} overlap (${meaning(other)}; ${meaning(cidr)}).`]
        : [];
    });
  },
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['172.16.0.0/12'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
