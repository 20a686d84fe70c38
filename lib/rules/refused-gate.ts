import { quote } from '../_errors';
import { supervisorBuild } from '../platform/_supervisor-builds';
import { gatesOf, settingsOf } from './_antrea';
import { Vsphere, antreaConfig } from './_examples';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

export const REFUSED_GATE: Rule = {
  id: 'TAM005',
  level: FindingLevel.ERROR,
  title: 'The Supervisor knows every feature gate',
  why: 'The schema of AntreaConfig on an older Supervisor has eight gates, and Multicast is not among them.',
  fix: 'Update vCenter to 8.0u1c or later, or leave the gate out.',
  source: 'rotbau/rotbau.github.io of 2023-08-07; vmware-tanzu/tanzu-framework v0.21.0',
  kinds: ['AntreaConfig'],
  isSaidByConstructs: true,
  check: (object, inventory) => {
    const { vsphere } = inventory.platform;
    if (vsphere === undefined) {
      return NOT_APPLICABLE;
    }
    const build = supervisorBuild(vsphere);
    return Object.keys(gatesOf(settingsOf(object) ?? {}))
      .filter((name) => build.refusesOthers && !build.gates.includes(name))
      .map((name) => `The feature gate ${quote(name)} is refused by the Supervisor of vSphere ${quote(vsphere)}.`);
  },
  fails: { objects: [antreaConfig()], vsphere: Vsphere.WITHOUT_MULTICAST },
  passes: { objects: [antreaConfig()], vsphere: Vsphere.WITH_MULTICAST },
  notApplicable: { objects: [antreaConfig()] },
};
