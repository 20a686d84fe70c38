import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { requirePlace } from '../../checks/_constructs';
import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { requireOptions } from '../../checks/_options';
import { requireMember } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { policyBand } from '../../platform/_antrea-versions';
import { arrives, reachOf } from '../../platform/_reach';
import { TrafficEncapMode } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { NodesApart, StreamEnd } from '../../platform/tables/_reach';
import { AppState } from '../../state/_app-state';
import { clusterKey } from '../../state/_servers';
import { recordMade } from '../../state/_made-objects';
import { MulticastSender } from '../multicast-sender';
import { PodNetwork } from '../pod-options';
import { WorkloadChart } from '../workload-chart';
import { Grants, grantsOfCharts, hostNetworkPaths, requireGrants, withoutPolicies } from './_policy-grants';
import { PolicyPlace, recordPolicies, conflictingPolicies } from './_policy-places';
import { PolicyRules, dataRules, igmpRules } from './_policy-rules';
import {
  AllowedPorts,
  PolicyScope,
  MulticastPods,
  OtherMulticast,
  requireOthers,
  requirePriority,
  requireRelease,
} from './policy-options';

/** The options of MulticastPolicies. */
export interface MulticastPoliciesProps {
  /**
   * Whether to drop all other multicast.
   *
   * @default OtherMulticast.allowed()
   */
  readonly others?: OtherMulticast;

  /**
   * The actions that the policies control: joining groups, sending to them, or both.
   *
   * @default PolicyScope.JOINING_AND_SENDING
   */
  readonly covers?: PolicyScope;

  /**
   * Pods that may join the groups of their streams, in addition to every MulticastReceiver of the cluster.
   *
   * @default - none
   */
  readonly receivers?: MulticastPods[];

  /**
   * Pods that may send to the groups of their streams, in addition to every MulticastSender of the cluster.
   *
   * @default - none
   */
  readonly senders?: MulticastPods[];

  /**
   * Ports that senders may send to.
   *
   * @default AllowedPorts.ANY
   */
  readonly ports?: AllowedPorts;

  /**
   * Name of the Tier of the policies, which must exist in the cluster. Antrea creates emergency, securityops, networkops,
   * platform, application and baseline, and evaluates them in this order.
   *
   * @default application
   */
  readonly tier?: string;

  /**
   * Priority within the Tier, a number from 1 to 10000. Antrea evaluates lower numbers first, and recommends numbers below
   * 100.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * First part of the names of the policies, a DNS label (63 characters): NAME-igmp and NAME-data.
   *
   * @default - generated from the path of the construct
   */
  readonly name?: string;
}

/**
 * Antrea policies on multicast: which Pods may join which groups, which Pods may send to them, and optionally that all
 * other multicast is dropped. They apply to the senders and receivers in all charts of the cluster, including those that
 * are created later, and to the Pods in the options `receivers` and `senders`.
 *
 * A rule that allows has no effect by itself, because Antrea's policies do not isolate Pods. It has an effect only if
 * `others` drops the rest, or if policies that Antrea evaluates later do. The feature gate AntreaPolicy must be on, which
 * is the default.
 *
 * - Joining: the policies allow IGMP queries to 224.0.0.1 to the receivers, and the reports of the receivers. Antrea reads
 *   the group in the report itself, so IGMPv3 is covered, whose reports all go to 224.0.0.22. Antrea does not check the
 *   sources in the report. It handles a dropped report as a leave, and never drops a leave.
 * - Sending: the policies allow UDP and other protocols to the groups. Antrea has no rules on incoming multicast data, so
 *   every Pod that joins a group receives all of its data.
 *
 * These can still send or receive, also if `others` drops the rest:
 *
 * - Pods of other Namespaces: with `OtherMulticast.droppedInNamespace()` they can join the same groups and receive the
 *   streams, and send to the groups (measured on Antrea 1.9.0 and 2.2.2). `OtherMulticast.droppedInCluster()` closes this.
 * - hostNetwork Pods: Antrea's policies do not apply to them. They are left out, with a warning. Pods receive what a
 *   hostNetwork Pod sends with a TTL of 2 or more: in mode encap the Pods of its own Node, in mode noEncap those of every
 *   Node.
 * - Hosts outside of the cluster: Pods that may join a group receive what any host sends to it, and any host can receive
 *   what Pods send with a TTL of 2 or more.
 *
 * A Kubernetes NetworkPolicy has no effect on multicast, and neither has an Antrea policy without a multicast range and
 * without IGMP. Such a policy does not stop multicast, so it need not allow it.
 *
 * Antrea's webhook accepts rules on IGMP and rules on data only in separate policies, so there are two policies
 * (antrea-io/antrea: docs/multicast-guide.md, docs/antrea-network-policy.md, pkg/controller/networkpolicy/validate.go and
 * pkg/agent/multicast/mcast_discovery.go, v1.9.0 and v2.7.0).
 */
export class MulticastPolicies extends Construct {
  /** The policy on IGMP; undefined for PolicyScope.SENDING. */
  public readonly igmpPolicy?: ApiObject;

  /** The policy on data; undefined for PolicyScope.JOINING. */
  public readonly dataPolicy?: ApiObject;

  private readonly chart: WorkloadChart;
  private readonly others: OtherMulticast;
  private readonly covers: PolicyScope;
  private readonly additional: Grants;
  private readonly tier: string;
  private readonly priority: number;

  /**
   * Throws if the scope is not in a WorkloadChart, if the Antrea of the release is unknown or has no policies on multicast
   * (before 1.7), and if a value is out of range. Synth fails if the policies allow nothing and drop nothing, and if other
   * MulticastPolicies with the same Tier and priority contradict these.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the options
   */
  public constructor(scope: Construct, id: string, props: MulticastPoliciesProps = {}) {
    super(...requirePlace('MulticastPolicies', scope, id));
    const subject = `MulticastPolicies ${quote(this.node.path)}`;
    requireOptions<MulticastPoliciesProps>(subject, props, {
      others: true,
      covers: true,
      receivers: true,
      senders: true,
      ports: true,
      tier: true,
      priority: true,
      name: true,
    });
    this.chart = WorkloadChart.ofConstruct(this);
    const release = requireRelease(subject, this.chart);
    const { others = OtherMulticast.allowed(), tier = 'application', priority = 10, ports = AllowedPorts.ANY } = props;
    const { JOINING, SENDING, JOINING_AND_SENDING } = PolicyScope;
    const { covers = JOINING_AND_SENDING } = props;
    [this.others, this.covers, this.tier, this.priority] = together(
      () => requireOthers(subject, others),
      () => requireMember(`${subject}: covers`, PolicyScope, covers),
      () => requireObjectName(`${subject}: tier`, tier, 'use the name of a Tier, such as "securityops"'),
      () => requirePriority(subject, priority),
      () => requireMember(`${subject}: ports`, AllowedPorts, ports),
    );
    const [receivers, senders, name] = together(
      () => this.additionalGrants(`${subject}: receivers`, props.receivers, SENDING),
      () => this.additionalGrants(`${subject}: senders`, props.senders, JOINING),
      () => (props.name === undefined ? undefined : this.requireFreeName(subject, props.name)),
    );
    this.additional = { receivers, senders };
    const byPort = ports === AllowedPorts.OF_STREAM;
    const dropsOnlyUdp = policyBand(release.antreaVersion)?.dataRulesTakeIgmp === true;

    if (this.covers !== SENDING) {
      this.igmpPolicy = this.policy('Igmp', release, name && `${name}-igmp`, () =>
        igmpRules(this.grants().receivers, this.others),
      );
    }
    if (this.covers !== JOINING) {
      this.dataPolicy = this.policy('Data', release, name && `${name}-data`, () =>
        dataRules(this.grants().senders, this.others, { byPort, dropsOnlyUdp }),
      );
    }
    const place: PolicyPlace = {
      cluster: clusterKey(this.chart.cluster, this),
      tier: this.tier,
      priority: this.priority,
      namespace: this.others._isClusterWide ? undefined : this.chart.namespace,
      isDropping: this.others._isDropped,
      isOnJoining: this.igmpPolicy !== undefined,
      isOnSending: this.dataPolicy !== undefined,
    };
    recordPolicies(this, place);
    this.node.addValidation({ validate: () => [...this.emptyPolicies(), ...this.contradictions(place)] });
    warn(this, NOTICES.UNGOVERNED_PODS, '', () => this.hostNetworkPods());
    warn(this, NOTICES.UNGOVERNED_PODS, '', () => this.otherNamespaces());
    warn(this, NOTICES.ALL_DROPPED, '', () => this.droppedForAll());
    warn(this, NOTICES.FRAGMENTS_DROPPED, '', () => (byPort ? this.fragmentedSenders() : undefined));
    warn(this, NOTICES.UDP_DROPPED, '', () =>
      this.others._isDropped && this.dataPolicy && dropsOnlyUdp
        ? `Antrea ${release.antreaVersion} also applies rules on multicast data to IGMP (antrea-io/antrea#4206), so these policies drop only UDP: other protocols, such as ICMP, still reach the groups.`
        : undefined,
    );
  }

  private policy(
    id: string,
    release: ReleaseCapabilities,
    name: string | undefined,
    rules: () => PolicyRules,
  ): ApiObject {
    const isClusterWide = this.others._isClusterWide;
    const policy = new ApiObject(this, id, {
      apiVersion: release.policyApiVersion,
      kind: isClusterWide ? 'ClusterNetworkPolicy' : 'NetworkPolicy',
      metadata: name === undefined ? {} : { name },
      spec: Lazy.any({ produce: () => ({ tier: this.tier, priority: this.priority, ...rules() }) }),
    });
    if (isClusterWide) {
      // cdk8s adds the namespace of the chart to all of its objects, but a ClusterNetworkPolicy has no namespace.
      policy.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    recordMade(policy);
    return policy;
  }

  /** The grants for the senders and receivers that exist now, and for the Pods in the options. */
  private grants(): Grants {
    const { receivers, senders } = grantsOfCharts(this.chart, this.others);
    return {
      receivers: [...receivers, ...this.additional.receivers],
      senders: [...senders, ...this.additional.senders],
    };
  }

  private additionalGrants(
    subject: string,
    list: MulticastPods[] | undefined,
    without: PolicyScope,
  ): Grants['senders'] {
    if (list === undefined) {
      return [];
    }
    if (this.covers === without) {
      throw new InvalidInput(`${subject} have no effect if covers is ${quote(this.covers)}: remove them.`);
    }
    return requireGrants(subject, list, this.chart, this.others);
  }

  private requireFreeName(subject: string, name: string): string {
    requireDnsLabel(`${subject}: name`, name);
    const place = this.others._isClusterWide ? 'the cluster' : `Namespace ${quote(this.chart.namespace)}`;
    const holder = AppState.of(this).claim(
      this,
      `${clusterKey(this.chart.cluster, this)}/MulticastPolicies/${place}/${name}`,
    );
    if (holder) {
      throw new InvalidInput(
        `${subject}: name ${quote(name)} is already used in ${place} by ${quote(holder.node.path)}: use another name.`,
      );
    }
    return name;
  }

  /** Antrea's webhook would refuse a policy without rules, because it has no appliedTo. */
  private emptyPolicies(): string[] {
    if (this.others._isDropped) {
      return [];
    }
    const { receivers, senders } = this.grants();
    // The policies of a Namespace select nothing in others.
    const place = this.others._isClusterWide ? '' : ` in Namespace ${quote(this.chart.namespace)}`;
    const of = (who: string, doing: string, only: string) =>
      `There is no ${who} on the Pod network${place}, so the policy on ${doing} would be empty: add a ${who}, or pass covers: PolicyScope.${only}.`;
    return [
      ...(this.igmpPolicy && receivers.length === 0 ? [of('receiver', 'joining', 'SENDING')] : []),
      ...(this.dataPolicy && senders.length === 0 ? [of('sender', 'sending', 'JOINING')] : []),
    ];
  }

  private contradictions(place: PolicyPlace): string[] {
    return conflictingPolicies(this, place)
      .filter((other) => other.node.path < this.node.path)
      .map(
        (other) =>
          `MulticastPolicies ${quote(other.node.path)} have the same Tier ${quote(this.tier)} and priority ${this.priority}, so the order is undefined if one of the two drops what the other allows: use another priority for one of them.`,
      );
  }

  private hostNetworkPods(): string | undefined {
    const paths = hostNetworkPaths(this.chart);
    return paths.length > 0
      ? `Antrea's policies do not apply to hostNetwork Pods, which can join and send to any group${ofOwnNode()}: ${paths.map(quote).join(', ')}.`
      : undefined;
  }

  private otherNamespaces(): string | undefined {
    const { namespace } = this.chart;
    const left = this.others._isClusterWide
      ? []
      : withoutPolicies(this, this.chart, { isOnJoining: !!this.igmpPolicy, isOnSending: !!this.dataPolicy });
    const others = [...new Set(left.map(({ podNamespace }) => podNamespace))].sort();
    return left.length > 0
      ? `These policies apply only to Namespace ${quote(namespace)}, and not to the Pods of ${left.map(({ node }) => quote(node.path)).join(', ')}: for each of ${others.map(quote).join(', ')} create MulticastPolicies in a WorkloadChart with that namespace and createNamespace: false.`
      : undefined;
  }

  private fragmentedSenders(): string | undefined {
    const paths = this.chart._workloads
      .senders()
      .filter((sender) => sender instanceof MulticastSender)
      .filter(({ network, packetSize }) => network === PodNetwork.POD && (packetSize ?? 0) > UNFRAGMENTED)
      .map(({ node }) => node.path);
    return this.dataPolicy && this.others._isDropped && paths.length > 0
      ? `Packets of more than ${UNFRAGMENTED} bytes may be sent in fragments. Only the first fragment has a port, so AllowedPorts.OF_STREAM drops the others: set packetSize of ${paths.map(quote).join(', ')} to ${UNFRAGMENTED} or less.`
      : undefined;
  }

  private droppedForAll(): string | undefined {
    const { receivers, senders } = this.grants();
    const place = this.others._isClusterWide ? 'the cluster' : `Namespace ${quote(this.chart.namespace)}`;
    return this.others._isDropped && receivers.length + senders.length === 0
      ? `There are no senders or receivers on the Pod network, so these policies drop all multicast of ${place}: to allow some Pods, set senders and receivers.`
      : undefined;
  }
}

/** Largest payload that a Pod behind a Geneve tunnel sends in one piece: an MTU of 1450 without 28 bytes of headers. */
const UNFRAGMENTED = 1422;

/** The limit of hostNetwork Pods in the default traffic encapsulation mode. */
function ofOwnNode(): string {
  const path = { from: StreamEnd.HOST_NETWORK, to: StreamEnd.POD, nodes: NodesApart.OTHER };
  return arrives(reachOf(path, TrafficEncapMode.ENCAP), 255)
    ? ''
    : ' (in mode encap, Pods receive only from those of their own Node)';
}
