import { requireMember, requireWhole } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { Verdict, sentenceOf } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { featureGatesOf, multicastBand } from './_antrea-versions';
import { requireCluster } from './_cluster-name';
import { groupsPerNode } from './_interface-verdicts';
import { objectOfRelease } from './_object-of-release';
import { ReleaseAnswer, ReleaseQuery, judgeRelease, notCertain, podSecurityDefault } from './_release-lookup';
import { ICluster } from './cluster';
import { AntreaObject, MulticastSupport, MulticastSwitch, TrafficEncapMode } from './enums';
import { FeatureGate } from './feature-gate';
import { FIRST_ANTREA } from './tables/_feature-gates';
import { MulticastBand } from './tables/_multicast-bands';
import { MULTICAST_LIMITS } from './tables/_network-limits';

/**
 * The capabilities of a cluster's release, from the tables of docs/compatibility.md.
 */
export class ReleaseCapabilities {
  /**
   * Returns the capabilities of a cluster. Throws if neither the tables nor `antreaVersion` give the version of Antrea, if
   * the two contradict each other, or if the version has no multicast (before 1.5).
   *
   * @param cluster a TanzuCluster, or a ClusterReference
   */
  public static of(cluster: ICluster): ReleaseCapabilities {
    requireCluster('ReleaseCapabilities', cluster);
    const found = ReleaseCapabilities._judge(cluster);
    if ('id' in found) {
      throw new InvalidInput(sentenceOf(`Cluster ${quote(cluster.clusterName)}`, found), found.id);
    }
    return found;
  }

  /**
   * Returns the capabilities, or a verdict if they are not known. Does not check the other facts of the cluster. Without
   * a release, only what depends on the version of Antrea is known.
   *
   * @internal
   */
  public static _judge(cluster: ReleaseQuery): ReleaseCapabilities | Verdict {
    const answer = judgeRelease(cluster);
    if ('id' in answer) {
      return answer;
    }
    const { release } = cluster;
    const band = multicastBand(answer.antrea);
    const version =
      release === undefined
        ? `Antrea ${answer.antrea}`
        : `The release ${quote(release)} ships Antrea ${answer.antrea}, which`;
    return band
      ? new ReleaseCapabilities(release ?? '', answer, band)
      : {
          id: 'TAM037',
          level: FindingLevel.ERROR,
          message: `${version} does not support multicast.${notCertain(answer.doubts)}`,
          fix: `Choose a release with Antrea ${FIRST_ANTREA} or later.`,
          source: answer.source,
        };
  }

  /**
   * Returns the Pod Security level that a release enforces in a Namespace without labels: `restricted` from Kubernetes
   * 1.26 on, undefined before. It is known for every release, even if the version of Antrea is not.
   *
   * @param cluster a TanzuCluster, or a ClusterReference
   */
  public static enforcedPodSecurity(cluster: ICluster): string | undefined {
    requireCluster('ReleaseCapabilities', cluster);
    return podSecurityDefault(cluster.release).enforce;
  }

  /**
   * Returns how many multicast groups a Node can join, unless its sysctl `net.ipv4.igmp_max_memberships` is raised: 20,
   * divided by the number of its multicast interfaces. It is the same in every version of Antrea. More groups work only
   * between Pods of the same Node.
   *
   * @param interfaces number of multicast interfaces, 1 to 31; the transport interface is one of them
   */
  public static groupsPerNode(interfaces: number): number {
    const { most } = MULTICAST_LIMITS.interfaceCount;
    return groupsPerNode(requireWhole('ReleaseCapabilities.groupsPerNode(): interfaces', interfaces, 1, most));
  }

  private constructor(
    private readonly release: string,
    private readonly answer: ReleaseAnswer,
    private readonly band: MulticastBand,
  ) {}

  /** Version of Antrea, MAJOR.MINOR.PATCH. */
  public get antreaVersion(): string {
    return this.answer.antrea;
  }

  /** The object that configures Antrea: an AntreaConfig below Kubernetes 1.35, and an AddonConfig from 1.35 on. */
  public get antreaObject(): AntreaObject {
    return objectOfRelease(this.release).object;
  }

  /** The facts about the release that are not certain, one sentence for each. */
  public get doubts(): string[] {
    return [...this.answer.doubts];
  }

  /** The settings that turn multicast on. */
  public get multicastSwitch(): MulticastSwitch {
    return this.band.multicastSwitch;
  }

  /** API version of Antrea's policies, such as `crd.antrea.io/v1beta1`. */
  public get policyApiVersion(): string {
    return this.band.policyApi;
  }

  /** Whether Antrea's policies support IGMP. */
  public get policiesSupportIgmp(): boolean {
    return this.band.policiesSupportIgmp;
  }

  /** The feature gates of its version of Antrea. */
  public get featureGates(): FeatureGate[] {
    return featureGatesOf(this.antreaVersion);
  }

  /**
   * Returns whether a traffic encapsulation mode supports multicast.
   *
   * @param mode the mode
   */
  public multicastSupport(mode: TrafficEncapMode): MulticastSupport {
    return this.band.modes[requireMember('ReleaseCapabilities.multicastSupport(): mode', TrafficEncapMode, mode)];
  }

  /** @internal */
  public get _band(): MulticastBand {
    return this.band;
  }
}
