import { FindingLevel } from '../../messages/finding';
import { bugNoteVerdict } from '../../platform/_known-bugs';
import { LAST_ANTREA } from '../../platform/tables/_feature-gates';
import { Release, antreaConfig, cluster } from '../_examples';
import { Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { reportBugs } from '../manifests/_bugs';

export const BUG_NOTES: Rule = {
  id: 'TAM074',
  level: FindingLevel.NOTE,
  title: 'The Antrea of the release has no known bug that occurs only under a condition',
  why: 'Some bugs affect a cluster only under a condition that its objects do not show, such as a change while it runs (docs/compatibility.md, Known bugs).',
  fix: 'Avoid these conditions, or choose a release whose Antrea has the fixes.',
  source: 'docs/compatibility.md, Known bugs; the changelogs of antrea-io/antrea',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => reportBugs(object, inventory, bugNoteVerdict),
  fails: { objects: [cluster(), antreaConfig()] },
  passes: {
    objects: [antreaConfig({ multicast: { enable: true } })],
    tkr: Release.UNKNOWN,
    antreaVersion: LAST_ANTREA,
  },
  notApplicable: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: false } })] },
};
