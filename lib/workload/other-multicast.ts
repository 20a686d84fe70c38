import { requireList } from '../_lists';
import { requireDnsLabel } from '../_names';
import { POD_SECURITY_DEFAULTS } from '../platform/_pod-security';

const EXEMPT = POD_SECURITY_DEFAULTS.flatMap(({ exempt }) => exempt);

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
    return new OtherMulticast('cluster', [...new Set([...EXEMPT, ...names])].sort());
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
