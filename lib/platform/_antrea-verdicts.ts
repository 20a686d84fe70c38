import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { firstBand } from './_antrea-versions';
import { AntreaObject, MulticastSupport, MulticastSwitch, TrafficEncapMode } from './enums';
import { ReleaseCapabilities } from './release-capabilities';
import { MulticastBand } from './tables/_multicast-bands';
import { ANTREA_OBJECT_SOURCES } from './tables/_tanzu-releases';

const { ERROR, WARNING } = FindingLevel;

/** Whether the traffic encapsulation mode is one, and carries multicast. */
export function modeVerdict(mode: TrafficEncapMode, release: ReleaseCapabilities): Verdict | undefined {
  const modes = Object.values(TrafficEncapMode);
  if (!modes.includes(mode)) {
    return {
      id: 'TAM006',
      level: ERROR,
      message: `${quote(mode)} is not a valid traffic encapsulation mode.`,
      fix: `Use one of ${modes.join(', ')}.`,
      source: 'vmware-tanzu/tanzu-framework v0.29.0: the CRD of AntreaConfig',
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
      message: `Antrea ${release.antreaVersion} carries no multicast ${where}.`,
      fix: `Use trafficEncapMode ${others.map(modeInCode).join(' or ')}, which is fixed once the cluster exists${later}.`,
      source,
    };
  }
  return support === MulticastSupport.UNDOCUMENTED
    ? {
        id: 'TAM006',
        level: WARNING,
        message: `Whether Antrea ${release.antreaVersion} carries multicast ${where} is documented nowhere.`,
        fix: 'Use a mode that docs/compatibility.md has a "yes" for, or try it before you count on it.',
        source,
      }
    : undefined;
}

/** The mode as YAML and as code write it. */
function modeInCode(mode: TrafficEncapMode): string {
  const [name] = Object.entries(TrafficEncapMode).find(([, value]) => value === mode) as [string, TrafficEncapMode];
  return `${mode} (in code TrafficEncapMode.${name})`;
}

/** Whether traffic between Nodes is encrypted where that has an effect, or has none where it is asked for. */
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
      message: `trafficEncryptionMode ${quote(mode)} has no effect: the controller does not pass it on.`,
      fix: 'Leave it out.',
      source: 'vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_util.go',
    };
  }
  return isMulticastOn
    ? {
        id: 'TAM014',
        level: ERROR,
        message: `trafficEncryptionMode is ${quote(mode)}, and Antrea${release ? ` ${release.antreaVersion}` : ''} carries no encrypted multicast${release ? `: ${release._band.encryption}` : ''}.`,
        fix: 'Leave it out, or write none.',
        source: 'antrea-io/antrea#5916 and #5920',
      }
    : undefined;
}

/** Whether the object is the one that configures the Antrea of the release. */
export function objectVerdict(object: AntreaObject, release: ReleaseCapabilities): Verdict | undefined {
  const { antreaObject } = release;
  return antreaObject && antreaObject !== object
    ? {
        id: 'TAM050',
        level: WARNING,
        message: `The Antrea of its release is configured by an ${antreaObject}, and this is an ${object}.`,
        fix: `Write an ${antreaObject} in place of it, unless your Supervisor shows otherwise.`,
        source: ANTREA_OBJECT_SOURCES[antreaObject],
      }
    : undefined;
}

/** The multicast settings of an object, as they are written. */
export interface MulticastSettings {
  readonly enable?: unknown;
  readonly igmpQueryInterval?: unknown;
  readonly igmpQueryVersions?: unknown;
}

/** Whether the release needs multicast.enable beside the gate. */
export function needsEnable({ multicastSwitch }: { readonly multicastSwitch: MulticastSwitch }): boolean {
  return multicastSwitch === MulticastSwitch.GATES_AND_ENABLE;
}

/** Whether each of the settings is there in the release's Antrea. */
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
        message: `multicast.${name} is ${quote(settings[name])}, and Antrea ${antreaVersion} has no such setting.`,
        fix: `Leave it out${name === 'enable' ? ' (in code unverifiedMulticastEnable)' : ''}; Antrea has it from ${first.since} on.`,
        source: first.source,
      };
    });
}

/** Whether multicast.enable is set where the gate is on and the release needs it. */
export function enableVerdict(
  object: AntreaObject,
  { enable }: MulticastSettings,
  release: ReleaseCapabilities,
): Verdict | undefined {
  if (!needsEnable(release) || enable === true) {
    return undefined;
  }
  const verdict = { id: 'TAM048', source: String(firstBand(needsEnable)?.source) };
  if (enable !== undefined && enable !== null) {
    const message = `multicast.enable is ${quote(enable)}, so Antrea ${release.antreaVersion} carries no multicast, although the feature gate is on.`;
    return { ...verdict, level: WARNING, message, fix: 'Write true, or turn the feature gate off.' };
  }
  const message = `Antrea ${release.antreaVersion} needs multicast.enable: true beside the feature gate, and it is not written`;
  return object === AntreaObject.ADDON_CONFIG
    ? {
        ...verdict,
        level: ERROR,
        message: `${message}.`,
        fix: 'Write spec.values.antrea.config.multicast.enable: true.',
      }
    : {
        ...verdict,
        level: WARNING,
        message: `${message}; no public source shows where an AntreaConfig has it, so that is unverified.`,
        fix: "See on the Supervisor whether 'kubectl get antreaconfig -n vmware-system-tkg -o yaml' has spec.antrea.config.multicast.enable in the template of the release; if so, write it (in code unverifiedMulticastEnable: true).",
      };
}
