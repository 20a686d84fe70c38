import { FindingLevel } from '../../messages/finding';
import { UNKNOWN_GATE_ID } from '../../platform/_gate-verdicts';
import { antreaConfig, cluster } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { gateReports } from '../manifests/_platform-verdicts';

export const UNKNOWN_GATE: Rule = {
  id: UNKNOWN_GATE_ID,
  level: FindingLevel.ERROR,
  title: 'Feature gates exist in the Antrea of the release',
  why: 'Antrea does not start with a gate that it does not know, and a Supervisor refuses a gate that its schema does not have.',
  fix: 'Remove the gate, or correct its name if the message shows another one.',
  source: 'antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => gateReports(object, inventory, UNKNOWN_GATE_ID),
  fails: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, BGPPolicy: true } })] },
  passes: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, AntreaTraceflow: true } })] },
  notApplicable: { objects: [cluster()] },
};
