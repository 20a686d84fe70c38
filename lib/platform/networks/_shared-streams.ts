import { quote } from '../../messages/_errors';
import { Verdict } from '../../messages/_verdict';
import { FindingLevel } from '../../messages/finding';
import { assumedMode, arrives, KnownMode, reachOf } from '../_reach';
import { isSourceSpecific } from '../_stream-verdicts';
import { MULTICAST_LIMITS } from '../tables/_network-limits';
import { StreamEnd } from '../tables/_reach';

/** A sender, as far as it depends on it whether its packets are on the network of the Nodes. */
export interface OutgoingStream extends KnownMode {
  readonly from: StreamEnd;
  readonly group: string;
  /** Undefined if it is not known. */
  readonly ttl?: number;
  /** Whether multicast is on in the cluster; undefined if it is not known. */
  readonly isOn?: boolean;
}

/**
 * Whether the packets of a sender may be on the network of the Nodes, where receivers of other clusters get them. Not those
 * of source-specific groups, because a receiver chooses the sender, and not those that no router forwards.
 */
export function leavesCluster({ from, group, ttl, isOn, mode, antreaVersion }: OutgoingStream): boolean {
  if (isSourceSpecific(group) || MULTICAST_LIMITS.linkLocal.pattern.test(group)) {
    return false;
  }
  if (from !== StreamEnd.POD) {
    return true;
  }
  const row = reachOf({ from, to: StreamEnd.OUTSIDE }, mode ?? assumedMode(antreaVersion), antreaVersion);
  return isOn !== false && row !== undefined && (ttl === undefined || arrives(row, ttl) !== false);
}

/** A stream that two clusters send into one network. */
export interface SharedStream {
  readonly group: string;
  readonly port: string;
  readonly network: string;
  /** The first sender, as `Kind namespace/name`, and its cluster. */
  readonly sender: string;
  readonly cluster: string;
}

/** Reports a stream that another cluster sends into the same network. */
export function sharedStreamVerdict({ group, port, network, sender, cluster }: SharedStream): Verdict {
  return {
    id: 'TAM114',
    level: FindingLevel.WARNING,
    message: `Its sender of ${quote(group)} with port ${port} and ${sender} of ${cluster} send into one network, ${quote(network)}, so a receiver in any of its clusters gets the packets of both.`,
    fix: 'Choose another group for one of the two clusters, or acknowledge the finding if receivers need both senders.',
    source: 'RFC 1112: hosts that join a group receive it from every sender; docs/reach.md',
  };
}
