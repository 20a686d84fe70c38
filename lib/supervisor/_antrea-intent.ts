import { IConstruct } from 'constructs';
import { requireMember } from '../_enums';
import { requireSeconds } from '../_durations';
import { InvalidInput, quote } from '../_errors';
import { requireBoolean, requireObject } from '../_fields';
import { requireList } from '../_lists';
import { requireWhole } from '../_numbers';
import { warn } from '../_warnings';
import { MulticastStream } from '../multicast/multicast-stream';
import { MulticastBand, firstBand } from '../platform/_antrea-multicast';
import { MULTICAST_LIMITS } from '../platform/_multicast-limits';
import { notCertain } from '../platform/_release-lookup';
import { ANTREA_OBJECT_SOURCES } from '../platform/_tanzu-releases';
import { AntreaObject } from '../platform/antrea-object';
import { Carriage } from '../platform/carriage';
import { ICluster } from '../platform/cluster';
import { MulticastSwitch } from '../platform/multicast-switch';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { TrafficEncapMode } from '../platform/traffic-encap-mode';
import { deriveGates } from './_antrea-gates';
import { knownCluster } from './_known-cluster';
import { requireRoutingKernels } from './_os-image-checks';
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
export interface IntentContext {
  readonly about: IConstruct;
  readonly subject: string;
  readonly cluster: ICluster;
  readonly object: AntreaObject;
  readonly vsphereVersion?: string;
  /** Encryption between Nodes, where the settings ask for it. */
  readonly encryption?: unknown;
}

/** Derives what the release at hand needs for what is wanted, warns of what is doubtful, throws where it cannot work. */
export function deriveIntent(context: IntentContext, settings: AntreaSettings): AntreaIntent {
  const release = ReleaseCapabilities.of(context.cluster);
  release.doubts.forEach((doubt) => warn(context.about, doubt));
  try {
    return derive(context, release, settings);
  } catch (error) {
    if (error instanceof InvalidInput && release.doubts.length > 0) {
      throw new InvalidInput(`${error.message}${notCertain(release.doubts)}`);
    }
    throw error;
  }
}

function derive(context: IntentContext, release: ReleaseCapabilities, settings: AntreaSettings): AntreaIntent {
  const { about, subject, cluster, object, vsphereVersion } = context;
  if (release.antreaObject && release.antreaObject !== object) {
    warn(
      about,
      `${subject}: the Antrea of release ${quote(cluster.release)} is configured by an ${release.antreaObject}: make one in place of this, unless your Supervisor says otherwise (${ANTREA_OBJECT_SOURCES[release.antreaObject]}).`,
    );
  }
  const { antreaVersion } = release;
  requireObject(`${subject}: featureGates`, settings.featureGates);
  const featureGates = deriveGates(
    { about, subject, antreaVersion, object, vsphereVersion },
    settings.featureGates ?? {},
  );
  const mode = requireMember(
    `${subject}: trafficEncapMode`,
    TrafficEncapMode,
    settings.trafficEncapMode ?? TrafficEncapMode.ENCAP,
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
  requireSettings(subject, release, settings);
  if (!featureGates.Multicast || settings.unverifiedMulticastEnable === false) {
    const what = featureGates.Multicast
      ? 'unverifiedMulticastEnable is false'
      : 'the feature gate "Multicast" is false';
    warn(about, `${subject}: ${what}, so this cluster carries no multicast.`);
    return intent;
  }
  checkMode(context, release, mode);
  checkEncryption(context, release);
  checkStreams(context, mode, settings);
  requireRoutingKernels(about, cluster, knownCluster(cluster)?._nodeFacts().images ?? []);
  return { ...intent, multicastEnable: deriveEnable(context, release, settings) };
}

/** Throws on a setting that the version of Antrea does not have. */
function requireSettings(
  subject: string,
  { antreaVersion, _band: band }: ReleaseCapabilities,
  settings: AntreaSettings,
): void {
  const options: [option: string, value: unknown, isThere: (row: MulticastBand) => boolean][] = [
    ['igmpQueryInterval', queryInterval(subject, settings), (row) => row.hasQueryInterval],
    ['igmpQueryVersions', settings.igmpQueryVersions, (row) => row.hasQueryVersions],
    ['unverifiedMulticastEnable', settings.unverifiedMulticastEnable, (row) => needsEnable(row.multicastSwitch)],
  ];
  for (const [option, value, isThere] of options) {
    if (value !== undefined && !isThere(band)) {
      const first = firstBand(isThere);
      throw new InvalidInput(
        `${subject}: ${option} is ${quote(value)}, and Antrea ${antreaVersion} has no such setting: leave it out; Antrea has it from ${first?.since} on (${first?.source}).`,
      );
    }
  }
}

/** The mode as a user writes it. */
function memberOf(mode: TrafficEncapMode): string {
  return `TrafficEncapMode.${Object.entries(TrafficEncapMode).find(([, value]) => value === mode)?.[0]}`;
}

function needsEnable(multicastSwitch: MulticastSwitch): boolean {
  return multicastSwitch === MulticastSwitch.GATES_AND_ENABLE;
}

function checkMode(
  { about, subject, cluster }: IntentContext,
  release: ReleaseCapabilities,
  mode: TrafficEncapMode,
): void {
  const carriage = release.carriage(mode);
  const ofRelease = `Antrea ${release.antreaVersion} of release ${quote(cluster.release)}`;
  const { modesSource: source } = release._band;
  if (carriage === Carriage.NO) {
    const others = Object.values(TrafficEncapMode).filter((other) => release.carriage(other) === Carriage.YES);
    const first = firstBand(({ modes }) => modes[mode] === Carriage.YES);
    const later = first ? `, or choose a release with Antrea ${first.since} or later` : '';
    throw new InvalidInput(
      `${subject}: ${ofRelease} carries no multicast in traffic encapsulation mode ${quote(mode)}: use trafficEncapMode: ${others.map(memberOf).join(' or ')}, which is fixed once the cluster exists${later} (${source}).`,
    );
  }
  if (carriage === Carriage.UNDOCUMENTED) {
    warn(
      about,
      `${subject}: whether ${ofRelease} carries multicast in traffic encapsulation mode ${quote(mode)} is documented nowhere (${source}).`,
    );
  }
}

function checkEncryption(
  { subject, encryption, object }: IntentContext,
  { antreaVersion, _band: band }: ReleaseCapabilities,
): void {
  // What an AntreaConfig says of it is not passed on, which a rule says.
  const isWithoutEffect = object === AntreaObject.ANTREA_CONFIG && band.encryption === 'unsupported';
  if (isWithoutEffect || encryption === undefined || ['', 'none'].includes(String(encryption).toLowerCase())) {
    return;
  }
  throw new InvalidInput(
    `${subject}: trafficEncryptionMode is ${quote(encryption)}, and Antrea ${antreaVersion} carries no encrypted multicast: ${band.encryption}, so leave it out (antrea-io/antrea#5920).`,
  );
}

function checkStreams({ about, subject }: IntentContext, mode: TrafficEncapMode, settings: AntreaSettings): void {
  const streams = requireList(`${subject}: streams`, settings.streams ?? []);
  const other = streams.find((stream) => !(stream instanceof MulticastStream));
  if (other !== undefined) {
    throw new InvalidInput(`${subject}: streams hold ${quote(other)}: give MulticastStream.of(GROUP, { port }).`);
  }
  const groups = new Set(streams.map(({ group }) => group));
  const { linkLocal, memberships } = MULTICAST_LIMITS;
  const reach = requireMember(`${subject}: reach`, MulticastReach, settings.reach ?? MulticastReach.PODS);
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
      `${subject}: ${groups.size} groups are more than the ${memberships.most} that a Node takes part in: raise its sysctl net.ipv4.igmp_max_memberships, or keep their receivers apart (${memberships.source}).`,
    );
  }
}

function deriveEnable(
  { about, subject, cluster, object }: IntentContext,
  release: ReleaseCapabilities,
  settings: AntreaSettings,
): boolean | undefined {
  const said = settings.unverifiedMulticastEnable;
  if (!needsEnable(release.multicastSwitch)) {
    return undefined;
  }
  if (object === AntreaObject.ADDON_CONFIG) {
    return said ?? true;
  }
  if (settings.igmpQueryVersions) {
    warn(
      about,
      `${subject}: no public source shows where an AntreaConfig says igmpQueryVersions, so they are unverified: see on the Supervisor whether 'kubectl get antreaconfig ${cluster.clusterName}-antrea-package -o yaml' keeps them.`,
    );
  }
  if (said === undefined) {
    warn(
      about,
      `${subject}: Antrea ${release.antreaVersion} needs multicast.enable beside the gate (${firstBand((band) => needsEnable(band.multicastSwitch))?.source}), and no public source shows where an AntreaConfig says so: unverified. See on the Supervisor whether spec.antrea.config.multicast of 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' has it in the template of release ${quote(cluster.release)}; if so, unverifiedMulticastEnable: true writes it.`,
    );
  }
  return said;
}

function mtu(subject: string, bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : requireWhole(`${subject}: defaultMtu`, bytes, 576, 65535);
}

function interfaces(subject: string, names: string[]): string[] {
  const wrong = requireList(`${subject}: multicastInterfaces`, names).find(
    (name) => typeof name !== 'string' || !/^[^\s/]{1,15}$/.test(name),
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
