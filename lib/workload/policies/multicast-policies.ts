import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { requirePlace } from '../../checks/_constructs';
import { requireDnsLabel, requireObjectName } from '../../checks/_names';
import { requireOptions } from '../../checks/_options';
import { requireMember } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { policyBand } from '../../platform/_antrea-versions';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { AppState, clusterKey } from '../../state/_app-state';
import { MulticastSender } from '../multicast-sender';
import { PodNetwork } from '../pod-options';
import { WorkloadChart } from '../workload-chart';
import { Grants, grantsOfCharts, hostNetworkPaths, requireGrants } from './_policy-grants';
import { PolicyPlace, notePolicies, policiesThatMeet } from './_policy-places';
import { PolicyRules, dataRules, igmpRules } from './_policy-rules';
import {
  AllowedPorts,
  GovernedMulticast,
  MulticastPods,
  OtherMulticast,
  requireOthers,
  requirePriority,
  requireRelease,
} from './policy-options';

/** Which multicast a chart's Pods may take part in. */
export interface MulticastPoliciesProps {
  /**
   * What becomes of all other multicast.
   *
   * @default OtherMulticast.untouched()
   */
  readonly others?: OtherMulticast;

  /**
   * What the policies are about.
   *
   * @default GovernedMulticast.JOINING_AND_SENDING
   */
  readonly governs?: GovernedMulticast;

  /**
   * Pods that may join the groups of their streams, beside every MulticastReceiver of the cluster.
   *
   * @default - none
   */
  readonly receivers?: MulticastPods[];

  /**
   * Pods that may send to the groups of their streams, beside every MulticastSender of the cluster.
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
   * Name of the Tier that decides when the policies are asked, one that the cluster has: Antrea makes emergency,
   * securityops, networkops, platform, application and baseline, asked in this order.
   *
   * @default application
   */
  readonly tier?: string;

  /**
   * Place within the Tier, a number from 1 to 10000; the lower is asked first. Antrea advises to stay below 100.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * First part of the names of the policies, a DNS label (63 characters): NAME-igmp and NAME-data.
   *
   * @default - made from the place of the construct in the tree
   */
  readonly name?: string;
}

/**
 * Antrea's policies on multicast: which Pods may join which groups, which may send to them, and, on demand, that all
 * else is dropped. The Pods are those of the senders and receivers in all charts of the cluster, also of ones that are
 * made later, and those that are named here.
 *
 * What is allowed has no effect by itself, because Antrea's policies isolate nobody: it matters where `others` drops the
 * rest, or where policies that are asked later do. They need the feature gate AntreaPolicy, which is on by default.
 *
 * - Joining: IGMP queries to 224.0.0.1 reach the receivers, and their reports count. Antrea looks for the group in the
 *   report itself, so IGMPv3, whose reports all go to 224.0.0.22, is covered; the sources that it names are not looked
 *   at. A report that is dropped is taken for a leave, and leaving is never kept back.
 * - Sending: UDP to the groups, and whatever else goes there. Antrea has no rules on multicast data that comes in, so
 *   what is sent from outside of the cluster is held back from those alone who cannot join.
 * - Pods on the network of their Node are past Antrea: they are left out, with a warning.
 *
 * Antrea's webhook takes rules on IGMP and rules on data in policies of their own alone, so there are two
 * (antrea-io/antrea: docs/multicast-guide.md, docs/antrea-network-policy.md, pkg/controller/networkpolicy/validate.go and
 * pkg/agent/multicast/mcast_discovery.go, v1.9.0 and v2.7.0).
 */
export class MulticastPolicies extends Construct {
  /** The policy on IGMP; undefined where GovernedMulticast.SENDING was asked for. */
  public readonly igmpPolicy?: ApiObject;

  /** The policy on data; undefined where GovernedMulticast.JOINING was asked for. */
  public readonly dataPolicy?: ApiObject;

  private readonly chart: WorkloadChart;
  private readonly others: OtherMulticast;
  private readonly governs: GovernedMulticast;
  private readonly further: Grants;
  private readonly tier: string;
  private readonly priority: number;

  /**
   * An error outside of a WorkloadChart, for a release whose Antrea is not known or has no policies on multicast (before
   * 1.7), and for a value out of range; at synth, where nothing is allowed and nothing dropped, and where other
   * MulticastPolicies of the same place contradict these.
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
      governs: true,
      receivers: true,
      senders: true,
      ports: true,
      tier: true,
      priority: true,
      name: true,
    });
    this.chart = WorkloadChart.ofConstruct(this);
    const release = requireRelease(subject, this.chart);
    const {
      others = OtherMulticast.untouched(),
      tier = 'application',
      priority = 10,
      ports = AllowedPorts.ANY,
    } = props;
    this.others = requireOthers(subject, others);
    const { JOINING, SENDING, JOINING_AND_SENDING } = GovernedMulticast;
    const { governs = JOINING_AND_SENDING } = props;
    this.governs = requireMember(`${subject}: governs`, GovernedMulticast, governs);
    this.further = {
      receivers: this.furtherGrants(`${subject}: receivers`, props.receivers, SENDING),
      senders: this.furtherGrants(`${subject}: senders`, props.senders, JOINING),
    };
    this.tier = requireObjectName(`${subject}: tier`, tier, 'give the name of a Tier, such as "securityops"');
    this.priority = requirePriority(subject, priority);
    const byPort = requireMember(`${subject}: ports`, AllowedPorts, ports) === AllowedPorts.OF_STREAM;
    const dropsUdpAlone = policyBand(release.antreaVersion)?.dataRulesTakeIgmp === true;
    const name = props.name === undefined ? undefined : this.requireFreeName(subject, props.name);

    if (this.governs !== SENDING) {
      this.igmpPolicy = this.policy('Igmp', release, name && `${name}-igmp`, () =>
        igmpRules(this.grants().receivers, this.others),
      );
    }
    if (this.governs !== JOINING) {
      this.dataPolicy = this.policy('Data', release, name && `${name}-data`, () =>
        dataRules(this.grants().senders, this.others, { byPort, dropsUdpAlone }),
      );
    }
    const place: PolicyPlace = {
      cluster: clusterKey(this.chart.cluster),
      tier: this.tier,
      priority: this.priority,
      namespace: this.others._isClusterWide ? undefined : this.chart.namespace,
      isDropping: this.others._isDropped,
      isOnJoining: this.igmpPolicy !== undefined,
      isOnSending: this.dataPolicy !== undefined,
    };
    notePolicies(this, place);
    this.node.addValidation({ validate: () => [...this.emptyPolicies(), ...this.contradictions(place)] });
    warn(this, NOTICES.UNGOVERNED_PODS, '', () => this.hostNetworkPods());
    warn(this, NOTICES.ALL_DROPPED, '', () => this.droppedForAll());
    warn(this, NOTICES.FRAGMENTS_DROPPED, '', () => (byPort ? this.fragmentedSenders() : undefined));
    warn(this, NOTICES.UDP_DROPPED, '', () =>
      this.others._isDropped && this.dataPolicy && dropsUdpAlone
        ? `Antrea ${release.antreaVersion} takes IGMP for multicast data in its policies (antrea-io/antrea#4206), so they drop UDP alone: other protocols, such as ICMP, reach the groups.`
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
      // A chart's namespace goes to all of its objects.
      policy.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    return policy;
  }

  /** What is allowed, as far as the charts are made. */
  private grants(): Grants {
    const { receivers, senders } = grantsOfCharts(this.chart, this.others);
    return {
      receivers: [...receivers, ...this.further.receivers],
      senders: [...senders, ...this.further.senders],
    };
  }

  private furtherGrants(
    subject: string,
    list: MulticastPods[] | undefined,
    without: GovernedMulticast,
  ): Grants['senders'] {
    if (list === undefined) {
      return [];
    }
    if (this.governs === without) {
      throw new InvalidInput(
        `${subject} are named, and governs is ${quote(this.governs)}, which is not about them: leave one of the two out.`,
      );
    }
    return requireGrants(subject, list, this.chart, this.others);
  }

  private requireFreeName(subject: string, name: string): string {
    requireDnsLabel(`${subject}: name`, name);
    const place = this.others._isClusterWide ? 'the cluster' : `Namespace ${quote(this.chart.namespace)}`;
    const holder = AppState.of(this).claim(
      this,
      `${clusterKey(this.chart.cluster)}/MulticastPolicies/${place}/${name}`,
    );
    if (holder) {
      throw new InvalidInput(
        `${subject}: name ${quote(name)} is taken in ${place} by ${quote(holder.node.path)}: give each a name of its own.`,
      );
    }
    return name;
  }

  /** A policy without rules would be refused by the webhook, which finds no appliedTo in it. */
  private emptyPolicies(): string[] {
    if (this.others._isDropped) {
      return [];
    }
    const { receivers, senders } = this.grants();
    const of = (who: string, doing: string, only: string) =>
      `No ${who} on the Pod network is known, so nothing is said of ${doing}: add one, name Pods in ${who}s, pass governs: GovernedMulticast.${only}, or drop the rest by others.`;
    return [
      ...(this.igmpPolicy && receivers.length === 0 ? [of('receiver', 'joining', 'SENDING')] : []),
      ...(this.dataPolicy && senders.length === 0 ? [of('sender', 'sending', 'JOINING')] : []),
    ];
  }

  private contradictions(place: PolicyPlace): string[] {
    return policiesThatMeet(this, place)
      .filter((other) => other.node.path < this.node.path)
      .map(
        (other) =>
          `MulticastPolicies ${quote(other.node.path)} are asked at the same place, Tier ${quote(this.tier)} and priority ${this.priority}, and Antrea has no order for what one of the two drops and the other allows: give one of them another priority.`,
      );
  }

  private hostNetworkPods(): string | undefined {
    const paths = hostNetworkPaths(this.chart);
    return paths.length > 0
      ? `Antrea's policies do not govern Pods on the network of their Node, which join and send as they like: ${paths.map(quote).join(', ')}.`
      : undefined;
  }

  private fragmentedSenders(): string | undefined {
    const paths = this.chart._workloads
      .senders()
      .filter((sender) => sender instanceof MulticastSender)
      .filter(({ network, packetSize }) => network === PodNetwork.POD && packetSize > UNFRAGMENTED)
      .map(({ node }) => node.path);
    return this.dataPolicy && this.others._isDropped && paths.length > 0
      ? `Packets of more than ${UNFRAGMENTED} bytes may be sent in fragments, of which the first alone has a port, so AllowedPorts.OF_STREAM drops the others: make the packets of ${paths.map(quote).join(', ')} smaller, or pass AllowedPorts.ANY.`
      : undefined;
  }

  private droppedForAll(): string | undefined {
    const { receivers, senders } = this.grants();
    const place = this.others._isClusterWide ? 'the cluster' : `Namespace ${quote(this.chart.namespace)}`;
    return this.others._isDropped && receivers.length + senders.length === 0
      ? `No sender and no receiver on the Pod network is known, so all multicast of ${place} is dropped. If that is not meant, add them, or name their Pods in senders and receivers.`
      : undefined;
  }
}

/** Largest payload that a Pod sends in one piece behind a Geneve tunnel: its MTU of 1450 without 28 bytes of headers. */
const UNFRAGMENTED = 1422;
