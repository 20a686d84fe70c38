import { FindingLevel } from '../../messages/finding';
import { bugVerdict } from '../../platform/_known-bugs';
import { Release, antreaConfig, cluster, clusterOfRelease } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { reportBugs } from '../manifests/_bugs';

export const CRASH_BUG: Rule = {
  id: 'TAM009',
  level: FindingLevel.WARNING,
  title: 'The Antrea of the release has no known bug that breaks multicast',
  why: 'Some versions of Antrea crash, do not start or lose packets if multicast is used (docs/compatibility.md, Known bugs). One finding has all bugs of a cluster that its objects can meet. Bugs of receivers are in it if several Pods receive a group, or if no checked object uses multicast.',
  fix: 'Choose a release whose Antrea has the fixes.',
  source: 'docs/compatibility.md, Known bugs; the changelogs of antrea-io/antrea',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => reportBugs(object, inventory, bugVerdict),
  fails: { objects: [cluster(), antreaConfig()] },
  passes: { objects: [clusterOfRelease(Release.ENFORCING), antreaConfig({ trafficEncapMode: 'noEncap' })] },
  notApplicable: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: false } })] },
};
