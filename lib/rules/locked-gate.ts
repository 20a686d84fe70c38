import { quote } from '../_errors';
import { gateAt, gateHistory } from '../platform/_feature-gates';
import { ANTREA_KINDS, capabilitiesOf, gatesOf, settingsOf } from './_antrea';
import { Release, addonConfig, antreaConfig, clusterOfRelease } from './_examples';
import { NOT_APPLICABLE, Rule } from './_rule';
import { FindingLevel } from './finding';

export const LOCKED_GATE: Rule = {
  id: 'TAM004',
  level: FindingLevel.ERROR,
  title: 'A locked feature gate keeps its value',
  why: 'Antrea refuses to start with another value of a gate that it has locked.',
  fix: 'Leave the gate out, or write the value that it is locked to.',
  source: 'antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0',
  kinds: ANTREA_KINDS,
  isSaidByConstructs: true,
  check: (object, inventory) => {
    const antrea = capabilitiesOf(object, inventory)?.antreaVersion;
    const settings = settingsOf(object);
    if (antrea === undefined || !settings) {
      return NOT_APPLICABLE;
    }
    return Object.entries(gatesOf(settings)).flatMap(([name, value]) => {
      const history = gateHistory(name);
      const gate = history && gateAt(history, antrea);
      return gate?.isLocked && value !== gate.isOnByDefault
        ? [
            `The feature gate ${quote(name)} is ${quote(value)}, and Antrea ${antrea} locks it to ${gate.isOnByDefault}.`,
          ]
        : [];
    });
  },
  fails: {
    objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ featureGates: { EndpointSlice: false } })],
  },
  passes: {
    objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ featureGates: { EndpointSlice: true } })],
  },
  notApplicable: { objects: [antreaConfig()] },
};
