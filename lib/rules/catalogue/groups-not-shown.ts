import { FindingLevel } from '../../messages/finding';
import { BugCondition } from '../../platform/tables/_antrea-bugs';
import { antreaConfig, cluster } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { bugReports } from '../manifests/_bugs';

export const GROUPS_NOT_SHOWN: Rule = {
  id: 'TAM011',
  level: FindingLevel.WARNING,
  title: 'NetworkPolicyStats is on if multicastgroups needs it',
  why: "Up to Antrea 1.11.2, 1.12.1 and 1.13.0, 'kubectl get multicastgroups' stays empty without this feature gate. In an AntreaConfig it is off by default.",
  fix: 'Turn the feature gate NetworkPolicyStats on.',
  source: 'antrea-io/antrea#5367',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => bugReports(object, inventory, BugCondition.STATS_OFF, 'NetworkPolicyStats'),
  fails: { objects: [cluster(), antreaConfig()] },
  passes: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: true, NetworkPolicyStats: true } })] },
  notApplicable: { objects: [antreaConfig()] },
};
