import { requireSeconds } from '../../checks/_constructs';
import { requireList } from '../../checks/_lists';
import { requireBoolean, requireMember, requireObject, requireWhole } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { Judged, refuse } from '../../messages/_verdict';
import { MulticastStream } from '../../multicast/multicast-stream';
import { encryptionVerdict, modeVerdict, needsEnable, settingVerdicts } from '../../platform/_antrea-verdicts';
import { kernelVerdicts } from '../../platform/_node-verdicts';
import { ipv4Verdict } from '../../platform/_range-verdicts';
import { notCertain } from '../../platform/_release-lookup';
import { ICluster } from '../../platform/cluster';
import { AntreaObject, TrafficEncapMode } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { knownCluster } from '../cluster/_nodes-of-cluster';
import { deriveGates } from './_antrea-gates';
import { AntreaSettings, MulticastReach } from './antrea-settings';

/** What is written for the release at hand; each object has its own places for it. */
export interface AntreaIntent {
  readonly featureGates: { [name: string]: boolean };
  readonly trafficEncapMode?: TrafficEncapMode;
  readonly defaultMtu?: number;
  readonly multicastInterfaces?: string[];
  readonly igmpQueryInterval?: string;
  readonly igmpQueryVersions?: number[];
  readonly multicastEnable?: boolean;
}

/** The object that is written, and for which cluster. */
export interface IntentContext extends Judged {
  readonly cluster: ICluster;
  readonly object: AntreaObject;
  readonly vsphereVersion?: string;
  /** Encryption between Nodes, where the settings ask for it. */
  readonly encryption?: unknown;
}

/** Derives what the release at hand needs for what is wanted; throws where it cannot work. */
export function deriveIntent(context: IntentContext, settings: AntreaSettings): AntreaIntent {
  const release = ReleaseCapabilities.of(context.cluster);
  try {
    return derive(context, release, settings);
  } catch (error) {
    if (error instanceof InvalidInput && release.doubts.length > 0) {
      throw new InvalidInput(`${error.message}${notCertain(release.doubts)}`, error.ruleId);
    }
    throw error;
  }
}

function derive(context: IntentContext, release: ReleaseCapabilities, settings: AntreaSettings): AntreaIntent {
  const { about, subject, cluster, object } = context;
  const { antreaVersion } = release;
  requireObject(`${subject}: featureGates`, settings.featureGates);
  const featureGates = deriveGates({ ...context, antreaVersion }, settings.featureGates ?? {});
  const mode = requireMember(
    `${subject}: trafficEncapMode`,
    TrafficEncapMode,
    settings.trafficEncapMode === undefined ? TrafficEncapMode.ENCAP : settings.trafficEncapMode,
  );
  const intent = {
    featureGates,
    trafficEncapMode: settings.trafficEncapMode,
    defaultMtu: mtu(subject, settings.defaultMtu),
    multicastInterfaces:
      settings.multicastInterfaces === undefined ? undefined : interfaces(subject, settings.multicastInterfaces),
    igmpQueryInterval: queryInterval(subject, settings),
    igmpQueryVersions:
      settings.igmpQueryVersions === undefined ? undefined : queryVersions(subject, settings.igmpQueryVersions),
    multicastEnable: requireBoolean(`${subject}: unverifiedMulticastEnable`, settings.unverifiedMulticastEnable),
  };
  const { igmpQueryInterval, igmpQueryVersions, multicastEnable } = intent;
  refuse(context, settingVerdicts({ igmpQueryInterval, igmpQueryVersions, enable: multicastEnable }, release));
  if (!featureGates.Multicast) {
    warn(
      about,
      NOTICES.MULTICAST_OFF,
      subject,
      'the feature gate "Multicast" is false, so this cluster carries no multicast.',
    );
    return intent;
  }
  refuse(context, [
    modeVerdict(mode, release),
    encryptionVerdict(object, context.encryption, { isMulticastOn: true, release }),
  ]);
  refuseCluster(cluster);
  checkStreams(context, mode, settings);
  return { ...intent, multicastEnable: deriveEnable(context, release, settings) };
}

/** Throws where the Nodes or the addresses of a cluster that is made in this app carry no multicast. */
function refuseCluster(cluster: ICluster): void {
  const made = knownCluster(cluster);
  if (made) {
    const { images, podCidrs, annotations } = made._nodeFacts();
    refuse({ about: made, subject: `Cluster ${quote(made.clusterName)}`, annotations }, [
      ipv4Verdict(podCidrs),
      ...kernelVerdicts(images, made.release),
    ]);
  }
}

function checkStreams({ about, subject }: IntentContext, mode: TrafficEncapMode, settings: AntreaSettings): void {
  const streams = requireList(`${subject}: streams`, settings.streams === undefined ? [] : settings.streams);
  const other = streams.find((stream) => !(stream instanceof MulticastStream));
  if (other !== undefined) {
    throw new InvalidInput(`${subject}: streams hold ${quote(other)}: give MulticastStream.of(GROUP, { port }).`);
  }
  const groups = new Set(streams.map(({ group }) => group));
  const { linkLocal, memberships } = MULTICAST_LIMITS;
  const reach = requireMember(
    `${subject}: reach`,
    MulticastReach,
    settings.reach === undefined ? MulticastReach.PODS : settings.reach,
  );
  const local = [...groups].find((group) => linkLocal.pattern.test(group));
  const why =
    reach === MulticastReach.HOSTS_OUTSIDE
      ? 'to hosts outside'
      : mode !== TrafficEncapMode.ENCAP
        ? `in traffic encapsulation mode ${quote(mode)}`
        : undefined;
  if (local && why) {
    throw new InvalidInput(
      `${subject}: Multicast group ${quote(local)} is in 224.0.0.0/24, which Antrea does not carry ${why}: choose a group from 239.0.0.0/8 (${linkLocal.source}).`,
    );
  }
  if (groups.size > memberships.most) {
    warn(
      about,
      NOTICES.MANY_GROUPS,
      subject,
      `${groups.size} groups are more than the ${memberships.most} that a Node takes part in: raise its sysctl net.ipv4.igmp_max_memberships, or keep their receivers apart (${memberships.source}).`,
    );
  }
}

/** An AddonConfig has a known place for it, and so gets it; an AntreaConfig on the word of the user. */
function deriveEnable(
  { about, subject, object }: IntentContext,
  release: ReleaseCapabilities,
  { unverifiedMulticastEnable, igmpQueryVersions }: AntreaSettings,
): boolean | undefined {
  if (object === AntreaObject.ADDON_CONFIG) {
    return needsEnable(release) ? (unverifiedMulticastEnable ?? true) : undefined;
  }
  if (igmpQueryVersions) {
    warn(
      about,
      NOTICES.UNVERIFIED_SETTING,
      subject,
      `no public source shows where an AntreaConfig has igmpQueryVersions, so they are unverified: see on the Supervisor whether 'kubectl get antreaconfig CLUSTER-antrea-package -o yaml' keeps them.`,
    );
  }
  return unverifiedMulticastEnable;
}

function mtu(subject: string, bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : requireWhole(`${subject}: defaultMtu`, bytes, 576, 65535);
}

function interfaces(subject: string, names: string[]): string[] {
  const wrong = requireList(`${subject}: multicastInterfaces`, names).find(
    (name) => typeof name !== 'string' || !/^[!-.0-~]{1,15}$/.test(name),
  );
  if (wrong !== undefined) {
    throw new InvalidInput(
      `${subject}: multicastInterfaces holds ${quote(wrong)}: give names of Node interfaces, of at most 15 characters, such as "eth1".`,
    );
  }
  return names;
}

function queryInterval(subject: string, { igmpQueryInterval }: AntreaSettings): string | undefined {
  return igmpQueryInterval === undefined
    ? undefined
    : `${requireSeconds(`${subject}: igmpQueryInterval`, igmpQueryInterval, 'Duration.seconds(125)')}s`;
}

function queryVersions(subject: string, versions: number[]): number[] {
  requireList(`${subject}: igmpQueryVersions`, versions).forEach((version) =>
    requireWhole(`${subject}: igmpQueryVersions`, version, 1, 3),
  );
  if (versions.length === 0 || new Set(versions).size < versions.length) {
    throw new InvalidInput(
      `${subject}: igmpQueryVersions is ${quote(versions)}: give one to three of 1, 2 and 3, each once, or leave it out.`,
    );
  }
  return versions;
}
