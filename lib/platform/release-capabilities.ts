import { requireMember } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { Verdict, sentenceOf } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { featureGatesOf, multicastBand } from './_antrea-versions';
import { requireCluster } from './_cluster-name';
import { ReleaseAnswer, judgeRelease, notCertain, podSecurityDefault } from './_release-lookup';
import { ICluster } from './cluster';
import { AntreaObject, MulticastSupport, MulticastSwitch, TrafficEncapMode } from './enums';
import { FeatureGate } from './feature-gate';
import { FIRST_ANTREA } from './tables/_feature-gates';
import { MulticastBand } from './tables/_multicast-bands';

/**
 * What the release of a cluster can do, by the tables of docs/compatibility.md.
 */
export class ReleaseCapabilities {
  /**
   * The capabilities of a cluster. An error where no row says which Antrea its release ships and `antreaVersion` is not
   * given, where the two disagree, and where its Antrea has no multicast (before 1.5).
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
   * The capabilities, or why nobody knows them; also of a cluster as a manifest names it.
   *
   * @internal
   */
  public static _judge(cluster: ICluster): ReleaseCapabilities | Verdict {
    const answer = judgeRelease(cluster);
    if ('id' in answer) {
      return answer;
    }
    const band = multicastBand(answer.antrea);
    return band
      ? new ReleaseCapabilities(answer, band)
      : {
          id: 'TAM037',
          level: FindingLevel.ERROR,
          message: `The release ${quote(cluster.release)} ships Antrea ${answer.antrea}, which has no multicast.${notCertain(answer.doubts)}`,
          fix: `Choose a release with Antrea ${FIRST_ANTREA} or later.`,
          source: answer.source,
        };
  }

  /**
   * Pod Security level that a Supervisor's release enforces in a Namespace without labels: `restricted` from Kubernetes
   * 1.26 on, undefined before. Known of every release, also where its Antrea is not.
   *
   * @param cluster a TanzuCluster, or a ClusterReference
   */
  public static enforcedPodSecurity(cluster: ICluster): string | undefined {
    requireCluster('ReleaseCapabilities', cluster);
    return podSecurityDefault(cluster.release).enforce;
  }

  private constructor(
    private readonly answer: ReleaseAnswer,
    private readonly band: MulticastBand,
  ) {}

  /** Version of Antrea, MAJOR.MINOR.PATCH. */
  public get antreaVersion(): string {
    return this.answer.antrea;
  }

  /** The object that configures Antrea, where a source says which. */
  public get antreaObject(): AntreaObject | undefined {
    return this.answer.antreaObject;
  }

  /** What is uncertain about the release, a sentence each. */
  public get doubts(): string[] {
    return [...this.answer.doubts];
  }

  /** How multicast is switched on. */
  public get multicastSwitch(): MulticastSwitch {
    return this.band.multicastSwitch;
  }

  /** API version of Antrea's policies, such as `crd.antrea.io/v1beta1`. */
  public get policyApiVersion(): string {
    return this.band.policyApi;
  }

  /** Whether Antrea's policies know IGMP. */
  public get policiesKnowIgmp(): boolean {
    return this.band.policiesKnowIgmp;
  }

  /** The feature gates that its Antrea has. */
  public get featureGates(): FeatureGate[] {
    return featureGatesOf(this.antreaVersion);
  }

  /**
   * Whether a traffic encapsulation mode carries multicast.
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
