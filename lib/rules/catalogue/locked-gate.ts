import { FindingLevel } from '../../messages/finding';
import { LOCKED_GATE_ID } from '../../platform/_gate-verdicts';
import { Release, addonConfig, clusterOfRelease, service } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { gateReports } from '../manifests/_platform-verdicts';

export const LOCKED_GATE: Rule = {
  id: LOCKED_GATE_ID,
  level: FindingLevel.ERROR,
  title: 'A locked feature gate keeps its value',
  why: 'Antrea refuses to start with another value of a gate that it has locked.',
  fix: 'Leave the gate out, or write the value that it is locked to.',
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
