import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { ANTREA_SETTINGS_PATH } from './_antrea-package';
import { firstBand } from './_antrea-versions';
import { AntreaObject, MulticastSupport, MulticastSwitch, TrafficEncapMode } from './enums';
import { ReleaseCapabilities } from './release-capabilities';
import { MulticastBand } from './tables/_multicast-bands';

const { ERROR, WARNING } = FindingLevel;

/** The change to the valid value that differs only by upper and lower case. */
function caseEdits(value: unknown, valid: string[]): Pick<Verdict, 'edits'> {
  const meant = valid.find((one) => typeof value === 'string' && one.toLowerCase() === value.toLowerCase());
  return meant === undefined ? {} : { edits: [{ set: meant }] };
}

/** Checks that the traffic encapsulation mode is valid and supports multicast. */
export function modeVerdict(mode: TrafficEncapMode, release: ReleaseCapabilities): Verdict | undefined {
  const modes = Object.values(TrafficEncapMode);
  if (!modes.includes(mode)) {
    return {
      id: 'TAM006',
      level: ERROR,
      message: `${quote(mode)} is not a valid traffic encapsulation mode.`,
      fix: `Use one of ${modes.join(', ')}.`,
      source: 'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig',
      ...caseEdits(mode, modes),
    };
  }
  const support = release.multicastSupport(mode);
  const { modesSource: source } = release._band;
  const where = `in traffic encapsulation mode ${quote(mode)}`;
  if (support === MulticastSupport.NO) {
    const others = Object.values(TrafficEncapMode).filter(
      (other) => release.multicastSupport(other) === MulticastSupport.YES,
    );
    const first = firstBand(({ modes }) => modes[mode] === MulticastSupport.YES);
    const later = first ? `, or choose a release with Antrea ${first.since} or later` : '';
    return {
      id: 'TAM006',
      level: ERROR,
      message: `Antrea ${release.antreaVersion} does not support multicast ${where}.`,
      fix: `Use trafficEncapMode ${others.map(modeInCode).join(' or ')}, which cannot change after the cluster is created${later}.`,
      source,
    };
  }
  return support === MulticastSupport.UNDOCUMENTED
    ? {
        id: 'TAM006',
        level: WARNING,
        message: `No documentation shows that Antrea ${release.antreaVersion} supports multicast ${where}.`,
        fix: 'Use a mode with "yes" in docs/compatibility.md, or test this mode before you rely on it.',
        source,
      }
    : undefined;
}

/** Returns the mode as it is written in YAML and in code. */
function modeInCode(mode: TrafficEncapMode): string {
  const [name] = Object.entries(TrafficEncapMode).find(([, value]) => value === mode) as [string, TrafficEncapMode];
  return `${mode} (in code TrafficEncapMode.${name})`;
}

/** Checks the encryption of traffic between Nodes: an AntreaConfig ignores it, and Antrea does not support it with multicast. */
export function encryptionVerdict(
  object: AntreaObject,
  mode: unknown,
  { isMulticastOn, release }: { readonly isMulticastOn: boolean; readonly release?: ReleaseCapabilities },
): Verdict | undefined {
  if (typeof mode !== 'string' || ['', 'none'].includes(mode.toLowerCase())) {
    return undefined;
  }
  if (object === AntreaObject.ANTREA_CONFIG) {
    return {
      id: 'TAM012',
      level: WARNING,
      message: `trafficEncryptionMode ${quote(mode)} has no effect, because the controller of AntreaConfig drops it.`,
      fix: 'Leave it out.',
      source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_util.go',
    };
  }
  return isMulticastOn
    ? {
        id: 'TAM014',
        level: ERROR,
        message: `trafficEncryptionMode is ${quote(mode)}, and Antrea${release ? ` ${release.antreaVersion}` : ''} does not support encryption together with multicast${release ? ` (${release._band.encryption})` : ''}.`,
        fix: 'Leave it out, or set it to "none".',
        source: 'antrea-io/antrea#5916 and #5920',
      }
    : undefined;
}

/**
 * Checks that FlexibleIPAM, which is on, goes together with multicast, which is on too. The verdict is about enableBridgingMode
 * if it has a place, and else about the interfaces.
 */
export function flexibleIpamVerdict(
  interfaces: unknown,
  release: ReleaseCapabilities | undefined,
): Verdict | undefined {
  const supported = firstBand(({ flexibleIpam }) => flexibleIpam !== 'unsupported') as MulticastBand;
  const verdict = { id: 'TAM012', level: WARNING, source: supported.source };
  if (release?._band.flexibleIpam === 'unsupported') {
    return {
      ...verdict,
      message: `The feature gate AntreaIPAM and enableBridgingMode turn FlexibleIPAM on, and Antrea ${release.antreaVersion} does not support multicast together with it.`,
      fix: `Set enableBridgingMode to false, or choose a release with Antrea ${supported.since} or later.`,
      at: ['enableBridgingMode'],
    };
  }
  return Array.isArray(interfaces) && interfaces.length > 0
    ? {
        ...verdict,
        message: `multicastInterfaces is ${quote(interfaces)}, which Antrea does not support together with FlexibleIPAM (the feature gate AntreaIPAM and enableBridgingMode).`,
        fix: 'Remove multicastInterfaces, or set enableBridgingMode to false.',
      }
    : undefined;
}

/** The multicast settings of an object, as they are written. */
export interface MulticastSettings {
  readonly enable?: unknown;
  readonly igmpQueryInterval?: unknown;
  readonly igmpQueryVersions?: unknown;
}

/** Whether the release needs multicast.enable in addition to the feature gate. */
export function needsEnable({ multicastSwitch }: { readonly multicastSwitch: MulticastSwitch }): boolean {
  return multicastSwitch === MulticastSwitch.GATES_AND_ENABLE;
}

/** Checks that the version of Antrea has each of the settings. */
export function settingVerdicts(
  settings: MulticastSettings,
  { antreaVersion, _band: band }: ReleaseCapabilities,
): Verdict[] {
  const all: [name: keyof MulticastSettings, isThere: (row: MulticastBand) => boolean][] = [
    ['igmpQueryInterval', (row) => row.hasQueryInterval],
    ['igmpQueryVersions', (row) => row.hasQueryVersions],
    ['enable', needsEnable],
  ];
  return all
    .filter(([name, isThere]) => settings[name] !== undefined && settings[name] !== null && !isThere(band))
    .map(([name, isThere]) => {
      const first = firstBand(isThere) as MulticastBand;
      return {
        id: 'TAM049',
        level: ERROR,
        message: `multicast.${name} is ${quote(settings[name])}, and Antrea ${antreaVersion} does not have this setting.`,
        fix: `Leave it out${name === 'enable' ? ' (in code unverifiedMulticastEnable)' : ''}; Antrea has it from ${first.since} on.`,
        source: first.source,
        at: [name],
      };
    });
}

/** The checks of Antrea's agent at its start. */
const IGMP_QUERIES = {
  id: 'TAM075',
  versions: [1, 2, 3],
  standardInterval: '125s',
  intervalSource: 'antrea-io/antrea:cmd/antrea-agent/options.go, v1.7.0, and https://pkg.go.dev/time#ParseDuration',
  versionsSource: 'antrea-io/antrea:cmd/antrea-agent/options.go, v1.12.0',
};

/** A duration of Go, with its sign and the digits of its numbers. */
const QUERY_DURATION = /^([+-]?)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

/** A verdict on one of the multicast settings. */
export interface SettingVerdict extends Verdict {
  readonly setting: keyof MulticastSettings;
}

/** Checks the IGMP queries: the API server accepts every text and number, and the agent does not. */
export function queryVerdicts(
  { igmpQueryInterval: interval, igmpQueryVersions: versions }: MulticastSettings,
  isMulticastOn = true,
): SettingVerdict[] {
  const verdict = { id: IGMP_QUERIES.id, level: isMulticastOn ? ERROR : WARNING };
  const end = 'With multicast on, antrea-agent fails.';
  const found: SettingVerdict[] = [];
  const problem = typeof interval === 'string' && interval !== '' ? intervalProblem(interval) : undefined;
  if (problem !== undefined) {
    found.push({
      ...verdict,
      setting: 'igmpQueryInterval',
      message: `multicast.igmpQueryInterval is ${quote(interval)}, which ${problem}. ${end}`,
      fix: `Write a number above zero with its unit, such as ${quote(suggestedInterval(interval as string))}.`,
      source: IGMP_QUERIES.intervalSource,
      // Only of this number the unit is sure.
      ...(`${interval}s` === IGMP_QUERIES.standardInterval ? { edits: [{ set: IGMP_QUERIES.standardInterval }] } : {}),
    });
  }
  const numbers = Array.isArray(versions) ? versions.filter((version) => typeof version === 'number') : [];
  const unknown = numbers.find((version) => !IGMP_QUERIES.versions.includes(version));
  if (unknown !== undefined) {
    found.push({
      ...verdict,
      setting: 'igmpQueryVersions',
      message: `multicast.igmpQueryVersions is ${quote(versions)}, and ${quote(unknown)} is not a version of IGMP. ${end}`,
      fix: `Use only ${IGMP_QUERIES.versions.join(', ')}.`,
      source: IGMP_QUERIES.versionsSource,
    });
  }
  return found;
}

function intervalProblem(interval: string): string | undefined {
  const [match, sign] = QUERY_DURATION.exec(interval) ?? [];
  if (match === undefined && !/^[+-]?0$/.test(interval)) {
    return /^[+-]?\d+(\.\d+)?$/.test(interval) ? 'has no unit' : 'is not a valid duration of Go';
  }
  return sign === '-' || !/[1-9]/.test(interval) ? 'is not above zero' : undefined;
}

/** The interval that is probably meant; the default of Antrea if that is not clear. */
function suggestedInterval(interval: string): string {
  return /^0*[1-9]\d*$/.test(interval) ? `${interval}s` : IGMP_QUERIES.standardInterval;
}

/** A value in a place where Antrea does not read it. */
export interface Misplaced {
  /** Its path, as a text. */
  readonly path: string;
  readonly value: unknown;
}

/**
 * Checks that multicast.enable is true if the release needs it. The object turns multicast on by the feature gate, or tries
 * to turn it on. The release is undefined if its Antrea is not known.
 */
export function enableVerdict(
  object: AntreaObject,
  { enable }: MulticastSettings,
  release: ReleaseCapabilities | undefined,
  misplaced?: Misplaced,
): Verdict | undefined {
  const isAddon = object === AntreaObject.ADDON_CONFIG;
  if (enable === true || (release ? !needsEnable(release) : !isAddon)) {
    return undefined;
  }
  const verdict = {
    id: 'TAM048',
    level: isAddon && release ? ERROR : WARNING,
    source: String(firstBand(needsEnable)?.source),
  };
  const antrea = release ? `Antrea ${release.antreaVersion}` : 'Every known Antrea that an AddonConfig configures';
  if (enable !== undefined && enable !== null) {
    const message = `multicast.enable is ${quote(enable)}, so multicast is off${release ? ` in Antrea ${release.antreaVersion}` : ''}, although the feature gate is on.`;
    return { ...verdict, message, fix: 'Set it to true, or turn the feature gate off.' };
  }
  const hint = misplaced ? ` ${misplaced.path} is ${quote(misplaced.value)}, and Antrea does not read it there.` : '';
  const message = `${antrea} needs multicast.enable: true in addition to the feature gate, and it is not set`;
  const path = `${ANTREA_SETTINGS_PATH[object]}.multicast.enable`;
  return isAddon
    ? {
        ...verdict,
        message: `${message}.${hint}`,
        fix: `Set ${path}: true.`,
        ...(misplaced ? {} : { edits: [{ set: true }] }),
      }
    : {
        ...verdict,
        message: `${message}; no public source shows that an AntreaConfig has this field.${hint}`,
        fix: `Run 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' on the Supervisor: if the template of the release has ${path}, set it to true (in code unverifiedMulticastEnable: true).`,
      };
}
