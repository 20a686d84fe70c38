import { Construct } from 'constructs';
import { requireList } from '../../checks/_lists';
import { requireBoolean, requireMember, requireObject } from '../../checks/_values';
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
import { deriveGates, requireGates } from './_antrea-gates';
import { interfaceNames, mtuInBytes, queryInterval, queryVersions } from './_antrea-values';
import { AntreaSettings, MulticastReach } from './antrea-settings';

/** The settings to write for this release. AntreaConfig and AddonConfig write them to different places. */
export interface AntreaIntent {
  /** Undefined if the object does not have them. */
  readonly featureGates?: { [name: string]: boolean };
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

interface DeriveContext extends IntentContext {
  /** Whether the defaults of this library are written too. */
  readonly writesDefaults: boolean;
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
  const writesDefaults = requireBoolean(`${context.subject}: writeDefaultGates`, settings.writeDefaultGates) ?? true;
  const release = writesDefaults ? ReleaseCapabilities.of(context.cluster) : knownRelease(context);
  try {
    return derive({ ...context, writesDefaults }, release, settings);
  } catch (error) {
    if (error instanceof InvalidInput && release !== undefined && release.doubts.length > 0) {
      throw new InvalidInput(
        error.sentences.map((sentence) => `${sentence}${notCertain(release.doubts)}`),
        error.ruleId,
      );
    }
    throw error;
  }
}

/**
 * Returns the capabilities of the release, or undefined if its version of Antrea is not known: nothing is derived from
 * it, and the rules warn about what they cannot check.
 */
function knownRelease(context: IntentContext): ReleaseCapabilities | undefined {
  const found = ReleaseCapabilities._judge(context.cluster);
  if (found instanceof ReleaseCapabilities) {
    return found;
  }
  refuse(context, [found]);
  return undefined;
}

function derive(
  context: DeriveContext,
  release: ReleaseCapabilities | undefined,
  settings: AntreaSettings,
): AntreaIntent {
  const { subject, cluster, object } = context;
  const { trafficEncapMode, multicastInterfaces: names, igmpQueryVersions: versions } = settings;
  const [featureGates, mode, defaultMtu, multicastInterfaces, igmpQueryInterval, igmpQueryVersions, multicastEnable] =
    together(
      () => gates(context, release, settings.featureGates),
      () =>
        requireMember(
          `${subject}: trafficEncapMode`,
          TrafficEncapMode,
          trafficEncapMode === undefined ? TrafficEncapMode.ENCAP : trafficEncapMode,
        ),
      () => mtuInBytes(subject, settings.defaultMtu),
      () => (names === undefined ? undefined : interfaceNames(subject, names)),
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
  if (release) {
    refuse(context, settingVerdicts({ igmpQueryInterval, igmpQueryVersions, enable: multicastEnable }, release));
  }
  if (!isOn(object, intent)) {
    warnIfOff(context, settings, featureGates);
    return intent;
  }
  together(
    () =>
      refuse(context, [
        release && modeVerdict(mode, release),
        encryptionVerdict(object, context.encryption, { isMulticastOn: true, release }),
        ...interfaceVerdicts({ names, mode }),
      ]),
    () => release && refuseCluster(cluster, release),
    () => checkStreams(context, mode, settings),
  );
  const enable = deriveEnable(context, release, settings);
  refuse(context, [enableVerdict(object, { enable }, release)]);
  return { ...intent, multicastEnable: enable };
}

/** The gates to write; undefined if none are given and the defaults are not written. */
function gates(
  context: DeriveContext,
  release: ReleaseCapabilities | undefined,
  given: AntreaSettings['featureGates'],
): AntreaIntent['featureGates'] {
  const { about, subject, cluster } = context;
  requireObject(`${subject}: featureGates`, given);
  const ofRelease = { ...context, antreaVersion: release?.antreaVersion };
  if (context.writesDefaults) {
    return deriveGates(ofRelease, given ?? {});
  }
  // With multicast on, and for a reference, TAM037 reports that the version is not known.
  const isReported = given?.Multicast === true || !Construct.isConstruct(cluster);
  if (!release && !isReported && Object.keys(given ?? {}).length > 0) {
    warn(
      about,
      NOTICES.GATES_UNCHECKED,
      subject,
      `the version of Antrea in the release ${quote(cluster.release)} is not known, so its feature gates are not checked against it: set antreaVersion of the cluster.`,
    );
  }
  return given && requireGates(ofRelease, given);
}

/** Whether multicast is on. In an AddonConfig without the feature gate, it has its default, which is true. */
function isOn(object: AntreaObject, { featureGates, multicastEnable }: AntreaIntent): boolean {
  const gate = featureGates?.Multicast;
  return gate ?? (object === AntreaObject.ADDON_CONFIG && multicastEnable === true);
}

/** Warns that multicast is off. An object with only what the options set may be without it, if none of them is about it. */
function warnIfOff(
  { about, subject, object, writesDefaults }: DeriveContext,
  settings: AntreaSettings,
  featureGates: AntreaIntent['featureGates'],
): void {
  const { streams, reach, multicastInterfaces, unverifiedMulticastEnable } = settings;
  const isWanted = [streams, multicastInterfaces].some((list) => (list?.length ?? 0) > 0) || reach !== undefined;
  if (!writesDefaults && !isWanted && unverifiedMulticastEnable !== true) {
    return;
  }
  const isUnset = !writesDefaults && featureGates?.Multicast === undefined;
  const [what, way] =
    isUnset && object === AntreaObject.ADDON_CONFIG
      ? ['unverifiedMulticastEnable is not true', 'set it to true, or leave writeDefaultGates out']
      : isUnset
        ? ['the feature gate "Multicast" is not set', 'set it to true, or leave writeDefaultGates out']
        : ['the feature gate "Multicast" is false', 'set it to true, or leave it out'];
  const text = `${what}, so Antrea forwards no multicast in this cluster: ${way}.`;
  warn(about, NOTICES.MULTICAST_OFF, subject, text);
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
  { about, subject, object, writesDefaults }: DeriveContext,
  release: ReleaseCapabilities | undefined,
  { unverifiedMulticastEnable, igmpQueryVersions }: AntreaSettings,
): boolean | undefined {
  if (object === AntreaObject.ADDON_CONFIG) {
    return writesDefaults && release
      ? needsEnable(release)
        ? (unverifiedMulticastEnable ?? true)
        : undefined
      : unverifiedMulticastEnable;
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
