import { FindingLevel } from '../../messages/finding';
import { REFUSED_GATE_ID } from '../../platform/_gate-verdicts';
import { Vsphere, antreaConfig, service } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { gateReports } from '../manifests/_platform-verdicts';

export const REFUSED_GATE: Rule = {
  id: REFUSED_GATE_ID,
  level: FindingLevel.ERROR,
  title: 'The Supervisor accepts each feature gate',
  why: 'The schema of AntreaConfig on an older Supervisor has eight gates, and Multicast is not one of them. No later Supervisor and no package of Antrea is known to accept every gate of Antrea.',
  fix: 'For the gate Multicast, update vCenter to 8.0u1c or later; remove any other gate.',
  source: 'rotbau/rotbau.github.io of 2023-08-07; vmware-tanzu/tanzu-framework v0.21.0',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => gateReports(object, inventory, REFUSED_GATE_ID),
  fails: { objects: [antreaConfig()], vsphere: Vsphere.WITHOUT_MULTICAST },
  passes: { objects: [antreaConfig()], vsphere: Vsphere.WITH_MULTICAST },
  notApplicable: { objects: [service()] },
};
