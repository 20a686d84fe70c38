import { TrafficEncapMode } from '../enums';
import { Confidence } from './_tanzu-releases';

/** The condition under which a bug affects a cluster; a bug without one affects every cluster with Multicast on. */
export enum BugCondition {
  ANTREA_POLICY_OFF = 'if the gate AntreaPolicy is off',
  STATS_OFF = 'if the gate NetworkPolicyStats is off',
  DUAL_STACK = 'if the cluster has IPv4 and IPv6',
  INTERFACES = 'if multicastInterfaces is set',
  SEVERAL_RECEIVERS = 'if several Pods receive a group',
  COMING_AND_GOING = 'if receivers or Services come and go',
  REWRITTEN_ADDRESSES = 'if the network between Nodes rewrites their addresses',
  RAW_SOCKETS = 'if a Pod has the capability NET_RAW',
  SWITCHED_LATER = 'if multicast is turned on or off in a running cluster',
  CHANGING_SENDERS = 'if the addresses of senders often change',
}

/** A bug of Antrea, or of the controller that configures it on a Supervisor, that affects clusters with multicast. */
export interface AntreaBug {
  /** The issue, pull request or commit, as messages name it. */
  readonly issue: string;
  readonly what: string;
  /** The traffic encapsulation modes with the bug; every mode if it is not set. */
  readonly modes?: TrafficEncapMode[];
  readonly condition?: BugCondition;
  /** A condition under which the bug does not affect a cluster. */
  readonly unless?: BugCondition;
  /** The first version with the bug; undefined if it is not known. */
  readonly since?: string;
  /** The first fixed version of each minor version with a fix, in ascending order; all versions after the last have the fix. */
  readonly fixedIn: string[];
  /** The confidence in the rest of the row; the fixed versions were all seen. */
  readonly confidence: Confidence;
  readonly source: string;
}

const { SEEN, INFERRED } = Confidence;
const IN_TUNNELS = [TrafficEncapMode.ENCAP, TrafficEncapMode.HYBRID];
const ROUTED = [TrafficEncapMode.NO_ENCAP, TrafficEncapMode.HYBRID];
const IPTABLES = 'antrea-agent does not start, because ip6tables fails';

export const ANTREA_BUGS: AntreaBug[] = [
  {
    issue: 'antrea#4903',
    what: 'antrea-agent crashes on concurrent access to its groups',
    modes: IN_TUNNELS,
    since: '1.8.0',
    fixedIn: ['1.10.1', '1.11.2', '1.12.0'],
    confidence: SEEN,
    source:
      'antrea-io/antrea: CHANGELOG-1.10, 1.11 and 1.12; pkg/agent/multicast/mcast_controller.go, v1.8.0; no fix in any 1.8 or 1.9',
  },
  {
    issue: 'antrea#4870',
    what: 'antrea-agent crashes if it starts with many receivers',
    since: '1.7.0',
    fixedIn: ['1.10.1', '1.11.1', '1.12.0'],
    confidence: INFERRED,
    source:
      'antrea-io/antrea: CHANGELOG-1.10, 1.11 and 1.12; the first version is inferred from go.mod: ofnet before 0.6.10, and groups of OpenFlow for multicast since #3508',
  },
  {
    issue: 'antrea#7154',
    what: 'a Pod that leaves a group and joins it again receives nothing while Pods on other Nodes are members',
    modes: IN_TUNNELS,
    condition: BugCondition.SEVERAL_RECEIVERS,
    since: '1.8.0',
    fixedIn: ['2.2.2', '2.3.1', '2.4.0'],
    confidence: SEEN,
    source:
      'antrea-io/antrea#7140; CHANGELOG-2.2, 2.3 and 2.4; lastIGMPReport in pkg/agent/multicast/mcast_controller.go up to 2.2.1 and 2.3.0',
  },
  {
    issue: 'antrea#4592',
    what: 'receivers or Services lose their traffic, because antrea-agent reuses an OpenFlow group with the wrong type',
    condition: BugCondition.COMING_AND_GOING,
    since: '1.7.0',
    fixedIn: ['1.9.1', '1.10.1', '1.11.0'],
    confidence: INFERRED,
    source: 'antrea-io/antrea#4575; CHANGELOG-1.9, 1.10 and 1.11; the first version is inferred',
  },
  {
    issue: 'antrea#4176',
    what: 'a later join has no effect, because antrea-agent keeps a group without members',
    condition: BugCondition.COMING_AND_GOING,
    since: '1.7.0',
    fixedIn: ['1.7.2', '1.8.1', '1.9.0'],
    confidence: SEEN,
    source: 'antrea-io/antrea: CHANGELOG-1.7, 1.8 and 1.9',
  },
  {
    issue: 'antrea#4240',
    what: "'kubectl get multicastgroups' lists wrong Pods",
    since: '1.7.0',
    fixedIn: ['1.9.0'],
    confidence: SEEN,
    source: 'antrea-io/antrea: CHANGELOG-1.9',
  },
  {
    issue: 'antrea#3808',
    what: 'multicast does not work',
    condition: BugCondition.ANTREA_POLICY_OFF,
    since: '1.5.0',
    fixedIn: ['1.7.0'],
    confidence: SEEN,
    source: 'antrea-io/antrea#3808, fixed by #3807',
  },
  {
    issue: 'antrea#3389',
    what: 'a stream goes on after a Pod leaves by IGMPv3, until the membership times out',
    modes: [TrafficEncapMode.NO_ENCAP],
    since: '1.5.0',
    fixedIn: ['1.6.0'],
    confidence: SEEN,
    source: 'antrea-io/antrea: CHANGELOG-1.6; pkg/agent/multicast/mcast_discovery.go, v1.5.3',
  },
  {
    issue: 'antrea#3242',
    what: 'the routes of former senders stay in the kernel',
    condition: BugCondition.CHANGING_SENDERS,
    since: '1.5.0',
    fixedIn: ['2.1.0'],
    confidence: SEEN,
    source: 'antrea-io/antrea: CHANGELOG-2.1',
  },
  {
    issue: 'antrea#5367',
    what: "'kubectl get multicastgroups' stays empty",
    condition: BugCondition.STATS_OFF,
    since: '1.7.0',
    fixedIn: ['1.11.3', '1.12.2', '1.13.1'],
    confidence: SEEN,
    source: 'antrea-io/antrea#5367; CHANGELOG-1.11, 1.12 and 1.13',
  },
  {
    issue: 'antrea#5320',
    what: 'antrea-agent crashes on an IGMPv3 query after an IGMPv2 leave',
    since: '1.12.1',
    fixedIn: ['1.12.2', '1.13.0'],
    confidence: INFERRED,
    source:
      'antrea-io/antrea#5319; CHANGELOG-1.13; the rest is inferred from go.mod: libOpenflow 0.10.3 only in v1.12.1',
  },
  {
    issue: 'antrea#6113',
    what: IPTABLES,
    modes: ROUTED,
    condition: BugCondition.DUAL_STACK,
    since: '1.5.0',
    fixedIn: ['1.13.4', '1.15.2', '2.0.0'],
    confidence: SEEN,
    source:
      'antrea-io/antrea#6113, fixed by #6123; the rule that excludes 224.0.0.0/4 from masquerading: pkg/agent/route/route_linux.go, v1.5.0, line 592; no fix in any 1.14',
  },
  {
    issue: 'antrea#6113',
    what: IPTABLES,
    modes: IN_TUNNELS,
    condition: BugCondition.DUAL_STACK,
    since: '1.8.0',
    fixedIn: ['1.13.4', '1.15.2', '2.0.0'],
    confidence: SEEN,
    source:
      'antrea-io/antrea#6113, fixed by #6123; the rule in raw PREROUTING with a set of IPv4 addresses: pkg/agent/route/route_linux.go, v1.8.0, line 597; no fix in any 1.14',
  },
  {
    issue: 'antrea#4480',
    what: 'antrea-agent crashes if a Node lacks an address of one family, also without multicast',
    condition: BugCondition.DUAL_STACK,
    fixedIn: ['1.7.3', '1.8.1', '1.9.1', '1.10.1', '1.11.0'],
    confidence: SEEN,
    source: 'antrea-io/antrea: CHANGELOG-1.7 to 1.11; no source shows the first version',
  },
  {
    issue: 'antrea#7282',
    what: 'Pods on other Nodes receive nothing, because an agent misreads the source Node of an IGMP report',
    modes: IN_TUNNELS,
    condition: BugCondition.REWRITTEN_ADDRESSES,
    since: '1.8.0',
    fixedIn: ['2.2.2', '2.3.2', '2.4.2', '2.5.0'],
    confidence: INFERRED,
    source: 'antrea-io/antrea: CHANGELOG-2.2, 2.3, 2.4 and 2.5; the condition is inferred from the pull request',
  },
  {
    issue: 'antrea#7952',
    what: 'antrea-agent crashes once in the statistics of policies',
    condition: BugCondition.SWITCHED_LATER,
    unless: BugCondition.STATS_OFF,
    fixedIn: ['2.5.3', '2.6.2', '2.7.0'],
    confidence: SEEN,
    source:
      'antrea-io/antrea: CHANGELOG-2.5, 2.6 and 2.7; #7952 (the statistics need NetworkPolicyStats); no source shows the first version',
  },
  {
    issue: 'antrea#8251',
    what: 'antrea-agent crashes on an IGMP packet that is too short',
    condition: BugCondition.RAW_SOCKETS,
    since: '1.5.0',
    fixedIn: ['2.5.3', '2.6.3', '2.7.0'],
    confidence: SEEN,
    source:
      'antrea-io/antrea: commit 8ad021a3c; CHANGELOG-2.5, 2.6 and 2.7 (#8251); parseIGMPPacket does not check the length in any version from 1.5.0 to 2.6.2',
  },
  {
    issue: 'tanzu-framework 7abd623b1',
    what: 'the Supervisor silently drops multicastInterfaces',
    condition: BugCondition.INTERFACES,
    since: '1.5.0',
    fixedIn: ['1.9.0'],
    confidence: SEEN,
    source: 'vmware-tanzu/tanzu-framework 7abd623b1, in v0.29.0, which brings Antrea 1.9.0',
  },
];
