import { FindingLevel } from '../../messages/finding';
import { LOCKED_GATE_ID } from '../../platform/_gate-verdicts';
import { Release, addonConfig, clusterOfRelease, service } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { gateReports } from '../manifests/_platform-verdicts';

export const LOCKED_GATE: Rule = {
  id: LOCKED_GATE_ID,
  level: FindingLevel.ERROR,
  title: 'Locked feature gates keep their value',
  why: 'Antrea does not start if a locked gate is set to another value.',
  fix: 'Remove the gate; Antrea then uses the value that it is locked to.',
  source: 'antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => gateReports(object, inventory, LOCKED_GATE_ID),
  fails: {
    objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ featureGates: { EndpointSlice: false } })],
  },
  passes: {
    objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ featureGates: { EndpointSlice: true } })],
  },
  notApplicable: { objects: [service()] },
};
