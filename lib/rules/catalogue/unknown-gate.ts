import { FindingLevel } from '../../messages/finding';
import { UNKNOWN_GATE_ID } from '../../platform/_gate-verdicts';
import { antreaConfig, cluster } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { gateReports } from '../manifests/_platform-verdicts';

export const UNKNOWN_GATE: Rule = {
  id: UNKNOWN_GATE_ID,
  level: FindingLevel.ERROR,
  title: 'Every feature gate is one of the Antrea that the release ships',
  why: 'Antrea does not start with a gate that it does not know, and a Supervisor refuses one that its schema does not have.',
  fix: 'Leave the gate out, or write the name that the message says.',
  source: 'antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => gateReports(object, inventory, UNKNOWN_GATE_ID),
  fails: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, BGPPolicy: true } })] },
  passes: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, AntreaTraceflow: true } })] },
  notApplicable: { objects: [cluster()] },
};
