import { FindingLevel } from '../../messages/finding';
import { objectVerdict } from '../../platform/_antrea-verdicts';
import { Release, antreaConfig, cluster, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, antreaObjectOf, capabilitiesOf, settingsOf } from '../manifests/_antrea';

export const CONFIG_OF_OTHER_KIND: Rule = {
  id: 'TAM050',
  level: FindingLevel.WARNING,
  title: 'Antrea is configured by the object that the release has for it',
  why: 'Where Antrea is an add-on, an AddonConfig configures it, and before that an AntreaConfig: the other object has no effect.',
  fix: 'Write the object that docs/compatibility.md has for the release.',
  source: 'docs/compatibility.md, Tanzu releases',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const release = settingsOf(object) && capabilitiesOf(object, inventory);
    if (!release?.antreaObject) {
      return NOT_APPLICABLE;
    }
    const verdict = objectVerdict(antreaObjectOf(object), release);
    return verdict ? [verdict] : [];
  },
  fails: { objects: [clusterOfRelease(Release.WITH_ADDON), antreaConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [service()] },
};
