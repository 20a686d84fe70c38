import { requireList } from '../../checks/_lists';
import { requireDnsLabel } from '../../checks/_names';
import { InvalidInput, quote } from '../../messages/_errors';
import { MulticastStream } from '../../multicast/multicast-stream';
import { firstBand } from '../../platform/_antrea-versions';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { POD_SECURITY_DEFAULTS } from '../../platform/tables/_pod-security-defaults';
import { WorkloadChart } from '../workload-chart';

/** Pods of other apps that may join groups or send to them. */
export interface MulticastPods {
  /** Labels of the Pods, at least one. A Pod must have all of them. */
  readonly labels: { [name: string]: string };

  /** Streams that they receive or send, at least one. */
  readonly streams: MulticastStream[];

  /**
   * Namespace of the Pods, a DNS label (63 characters). A Namespace other than that of the chart needs
   * `OtherMulticast.droppedInCluster()`.
   *
   * @default - the Namespace of the chart
   */
  readonly namespace?: string;
}

const EXEMPT_NAMESPACES = POD_SECURITY_DEFAULTS.flatMap(({ exempt }) => exempt);

/**
 * Whether to drop multicast that MulticastPolicies do not allow: joins of other groups, and data that other Pods send to
 * any group.
 */
export class OtherMulticast {
  /** Nothing is dropped. The policies then have an effect only together with other policies that drop multicast. */
  public static allowed(): OtherMulticast {
    return new OtherMulticast('nothing', []);
  }

  /**
   * Other multicast is dropped for every Pod of the chart's Namespace. The policies are of the kind NetworkPolicy. Pods of
   * other Namespaces can still join the groups and receive the streams.
   */
  public static droppedInNamespace(): OtherMulticast {
    return new OtherMulticast('Namespace', []);
  }

  /**
   * Other multicast is dropped for every Pod of the cluster, also for Pods of other apps, in every Namespace except
   * kube-system, tkg-system and vmware-system-cloud-provider, which Tanzu also exempts from Pod Security. The policies are
   * of the kind ClusterNetworkPolicy, which only an administrator of the cluster can create.
   *
   * @param exceptNamespaces other Namespaces in which nothing is dropped, DNS labels (63 characters)
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

/** Returns the capabilities of the cluster's release. Throws if its Antrea has no policies on multicast. */
export function requireRelease(subject: string, { cluster }: WorkloadChart): ReleaseCapabilities {
  const release = ReleaseCapabilities.of(cluster);
  if (!release.policiesSupportIgmp) {
    const first = firstBand(({ policiesSupportIgmp }) => policiesSupportIgmp)?.since;
    throw new InvalidInput(
      `${subject}: Antrea ${release.antreaVersion} of release ${quote(cluster.release)} has no policies on multicast: leave MulticastPolicies out, or use a release with Antrea ${first} or later.`,
    );
  }
  return release;
}

/** Returns the value. Throws if it is not an OtherMulticast, which JavaScript does not check. */
export function requireOthers(subject: string, others: OtherMulticast): OtherMulticast {
  if (!(others instanceof OtherMulticast)) {
    throw new InvalidInput(
      `${subject}: others ${quote(others)} is not a valid OtherMulticast: use OtherMulticast.allowed(), droppedInNamespace() or droppedInCluster().`,
    );
  }
  return others;
}

/** Returns the priority. Throws if Antrea's schema does not accept it. */
export function requirePriority(subject: string, priority: number): number {
  if (!Number.isFinite(priority) || priority < 1 || priority > 10000) {
    throw new InvalidInput(`${subject}: priority ${quote(priority)} is out of range: use a number from 1 to 10000.`);
  }
  return priority;
}

/** The actions that MulticastPolicies control. */
export enum PolicyScope {
  /** Which Pods join which groups, and which Pods send to them. */
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
   * Only the UDP port of the stream. A packet that is larger than the MTU of the Pod is sent in fragments, and only the
   * first fragment has a port. If other multicast is dropped, so are the other fragments, and the packet is lost.
   */
  OF_STREAM = 'OfStream',
}
