import { requireList } from '../../checks/_lists';
import { requireDnsLabel } from '../../checks/_names';
import { InvalidInput, quote } from '../../messages/_errors';
import { MulticastStream } from '../../multicast/multicast-stream';
import { firstBand } from '../../platform/_antrea-versions';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { POD_SECURITY_DEFAULTS } from '../../platform/tables/_pod-security-defaults';
import { WorkloadChart } from '../workload-chart';

/** Pods that this library does not make, and that a policy allows something to. */
export interface MulticastPods {
  /** Labels of the Pods, at least one: all of them must be there. */
  readonly labels: { [name: string]: string };

  /** Streams that they receive or send, at least one. */
  readonly streams: MulticastStream[];

  /**
   * Namespace of the Pods, a DNS label (63 characters). Another one than that of the chart needs
   * `OtherMulticast.droppedInCluster()`.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;
}

const EXEMPT_NAMESPACES = POD_SECURITY_DEFAULTS.flatMap(({ exempt }) => exempt);

/**
 * What becomes of the multicast that MulticastPolicies do not allow by name: joins of other groups, and data that other
 * Pods send to any group.
 */
export class OtherMulticast {
  /** Nothing is dropped: what the policies allow matters only beside policies that drop it. */
  public static untouched(): OtherMulticast {
    return new OtherMulticast('nothing', []);
  }

  /** It is dropped for every Pod of the chart's Namespace. The policies are of the kind NetworkPolicy. */
  public static droppedInNamespace(): OtherMulticast {
    return new OtherMulticast('Namespace', []);
  }

  /**
   * It is dropped for every Pod of the cluster, also those that others run there: of every Namespace but kube-system,
   * tkg-system and vmware-system-cloud-provider, which Tanzu exempts from Pod Security too. The policies are of the kind
   * ClusterNetworkPolicy, which needs the rights of an administrator of the cluster.
   *
   * @param exceptNamespaces further Namespaces that are left alone, DNS labels (63 characters)
   */
  public static droppedInCluster(exceptNamespaces: string[] = []): OtherMulticast {
    const subject = 'OtherMulticast.droppedInCluster: exceptNamespaces';
    const names = requireList(subject, exceptNamespaces).map((name) => requireDnsLabel(subject, name));
    return new OtherMulticast('cluster', [...new Set([...EXEMPT_NAMESPACES, ...names])].sort());
  }

  private constructor(
    private readonly reach: 'nothing' | 'Namespace' | 'cluster',
    private readonly exempt: string[],
  ) {}

  /** @internal */
  public get _isDropped(): boolean {
    return this.reach !== 'nothing';
  }

  /** @internal */
  public get _isClusterWide(): boolean {
    return this.reach === 'cluster';
  }

  /** @internal */
  public get _exempt(): string[] {
    return [...this.exempt];
  }
}

/** Returns what the release of the chart's cluster can do, when its Antrea has policies on multicast. */
export function requireRelease(subject: string, { cluster }: WorkloadChart): ReleaseCapabilities {
  const release = ReleaseCapabilities.of(cluster);
  if (!release.policiesKnowIgmp) {
    const first = firstBand(({ policiesKnowIgmp }) => policiesKnowIgmp)?.since;
    throw new InvalidInput(
      `${subject}: Antrea ${release.antreaVersion} of release ${quote(cluster.release)} has no policies on multicast: choose a release with Antrea ${first} or later, or leave the policies out.`,
    );
  }
  return release;
}

/** Returns the choice when it is one, which the compiler does not ask of JavaScript. */
export function requireOthers(subject: string, others: OtherMulticast): OtherMulticast {
  if (!(others instanceof OtherMulticast)) {
    throw new InvalidInput(
      `${subject}: others is ${quote(others)}: give OtherMulticast.untouched(), droppedInNamespace() or droppedInCluster().`,
    );
  }
  return others;
}

/** Returns the priority when Antrea's schema takes it. */
export function requirePriority(subject: string, priority: number): number {
  if (!Number.isFinite(priority) || priority < 1 || priority > 10000) {
    throw new InvalidInput(`${subject}: priority is ${quote(priority)}: use a number from 1 to 10000.`);
  }
  return priority;
}

/** What MulticastPolicies are about. */
export enum GovernedMulticast {
  /** Which Pods join which groups, and which send to them. */
  JOINING_AND_SENDING = 'JoiningAndSending',
  /** Which Pods join which groups. */
  JOINING = 'Joining',
  /** Which Pods send to which groups. */
  SENDING = 'Sending',
}

/** Ports that a sender may send to. */
export enum AllowedPorts {
  /** Every port and protocol of the group. */
  ANY = 'Any',
  /**
   * The UDP port of the stream alone. A packet that is larger than the MTU of the Pod goes out in fragments, all but the
   * first of which have no port: where the rest is dropped they are too, and with them the packet.
   */
  OF_STREAM = 'OfStream',
}
