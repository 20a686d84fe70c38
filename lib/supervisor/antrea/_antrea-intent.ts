import { requireSeconds } from '../../checks/_constructs';
import { requireList } from '../../checks/_lists';
import { requireBoolean, requireMember, requireObject, requireWhole } from '../../checks/_values';
import { warn } from '../../messages/_construct-notes';
import { InvalidInput, quote, together } from '../../messages/_errors';
import { NOTICES } from '../../messages/_notices';
import { Judged, refuse } from '../../messages/_verdict';
import { MulticastStream } from '../../multicast/multicast-stream';
import {
  enableVerdict,
  encryptionVerdict,
  modeVerdict,
  needsEnable,
  settingVerdicts,
} from '../../platform/_antrea-verdicts';
import { groupLimit, interfaceVerdicts } from '../../platform/_interface-verdicts';
import { kernelVerdicts } from '../../platform/_node-verdicts';
import { objectVerdict } from '../../platform/_object-of-release';
import { ipv4Verdict } from '../../platform/_range-verdicts';
import { notCertain } from '../../platform/_release-lookup';
import { ICluster } from '../../platform/cluster';
import { AntreaObject, TrafficEncapMode } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { knownCluster } from '../cluster/_nodes-of-cluster';
import { deriveGates } from './_antrea-gates';
import { AntreaSettings, MulticastReach } from './antrea-settings';

/** The settings to write for this release. AntreaConfig and AddonConfig write them to different places. */
export interface AntreaIntent {
  readonly featureGates: { [name: string]: boolean };
  readonly trafficEncapMode?: TrafficEncapMode;
  readonly defaultMtu?: number;
  readonly multicastInterfaces?: string[];
  readonly igmpQueryInterval?: string;
  readonly igmpQueryVersions?: number[];
  readonly multicastEnable?: boolean;
}

/** The object to write, and its cluster. */
export interface IntentContext extends Judged {
  readonly cluster: ICluster;
  readonly object: AntreaObject;
  readonly vsphereVersion?: string;
  /** The encryption between Nodes that the settings enable, if any. */
  readonly encryption?: unknown;
}

/** Derives what to write, so that this release does what the settings request. Throws if it cannot. */
export function deriveIntent(context: IntentContext, settings: AntreaSettings): AntreaIntent {
  const [intent] = together(
    () => deriveFor(context, settings),
    () => refuse(context, [objectVerdict(context.object, context.cluster.release)]),
  );
  return intent;
}

function deriveFor(context: IntentContext, settings: AntreaSettings): AntreaIntent {
  const release = ReleaseCapabilities.of(context.cluster);
  try {
    return derive(context, release, settings);
  } catch (error) {
    if (error instanceof InvalidInput && release.doubts.length > 0) {
      throw new InvalidInput(
        error.sentences.map((sentence) => `${sentence}${notCertain(release.doubts)}`),
        error.ruleId,
      );
    }
    throw error;
  }
}

function derive(context: IntentContext, release: ReleaseCapabilities, settings: AntreaSettings): AntreaIntent {
  const { about, subject, cluster, object } = context;
  const { antreaVersion } = release;
  const { trafficEncapMode, multicastInterfaces: names, igmpQueryVersions: versions } = settings;
  const [featureGates, mode, defaultMtu, multicastInterfaces, igmpQueryInterval, igmpQueryVersions, multicastEnable] =
    together(
      () => {
        requireObject(`${subject}: featureGates`, settings.featureGates);
        return deriveGates({ ...context, antreaVersion }, settings.featureGates ?? {});
      },
      () =>
        requireMember(
          `${subject}: trafficEncapMode`,
          TrafficEncapMode,
          trafficEncapMode === undefined ? TrafficEncapMode.ENCAP : trafficEncapMode,
        ),
      () => mtu(subject, settings.defaultMtu),
      () => (names === undefined ? undefined : interfaces(subject, names)),
      () => queryInterval(subject, settings),
      () => (versions === undefined ? undefined : queryVersions(subject, versions)),
      () => requireBoolean(`${subject}: unverifiedMulticastEnable`, settings.unverifiedMulticastEnable),
    );
  const intent = {
    featureGates,
    trafficEncapMode,
    defaultMtu,
    multicastInterfaces,
    igmpQueryInterval,
    igmpQueryVersions,
    multicastEnable,
  };
  refuse(context, settingVerdicts({ igmpQueryInterval, igmpQueryVersions, enable: multicastEnable }, release));
  if (!featureGates.Multicast) {
    warn(
      about,
      NOTICES.MULTICAST_OFF,
      subject,
      'the feature gate "Multicast" is false, so Antrea forwards no multicast in this cluster: set it to true, or leave it out.',
    );
    return intent;
  }
  together(
    () =>
      refuse(context, [
        modeVerdict(mode, release),
        encryptionVerdict(object, context.encryption, { isMulticastOn: true, release }),
        ...interfaceVerdicts({ names, mode }),
      ]),
    () => refuseCluster(cluster, release),
    () => checkStreams(context, mode, settings),
  );
  const enable = deriveEnable(context, release, settings);
  refuse(context, [enableVerdict(object, { enable }, release)]);
  return { ...intent, multicastEnable: enable };
}

/**
 * Throws if the Nodes or the Pod addresses of the cluster do not support multicast. Checks only clusters that this app
 * creates.
 */
function refuseCluster(cluster: ICluster, release: ReleaseCapabilities): void {
  const made = knownCluster(cluster);
  if (made) {
    const { images, podCidrs, annotations } = made._nodeFacts();
    refuse({ about: made, subject: `Cluster ${quote(made.clusterName)}`, annotations }, [
      ipv4Verdict(podCidrs, release),
      ...kernelVerdicts(images, made.release),
    ]);
  }
}

function checkStreams({ about, subject }: IntentContext, mode: TrafficEncapMode, settings: AntreaSettings): void {
  const streams = requireList(`${subject}: streams`, settings.streams === undefined ? [] : settings.streams);
  const other = streams.find((stream) => !(stream instanceof MulticastStream));
  if (other !== undefined) {
    throw new InvalidInput(`${subject}: streams contains ${quote(other)}: give MulticastStream.of(GROUP, { port }).`);
  }
  const groups = new Set(streams.map(({ group }) => group));
  const { linkLocal } = MULTICAST_LIMITS;
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
      `${subject}: multicast group ${quote(local)} is in 224.0.0.0/24, which Antrea does not forward ${why}: choose a group from 239.0.0.0/8 (${linkLocal.source}).`,
    );
  }
  const { most, what, fix, source } = groupLimit({ names: settings.multicastInterfaces, mode });
  if (groups.size > most) {
    const message = `the streams have ${groups.size} groups; ${what}. A further group works only between Pods of the same Node. ${fix} (${source})`;
    warn(about, NOTICES.MANY_GROUPS, subject, message);
  }
}

/**
 * The value of `multicast.enable`. Its path in an AddonConfig is known; in an AntreaConfig it is written only if the
 * user sets it.
 */
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
      `igmpQueryVersions is unverified, because no public source shows its path in an AntreaConfig: after you apply it, check on the Supervisor that 'kubectl get antreaconfig CLUSTER-antrea-package -o yaml' still shows it.`,
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
      `${subject}: multicastInterfaces contains ${quote(wrong)}: give names of Node interfaces, of at most 15 characters, such as "eth1".`,
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
      `${subject}: igmpQueryVersions is ${quote(versions)}: give one or more of 1, 2 and 3, each only once, or leave it out.`,
    );
  }
  return versions;
}
