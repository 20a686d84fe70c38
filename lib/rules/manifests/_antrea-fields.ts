import { Path, pathText } from '../../checks/_paths';
import { misspelt } from '../../checks/_names';
import { remembered } from '../../checks/_remembered';
import { isTree } from '../../checks/_trees';
import { gatesOf, interfacesOf, isMulticastOn, meantBoolean, settingsOf } from './_antrea';
import { Manifest } from './_inventory';
import { settingPlace } from './_places';
import { multicastSettingsOf } from './_platform-verdicts';

/** A value that is meant to turn multicast on, in a place where Antrea does not read it. */
export interface MisplacedSwitch {
  readonly at: Path;
  readonly value: unknown;
}

/** More levels than the settings of Antrea have. */
const DEEPEST_SETTING = 12;

/** Returns the first value that is true and is a misspelt or misplaced multicast.enable, else such a feature gate. */
export function misplacedSwitch(object: Manifest): MisplacedSwitch | undefined {
  const valid = ['multicast.enable', 'featureGates.Multicast'].map((name) => pathText(settingPlace(object, name)));
  const found = truthsIn(object.spec, ['spec']).filter(({ at }) => !valid.includes(pathText(at)));
  return found.find(({ at }) => isLikeEnable(at)) ?? found.find(({ at }) => isLikeGate(at));
}

function truthsIn(value: unknown, at: Path): MisplacedSwitch[] {
  if (isTree(value)) {
    return at.length > DEEPEST_SETTING
      ? []
      : Object.entries(value).flatMap(([name, member]) => truthsIn(member, [...at, name]));
  }
  return meantBoolean(value) === true ? [{ at, value }] : [];
}

function isLikeEnable(at: Path): boolean {
  const [parent, name] = at.slice(-2).map(lettersOf);
  return (
    /^(multicastenabled?|enablemulticast)$/.test(name) ||
    (/^enabled?$/.test(name) && isLikeMulticast(parent)) ||
    (isLikeMulticast(name) && !isLikeGates(parent))
  );
}

function isLikeGate(at: Path): boolean {
  const [parent, name] = at.slice(-2).map(lettersOf);
  return isLikeMulticast(name) && isLikeGates(parent);
}

function lettersOf(part: string | number): string {
  return lettersIn(String(part));
}

const lettersIn = remembered((text: string) => text.toLowerCase().replace(/[^a-z]/g, ''));

const isLikeMulticast = remembered((name: string) => misspelt(name, ['multicast', 'multicluster']) === 'multicast');

const isLikeGates = remembered((name: string) => misspelt(name, ['featuregates']) !== undefined);

/**
 * Whether the object is meant to turn multicast on: by the gate, by a misplaced switch, or by other settings of multicast in
 * an AddonConfig, whose gate is on by default.
 */
export function isMulticastMeant(object: Manifest): boolean {
  const settings = settingsOf(object);
  if (settings === undefined || isMulticastOn(object)) {
    return settings !== undefined;
  }
  if (object.kind !== 'AddonConfig' || (gatesOf(settings).Multicast ?? undefined) !== undefined) {
    return false;
  }
  const { enable, ...queries } = multicastSettingsOf(object);
  const others = [...Object.values(queries), interfacesOf(settings).names];
  const isOpen = enable === undefined || enable === null;
  return isOpen && (others.some((value) => value !== undefined) || misplacedSwitch(object) !== undefined);
}
