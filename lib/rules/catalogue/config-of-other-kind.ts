import { FindingLevel } from '../../messages/finding';
import { objectVerdict } from '../../platform/_object-of-release';
import { Release, antreaConfig, cluster, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, antreaObjectOf, releaseFactsOf, settingsOf } from '../manifests/_antrea';

export const CONFIG_OF_OTHER_KIND: Rule = {
  id: 'TAM050',
  level: FindingLevel.ERROR,
  title: 'Antrea is configured by the kind of object that the release uses',
  why: 'Below Kubernetes 1.35 an AntreaConfig configures Antrea, and from 1.35 on an AddonConfig, whatever the ClusterClass is. The other kind has no effect. An AntreaConfig from 1.35 on is an error; an AddonConfig below 1.35 is a warning.',
  fix: 'Use the kind that docs/compatibility.md lists for the version of Kubernetes.',
  source: 'docs/compatibility.md, The object that configures Antrea',
  kinds: ANTREA_KINDS,
  at: 'kind',
  check: (object, inventory) => {
    const cluster = settingsOf(object) && releaseFactsOf(object, inventory);
    if (!cluster) {
      return NOT_APPLICABLE;
    }
    const verdict = objectVerdict(antreaObjectOf(object), cluster.release);
    return verdict ? [verdict] : [];
  },
  fails: { objects: [clusterOfRelease(Release.WITH_ADDON), antreaConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [service()] },
};
