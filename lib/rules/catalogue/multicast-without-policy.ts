import { FindingLevel } from '../../messages/finding';
import { BugCondition } from '../../platform/tables/_antrea-bugs';
import { Release, antreaConfig, clusterOfRelease } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { bugReports } from '../manifests/_bugs';

const OLD = clusterOfRelease(Release.OLD);

export const MULTICAST_WITHOUT_POLICY: Rule = {
  id: 'TAM010',
  level: FindingLevel.ERROR,
  title: 'AntreaPolicy is on if multicast needs it',
  why: 'Before Antrea 1.7, multicast does not work if the feature gate AntreaPolicy is off.',
  fix: 'Turn the feature gate AntreaPolicy on.',
  source: 'antrea-io/antrea#3808',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => bugReports(object, inventory, BugCondition.ANTREA_POLICY_OFF, 'AntreaPolicy'),
  fails: { objects: [OLD, antreaConfig({ featureGates: { Multicast: true, AntreaPolicy: false } })] },
  passes: { objects: [OLD, antreaConfig({ featureGates: { Multicast: true, AntreaPolicy: true } })] },
  notApplicable: { objects: [antreaConfig()] },
};
