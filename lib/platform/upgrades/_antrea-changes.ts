import { configNameOfGate, gateAt, multicastBand, policyBand } from '../_antrea-versions';
import { needsEnable } from '../_antrea-verdicts';
import { bugText } from '../_known-bugs';
import { FeatureGateStage } from '../feature-gate';
import { MulticastSupport, TrafficEncapMode } from '../enums';
import { AntreaBug } from '../tables/_antrea-bugs';
import { GATES } from '../tables/_feature-gates';
import { UpgradeFact } from './_platform-changes';

/** Two versions of Antrea, MAJOR.MINOR.PATCH. */
export interface AntreaChange {
  readonly before: string;
  readonly after: string;
}

/** A change of a feature gate between two versions. */
export interface GateChange extends UpgradeFact {
  readonly name: string;
  readonly kind: 'gone' | 'locked' | 'stable' | 'default' | 'new';
}

/** Returns the feature gates that are gone, locked or stable, have another default, or are new and on. */
export function gateChanges({ before, after }: AntreaChange): GateChange[] {
  return GATES.flatMap((row): GateChange[] => {
    const [from, to] = [gateAt(row, before), gateAt(row, after)];
    const name = configNameOfGate(row.name);
    const change = (kind: GateChange['kind'], what: string, how = '') => [
      { name, kind, what: `In Antrea ${after}, the feature gate ${name} ${what}.`, how, source: row.source },
    ];
    if (from && !to) {
      return change('gone', 'does not exist', 'Leave it out.');
    }
    if (!to) {
      return [];
    }
    const value = to.isOnByDefault ? 'on' : 'off';
    if (to.isLocked && !from?.isLocked) {
      return change('locked', `is locked to ${to.isOnByDefault}`, `Leave it out, or set it to ${to.isOnByDefault}.`);
    }
    if (from && from.isOnByDefault !== to.isOnByDefault) {
      return change('default', `is ${value} by default; before, it was ${value === 'on' ? 'off' : 'on'}`);
    }
    if (!from && to.isOnByDefault) {
      return change('new', 'is new and on by default');
    }
    return from && from.stage !== to.stage && to.stage === FeatureGateStage.GA
      ? change('stable', 'is stable (GA)')
      : [];
  });
}

/** Returns the change of what turns multicast on; undefined if it is the same. */
export function switchChange({ before, after }: AntreaChange): UpgradeFact | undefined {
  const [from, to] = [multicastBand(before), multicastBand(after)];
  if (!to || from?.multicastSwitch === to.multicastSwitch) {
    return undefined;
  }
  const isNew = needsEnable(to);
  return {
    what: isNew
      ? `Antrea ${after} needs multicast.enable: true in addition to the feature gate Multicast, which is on by default there.`
      : `Antrea ${after} turns multicast on by the ${to.multicastSwitch}.`,
    how: isNew ? 'Set multicast.enable: true in the object that configures Antrea.' : '',
    source: to.source,
  };
}

/** Returns the change of the support of multicast in a traffic encapsulation mode; undefined if it is the same. */
export function modeChange({ before, after }: AntreaChange, mode: TrafficEncapMode): UpgradeFact | undefined {
  const [from, to] = [before, after].map((version) => multicastBand(version));
  const [old, now] = [from, to].map((band) => band?.modes[mode] ?? MulticastSupport.NO);
  if (old === now || !to) {
    return undefined;
  }
  const texts = {
    [MulticastSupport.YES]: `Antrea ${after} carries multicast in mode ${mode}, and Antrea ${before} does not.`,
    [MulticastSupport.NO]: `Antrea ${after} does not carry multicast in mode ${mode}.`,
    [MulticastSupport.UNDOCUMENTED]: `No documentation shows that Antrea ${after} carries multicast in mode ${mode}.`,
  };
  const isDocumented = now === MulticastSupport.YES && old === MulticastSupport.UNDOCUMENTED;
  return {
    what: isDocumented ? `Antrea ${after} is documented to carry multicast in mode ${mode}.` : texts[now],
    how: now === MulticastSupport.YES ? '' : 'The mode cannot change: create a new Cluster with another mode.',
    source: to.modesSource,
  };
}

/** The API versions of Antrea's policies that a version serves, if they differ from those before. */
export interface PolicyChange extends UpgradeFact {
  readonly served: string[];
}

/** Returns the change of the API versions of Antrea's policies; undefined if it is the same. */
export function policyChange({ before, after }: AntreaChange): PolicyChange | undefined {
  const [from, to] = [policyBand(before), policyBand(after)];
  if (!to || from?.served.join() === to.served.join()) {
    return undefined;
  }
  const [newest] = to.served.slice(-1);
  const gone = (from?.served ?? []).filter((version) => !to.served.includes(version));
  return {
    served: to.served,
    what: `Antrea ${after} serves its policies as ${to.served.join(' and ')}${gone.length === 0 ? '' : `, and no longer as ${gone.join(' and ')}`}.`,
    how: `Write ClusterNetworkPolicy and NetworkPolicy of Antrea as ${newest}.`,
    source: to.source,
  };
}

/** Returns the bug as a line of an upgrade. */
export function bugFact(bug: AntreaBug, what: (name: string) => string, how: string): UpgradeFact {
  return { what: what(bugText(bug)), how, source: bug.source };
}
