import { FindingLevel } from '../../messages/finding';
import { bugNotesOf } from '../../platform/_known-bugs';
import { antreaConfig, cluster } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS } from '../manifests/_antrea';
import { bugFactsOf } from '../manifests/_bugs';

export const BUG_NOTES: Rule = {
  id: 'TAM074',
  level: FindingLevel.NOTE,
  title: 'The Antrea of the release has no known bug that depends on the use of the cluster',
  why: 'Some bugs affect a cluster only under a condition that its objects do not show, such as a change while it runs (docs/compatibility.md, Known bugs).',
  fix: 'Avoid the conditions, or choose a release whose Antrea has the fixes; TAM073 shows the Pods that keep the capability NET_RAW.',
  source: 'the changelogs of antrea-io/antrea; docs/compatibility.md, Known bugs',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const facts = bugFactsOf(object, inventory);
    if (!facts) {
      return NOT_APPLICABLE;
    }
    const notes = bugNotesOf(facts);
    return notes.length > 0
      ? [`Antrea ${facts.antreaVersion} has known bugs that depend on the use of the cluster: ${notes.join('; ')}.`]
      : [];
  },
  fails: { objects: [cluster(), antreaConfig()] },
  passes: { objects: [antreaConfig({ multicast: { enable: true } })], tkr: 'v1.36.9', antreaVersion: '2.7.0' },
  notApplicable: { objects: [cluster(), antreaConfig({ featureGates: { Multicast: false } })] },
};
