import { quote } from '../_errors';
import { meaning } from '../multicast/_cidr';
import { cluster, service } from './_examples';
import { rangesOf } from './_ranges';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

export const HOST_BITS: Rule = {
  id: 'TAM026',
  level: FindingLevel.WARNING,
  title: 'A range begins at its first address',
  why: 'A range with bits behind its prefix is larger or elsewhere than it reads; Kubernetes takes it.',
  fix: 'Write the range that the message says.',
  source: 'RFC 4632',
  kinds: ['Cluster'],
  isSaidByConstructs: true,
  check: (object) => {
    const ranges = rangesOf(object);
    if (ranges.length === 0) {
      return NOT_APPLICABLE;
    }
    return ranges
      .filter(({ cidr }) => cidr.hasHostBits)
      .map(
        ({ what, cidr }) =>
          `The ${what} range ${quote(cidr.text)} has bits set behind its prefix and means ${meaning(cidr)}.`,
      );
  },
  fails: { objects: [cluster({ clusterNetwork: { pods: { cidrBlocks: ['172.20.1.0/16'] } } })] },
  passes: { objects: [cluster()] },
  notApplicable: { objects: [service()] },
};
