import { FindingLevel } from '../messages/finding';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { Cidr, overlaps, parseCidr } from '../multicast/_cidr';
import { MulticastTool } from './tables/_multicast-tools';
import { MULTICAST_LIMITS } from './tables/_network-limits';
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

/** The verdict on a stream to an IPv6 group on the Pod network. */
export function ipv6GroupVerdict(group: string): Verdict {
  return {
    id: 'TAM102',
    level: FindingLevel.ERROR,
    message: `The group ${quote(group)} is an IPv6 group, and Antrea supports multicast only for IPv4.`,
    fix: 'Choose a group from 239.0.0.0/8.',
    source: MULTICAST_LIMITS.ipv4.source,
  };
}

/** The verdict on a program that uses a group; undefined if it supports multicast. */
export function programVerdict(
  { name, isWithoutMulticast, source }: MulticastTool,
  group: string,
): Verdict | undefined {
  return isWithoutMulticast
    ? {
        id: 'TAM103',
        level: FindingLevel.ERROR,
        message: `Its ${name} command names the group ${quote(group)}, but ${name} does not support multicast.`,
        fix: 'Use iperf 2 (-s -u -B GROUP to receive, -c GROUP -u -T 8 to send); its image and its options are different.',
        source,
      }
    : undefined;
}

/** The verdict on a stream of a Pod with a second network, whose program can choose the interface and does not. */
export function unboundVerdict(group: string, interfaceName: string, tool: MulticastTool): Verdict | undefined {
  const { what, source } = MULTICAST_LIMITS.secondInterface;
  return tool.interfaceFix === undefined
    ? undefined
    : {
        id: 'TAM104',
        level: FindingLevel.NOTE,
        message: `Its Pods have the second interface ${quote(interfaceName)}, but ${tool.name} does not bind ${quote(group)} to an interface. ${what}`,
        fix: `If the stream is meant for ${quote(interfaceName)}, bind it there: ${tool.interfaceFix.replace(/net1/g, interfaceName)}.`,
        source: `${source}; ${tool.source}`,
      };
}

/** The verdict on a Pod that sets the sysctl of memberships. */
export function membershipSysctlVerdict(value: unknown): Verdict {
  const { what, sysctl, source } = MULTICAST_LIMITS.membershipSysctl;
  return {
    id: 'TAM105',
    level: FindingLevel.NOTE,
    message: `It sets ${sysctl} to ${quote(value)}, which raises only the limit of the sockets in the Pod. ${what}`,
    fix: 'To receive more groups between Nodes, use fewer groups on each Node, or raise the sysctl of the Nodes.',
    source,
  };
}
