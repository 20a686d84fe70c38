import { FindingLevel } from '../../messages/finding';
import { BugCondition } from '../../platform/tables/_antrea-bugs';
import { Release, antreaConfig, cluster, clusterOfRelease } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { bugReports } from '../manifests/_bugs';

const OF_OTHER_RULES = [BugCondition.ANTREA_POLICY_OFF, BugCondition.STATS_OFF];

export const CRASH_BUG: Rule = {
  id: 'TAM009',
  level: FindingLevel.WARNING,
  title: 'The Antrea of the release has no known bug that breaks multicast',
  why: 'Some versions of Antrea crash or do not start if multicast is used (docs/compatibility.md, Known bugs).',
  fix: 'Choose a release whose Antrea has the fix; if antrea-agent crashes before that, check that its Pods run again.',
  source: 'the changelogs of antrea-io/antrea; docs/compatibility.md, Known bugs',
  kinds: ANTREA_KINDS,
  check: (object, inventory) =>
    bugReports(object, inventory, ({ condition }) => !condition || !OF_OTHER_RULES.includes(condition)),
  fails: { objects: [cluster(), antreaConfig()] },
  passes: {
    objects: [clusterOfRelease(Release.WITHOUT_ENCAP), antreaConfig({ trafficEncapMode: 'noEncap' })],
  },
  notApplicable: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: false } })] },
};
