import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { isAtLeast } from './_versions';
import { TrafficEncapMode } from './enums';
import { DROP_RULE, NoTtl, NodesApart, REACH, ReachMode, ReachRow, StreamEnd, StreamPath } from './tables/_reach';

/**
 * Returns the row of a path in a traffic encapsulation mode. Undefined if the table has none, because the mode or that
 * version of Antrea does not carry multicast.
 */
export function reachOf({ from, to, nodes }: StreamPath, mode: ReachMode, antrea?: string): ReachRow | undefined {
  return REACH.find(
    (row) =>
      row.from === from &&
      row.to === to &&
      row.nodes === nodes &&
      row.mode === mode &&
      (antrea === undefined || isAtLeast(antrea, row.since)),
  );
}

/** Whether packets with this TTL arrive; undefined if it is not known. */
export function arrives(row: ReachRow | undefined, ttl: number): boolean | undefined {
  return row === undefined || row.leastTtl === NoTtl.UNKNOWN
    ? undefined
    : row.leastTtl !== NoTtl.NEVER && ttl >= row.leastTtl;
}

/** The traffic encapsulation mode of a cluster, as far as the objects show it. */
export interface KnownMode {
  /** The mode; undefined if no object of the cluster shows it. */
  readonly mode?: TrafficEncapMode;
  readonly antreaVersion?: string;
}

/** A sender and a receiver of one stream in one cluster. */
export interface StreamPair {
  readonly from: StreamEnd;
  readonly to: StreamEnd;
  /** Undefined if it is not known: then only paths on which no TTL is enough count. */
  readonly ttl?: number;
  readonly group: string;
  /** The receiver, as `Kind namespace/name`. */
  readonly receiver: string;
  /** Where the two must run; undefined if the scheduler decides. */
  readonly nodes?: NodesApart;
}

/**
 * Checks that the packets of a sender arrive at a receiver on every Node where the two may run. An error means that they
 * arrive on none of them, and that the mode is known. A warning means that it depends on the Node or on an unknown mode.
 * The verdict is about a part of the pair: its TTL, or the network of the end that should move to another one.
 */
export function arrivalVerdict(pair: StreamPair, known: KnownMode): Verdict | undefined {
  const { from, to, ttl = LARGEST_TTL, nodes: must } = pair;
  const mode = known.mode ?? assumedMode(known.antreaVersion);
  const places = must === undefined ? Object.values(NodesApart) : [must];
  // TAM006 reports a mode without multicast, which has no row.
  const rows = places
    .map((nodes) => reachOf({ from, to, nodes }, mode, known.antreaVersion))
    .filter((row) => row !== undefined);
  const silent = rows.filter((row) => arrives(row, ttl) === false);
  const doubtful = rows.find((row) => arrives(row, ttl) === undefined);
  const packets = `Its packets to ${quote(pair.group)}${pair.ttl === undefined ? '' : ` with a TTL of ${ttl}`}`;
  if (silent.length === 0) {
    return (
      doubtful && {
        id: 'TAM071',
        level: FindingLevel.WARNING,
        message: `No source shows whether packets to ${quote(pair.group)} arrive at ${pair.receiver} on ${doubtful.nodes} ${modeText(known)}.`,
        fix: remedy(pair),
        source: doubtful.source,
        at: [endToMove(pair)],
      }
    );
  }
  const isNever = silent.length === rows.length;
  const level = isNever && known.mode !== undefined ? FindingLevel.ERROR : FindingLevel.WARNING;
  const dropped = silent.find(({ leastTtl }) => leastTtl === NoTtl.NEVER);
  if (dropped) {
    const where = must === undefined ? pair.receiver : `${pair.receiver}, which must run on ${must}`;
    // On the same Node, only the TTL is too low.
    const near = silent.find(({ leastTtl }) => leastTtl !== NoTtl.NEVER);
    const tooLow = near ? ` On ${near.nodes} they need a TTL of ${near.leastTtl} or more.` : '';
    const arrival = isNever ? `never arrive at ${where}` : `do not arrive at ${where} if it runs on ${dropped.nodes}`;
    return {
      id: 'TAM071',
      level,
      message: `${packets} ${arrival}: ${modeText(known)}, a Node drops multicast from the addresses of other Nodes.${tooLow}`,
      fix: remedy(pair),
      source: `${DROP_RULE.source}; ${dropped.source}`,
      at: [endToMove(pair)],
    };
  }
  const least = Math.max(...silent.map(({ leastTtl }) => leastTtl as number));
  const farthest = silent[silent.length - 1];
  return {
    id: 'TAM071',
    level,
    message: `${packets} do not arrive at ${pair.receiver} on ${farthest.nodes}: ${modeText(known)}, they need a TTL of ${least} or more.`,
    fix: `Set a TTL of ${least} or more (-T ${least} in iperf, ttl in code).`,
    source: farthest.source,
    at: ['ttl'],
  };
}

function modeText({ mode, antreaVersion }: KnownMode): string {
  const assumed = assumedMode(antreaVersion);
  const why = assumed === TrafficEncapMode.ENCAP ? 'the default' : 'the only one with multicast in its Antrea';
  return mode === undefined
    ? `in traffic encapsulation mode ${quote(assumed)} (${why}, assumed because no object shows the mode)`
    : `in traffic encapsulation mode ${quote(mode)}`;
}

/** The mode of a cluster if no object shows it: the default, unless it has no multicast in its version of Antrea. */
export function assumedMode(antreaVersion?: string): TrafficEncapMode {
  const path = { from: StreamEnd.POD, to: StreamEnd.POD, nodes: NodesApart.SAME };
  const { ENCAP, NO_ENCAP } = TrafficEncapMode;
  return reachOf(path, ENCAP, antreaVersion) ? ENCAP : NO_ENCAP;
}

/** The largest time to live that a packet can have. */
export const LARGEST_TTL = 255;

/** The end that should move to the Pod network. If both should, it is the sender. */
function endToMove({ from }: StreamPair): keyof StreamPair {
  return from === StreamEnd.POD ? 'to' : 'from';
}

/** The way out if packets do not arrive on different Nodes. */
function remedy({ from, to }: StreamPair): string {
  const who =
    from === StreamEnd.POD ? 'the receiver' : to === StreamEnd.POD ? 'the sender' : 'both the sender and the receiver';
  return `Run ${who} on the Pod network (without hostNetwork; in code PodNetwork.POD), run both on one Node, or use the stream only for hosts outside of the cluster.`;
}

/**
 * Checks a hostNetwork Pod that uses multicast: with multicast on in a mode with tunnels, it no longer receives from
 * hostNetwork Pods of other Nodes.
 */
export function hostNetworkVerdict(what: string, { mode, antreaVersion }: KnownMode): Verdict | undefined {
  const between = { from: StreamEnd.HOST_NETWORK, to: StreamEnd.HOST_NETWORK, nodes: NodesApart.OTHER };
  const row = reachOf(between, mode ?? assumedMode(antreaVersion), antreaVersion);
  return row?.leastTtl === NoTtl.NEVER
    ? {
        id: 'TAM072',
        level: FindingLevel.WARNING,
        message: `${what} uses hostNetwork. When multicast is switched on in Antrea, multicast between hostNetwork Pods of different Nodes stops ${modeText({ mode, antreaVersion })}.`,
        fix: 'Nothing changes for hosts outside of the cluster. For hostNetwork Pods of other Nodes, move both to the Pod network (in code PodNetwork.POD), or choose trafficEncapMode noEncap (in code TrafficEncapMode.NO_ENCAP) before you create the cluster.',
        source: DROP_RULE.source,
      }
    : undefined;
}

/** The least TTL with which packets of Pods arrive at hosts outside of the cluster. */
export function leastTtlOutside(mode: TrafficEncapMode = TrafficEncapMode.ENCAP): number {
  return numberOf(reachOf({ from: StreamEnd.POD, to: StreamEnd.OUTSIDE }, mode));
}

/** The least TTL with which packets of hosts outside of the cluster arrive at Pods; the same in all modes. */
export function leastTtlFromOutside(): number {
  return numberOf(reachOf({ from: StreamEnd.OUTSIDE, to: StreamEnd.POD }, TrafficEncapMode.ENCAP));
}

/** The least TTL with which packets of Pods arrive at Pods on every Node. */
export function leastTtlToPods(mode: TrafficEncapMode = TrafficEncapMode.ENCAP): number {
  return numberOf(reachOf({ from: StreamEnd.POD, to: StreamEnd.POD, nodes: NodesApart.OTHER }, mode));
}

/** The TTL of a row; that of the modes with tunnels for a mode without multicast. */
function numberOf(row: ReachRow | undefined): number {
  return typeof row?.leastTtl === 'number' ? row.leastTtl : 1;
}
