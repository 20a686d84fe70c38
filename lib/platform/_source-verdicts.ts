import { FindingLevel } from '../messages/finding';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { Cidr, overlaps, parseCidr } from '../multicast/_cidr';
import { SOURCE_SPECIFIC, SOURCE_SPECIFIC_RANGE } from './tables/_source-specific';

const RANGE = parseCidr(SOURCE_SPECIFIC_RANGE) as Cidr;

/** Whether a group is in the range for source-specific multicast. */
export function isSourceSpecific(group: string): boolean {
  const cidr = parseCidr(`${group}/32`);
  return cidr !== undefined && overlaps(RANGE, cidr);
}

/**
 * The verdict on a receiver on the Pod network whose sender is not known to be a Pod of the cluster. Undefined if its
 * group is not source-specific and it names no source.
 */
export function sourceVerdict(group: string, source: string | undefined): Verdict | undefined {
  const { join, filter, router } = SOURCE_SPECIFIC;
  const base = { id: 'TAM079', level: FindingLevel.WARNING };
  if (isSourceSpecific(group)) {
    return {
      ...base,
      message: `The group ${quote(group)} is source-specific, but its Node joins it from any source: if a router refuses such a join, streams from outside of the cluster do not arrive.`,
      fix: 'Choose a group from 239.0.0.0/8, for the sender too.',
      source: `${router.source}; ${join.source}`,
    };
  }
  return source === undefined
    ? undefined
    : {
        ...base,
        message: `It accepts packets to ${quote(group)} only from ${quote(source)}, but its Node joins the group from any source. Only the kernel of the Pod filters by source.`,
        fix: 'Leave the source out (-H of iperf, source of MulticastStream). To receive from only one sender, give it a group of its own.',
        source: `${join.source}; ${filter.source}`,
      };
}
