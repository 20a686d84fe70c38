import { TrafficEncapMode } from '../enums';

/** The network of a sender or a receiver. */
export enum StreamEnd {
  POD = 'Pod',
  HOST_NETWORK = 'hostNetwork Pod',
  OUTSIDE = 'host outside of the cluster',
}

/** Whether a sender and a receiver in the cluster run on one Node. */
export enum NodesApart {
  SAME = 'the same Node',
  OTHER = 'another Node',
}

/** Stands for a TTL with which packets arrive. */
export enum NoTtl {
  /** No packet arrives, whatever its TTL is. */
  NEVER = 'never',
  /** It was not measured, and the known rules do not decide it. */
  UNKNOWN = 'unknown',
}

/** How it is known. */
export enum Evidence {
  MEASURED = 'measured',
  DERIVED = 'derived',
}

/** The source address of the packets that arrive. */
export enum SeenSource {
  POD = 'of the Pod',
  NODE = 'of the Node',
  SENDER = 'of the sender',
  UNKNOWN = 'not known',
}

/** Stands for a traffic encapsulation mode: multicast is off in Antrea. */
export const MULTICAST_OFF = 'multicast off';

/** A traffic encapsulation mode with multicast on, or multicast off. */
export type ReachMode = TrafficEncapMode | typeof MULTICAST_OFF;

/** The packets of a stream that arrive in one traffic encapsulation mode. */
interface Arrival {
  /** The least TTL with which packets arrive. Each router on the path decreases the TTL by 1. */
  readonly leastTtl: number | NoTtl;
  /** Measured only from Pods to hosts outside; elsewhere derived from the rules of SNAT. */
  readonly seen: SeenSource;
  /** The evidence for the TTL. */
  readonly evidence: Evidence;
  readonly source: string;
}

/** The two ends of a stream. */
export interface StreamPath {
  readonly from: StreamEnd;
  readonly to: StreamEnd;
  /** Undefined if one of the two is outside of the cluster. */
  readonly nodes?: NodesApart;
}

/** A path in one traffic encapsulation mode, from a version of Antrea on. */
export interface ReachRow extends StreamPath, Arrival {
  readonly mode: ReachMode;
  readonly since: string;
}

/** The first version of Antrea that carries multicast in the mode. */
const SINCE = {
  [TrafficEncapMode.ENCAP]: '1.8.0',
  [TrafficEncapMode.HYBRID]: '1.8.0',
  [TrafficEncapMode.NO_ENCAP]: '1.5.0',
  [MULTICAST_OFF]: '1.5.0',
};

/** The rule by which a Node drops packets of other Nodes in modes with tunnels. */
export const DROP_RULE = {
  what: 'With tunnels, each Node drops multicast from the addresses of the other Nodes, because Pods get the streams of other Nodes through the tunnels. This includes 224.0.0.0/24, such as VRRP of keepalived, OSPF and mDNS.',
  source:
    'antrea-io/antrea:pkg/agent/route/route_linux.go, v1.8.0 to v2.7.0: a rule in raw PREROUTING for the set CLUSTER-NODE-IP',
};

const IN_BOTH_VERSIONS =
  'measured with Antrea 1.9.0 and 2.2.2: two Nodes, Open vSwitch in user space, 100 datagrams for each TTL';
const IN_ONE_VERSION = 'measured with Antrea 1.9.0: two Nodes, Open vSwitch in user space, 100 datagrams for each TTL';
const KERNEL = 'derived from Linux: no router is on the path, and Antrea does not see it';
const TUNNEL = `derived from the measurement in encap mode and from ${DROP_RULE.source}`;
const SKIPPED_SNAT =
  'antrea-io/antrea:pkg/agent/route/route_linux.go, v1.5.0 to v2.7.0: no SNAT of multicast in noEncap and hybrid';
const NO_POD = 'derived from the measurement with the feature gate off: Pods send and receive nothing';

const { NEVER, UNKNOWN } = NoTtl;
const { POD, HOST_NETWORK, OUTSIDE } = StreamEnd;
const { SAME, OTHER } = NodesApart;
const { ENCAP, HYBRID, NO_ENCAP } = TrafficEncapMode;

function rows(path: StreamPath, arrivals: { readonly [mode in keyof typeof SINCE]: Arrival }): ReachRow[] {
  return ([ENCAP, HYBRID, NO_ENCAP, MULTICAST_OFF] as const).map((mode) => ({
    ...path,
    mode,
    since: SINCE[mode],
    ...arrivals[mode],
  }));
}

function measured(leastTtl: number | NoTtl, seen: SeenSource, source: string): Arrival {
  return { leastTtl, seen, evidence: Evidence.MEASURED, source };
}

function derived(leastTtl: number | NoTtl, seen: SeenSource, source: string): Arrival {
  return { leastTtl, seen, evidence: Evidence.DERIVED, source };
}

const SILENT_POD = derived(NEVER, SeenSource.UNKNOWN, NO_POD);
const PLAIN = derived(1, SeenSource.SENDER, KERNEL);

/** The packets that arrive on each path, in every version of Antrea that carries multicast in the mode. */
export const REACH: ReachRow[] = [
  ...rows(
    { from: POD, to: POD, nodes: SAME },
    {
      [ENCAP]: measured(1, SeenSource.POD, IN_BOTH_VERSIONS),
      [HYBRID]: derived(1, SeenSource.POD, TUNNEL),
      [NO_ENCAP]: measured(1, SeenSource.POD, IN_ONE_VERSION),
      [MULTICAST_OFF]: measured(NEVER, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
    },
  ),
  ...rows(
    { from: POD, to: POD, nodes: OTHER },
    {
      [ENCAP]: measured(
        1,
        SeenSource.POD,
        `${IN_BOTH_VERSIONS}; through Geneve tunnels, which do not decrease the TTL`,
      ),
      [HYBRID]: derived(1, SeenSource.POD, TUNNEL),
      [NO_ENCAP]: measured(3, SeenSource.POD, `${IN_ONE_VERSION}; both Nodes route, so the TTL decreases by 2`),
      [MULTICAST_OFF]: measured(NEVER, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
    },
  ),
  ...rows(
    { from: POD, to: OUTSIDE },
    {
      [ENCAP]: measured(2, SeenSource.NODE, IN_BOTH_VERSIONS),
      [HYBRID]: derived(2, SeenSource.POD, `${TUNNEL}; ${SKIPPED_SNAT}`),
      [NO_ENCAP]: measured(2, SeenSource.POD, IN_ONE_VERSION),
      [MULTICAST_OFF]: measured(NEVER, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
    },
  ),
  ...rows(
    { from: OUTSIDE, to: POD },
    {
      [ENCAP]: measured(2, SeenSource.SENDER, IN_BOTH_VERSIONS),
      [HYBRID]: derived(2, SeenSource.SENDER, `${TUNNEL}; the rule matches only Nodes`),
      [NO_ENCAP]: measured(2, SeenSource.SENDER, IN_ONE_VERSION),
      [MULTICAST_OFF]: measured(NEVER, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
    },
  ),
  ...rows(
    { from: HOST_NETWORK, to: POD, nodes: SAME },
    {
      [ENCAP]: measured(2, SeenSource.NODE, IN_BOTH_VERSIONS),
      [HYBRID]: derived(2, SeenSource.NODE, TUNNEL),
      [NO_ENCAP]: measured(2, SeenSource.NODE, IN_ONE_VERSION),
      [MULTICAST_OFF]: SILENT_POD,
    },
  ),
  ...rows(
    { from: HOST_NETWORK, to: POD, nodes: OTHER },
    {
      [ENCAP]: measured(NEVER, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
      [HYBRID]: derived(NEVER, SeenSource.UNKNOWN, TUNNEL),
      [NO_ENCAP]: measured(2, SeenSource.NODE, IN_ONE_VERSION),
      [MULTICAST_OFF]: SILENT_POD,
    },
  ),
  ...rows(
    { from: HOST_NETWORK, to: HOST_NETWORK, nodes: SAME },
    { [ENCAP]: PLAIN, [HYBRID]: PLAIN, [NO_ENCAP]: PLAIN, [MULTICAST_OFF]: PLAIN },
  ),
  ...rows(
    { from: HOST_NETWORK, to: HOST_NETWORK, nodes: OTHER },
    {
      [ENCAP]: measured(NEVER, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
      [HYBRID]: derived(NEVER, SeenSource.UNKNOWN, TUNNEL),
      [NO_ENCAP]: measured(1, SeenSource.NODE, IN_ONE_VERSION),
      [MULTICAST_OFF]: measured(1, SeenSource.NODE, IN_BOTH_VERSIONS),
    },
  ),
  ...rows(
    { from: POD, to: HOST_NETWORK, nodes: SAME },
    {
      [ENCAP]: measured(2, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
      [HYBRID]: derived(2, SeenSource.UNKNOWN, TUNNEL),
      [NO_ENCAP]: measured(2, SeenSource.POD, IN_ONE_VERSION),
      [MULTICAST_OFF]: SILENT_POD,
    },
  ),
  ...rows(
    { from: POD, to: HOST_NETWORK, nodes: OTHER },
    {
      [ENCAP]: measured(NEVER, SeenSource.UNKNOWN, IN_BOTH_VERSIONS),
      [HYBRID]: derived(
        UNKNOWN,
        SeenSource.UNKNOWN,
        `${DROP_RULE.source}: it matches the address of the Node, but ${SKIPPED_SNAT}`,
      ),
      [NO_ENCAP]: measured(2, SeenSource.POD, IN_ONE_VERSION),
      [MULTICAST_OFF]: SILENT_POD,
    },
  ),
  ...rows(
    { from: HOST_NETWORK, to: OUTSIDE },
    { [ENCAP]: PLAIN, [HYBRID]: PLAIN, [NO_ENCAP]: PLAIN, [MULTICAST_OFF]: PLAIN },
  ),
  ...rows(
    { from: OUTSIDE, to: HOST_NETWORK },
    { [ENCAP]: PLAIN, [HYBRID]: PLAIN, [NO_ENCAP]: PLAIN, [MULTICAST_OFF]: PLAIN },
  ),
];
