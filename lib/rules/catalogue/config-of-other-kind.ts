import { FindingLevel } from '../../messages/finding';
import { objectVerdict } from '../../platform/_antrea-verdicts';
import { Release, antreaConfig, cluster, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, antreaObjectOf, capabilitiesOf, settingsOf } from '../manifests/_antrea';

export const CONFIG_OF_OTHER_KIND: Rule = {
  id: 'TAM050',
  level: FindingLevel.WARNING,
  title: 'Antrea is configured by the kind of object that the release uses',
  why: 'If Antrea is an add-on, an AddonConfig configures it; in earlier releases, an AntreaConfig does. The other kind has no effect.',
  fix: 'Use the kind that docs/compatibility.md lists for the release.',
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
