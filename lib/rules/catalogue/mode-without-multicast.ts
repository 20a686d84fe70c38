import { FindingLevel } from '../../messages/finding';
import { modeVerdict } from '../../platform/_antrea-verdicts';
import { Release, antreaConfig, cluster, clusterOfRelease } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, capabilitiesOf, isMulticastOn, modeOf, settingsOf } from '../manifests/_antrea';

export const MODE_WITHOUT_MULTICAST: Rule = {
  id: 'TAM006',
  level: FindingLevel.ERROR,
  title: 'The traffic encapsulation mode carries multicast',
  why: 'Before Antrea 1.8 multicast works in mode noEncap alone, and from 2.5 on the agent refuses it in networkPolicyOnly. The mode cannot be changed once the cluster exists.',
  fix: 'Use a mode that docs/compatibility.md has a "yes" for, or a release with a later Antrea.',
  source: 'antrea-io/antrea#3947, docs/feature-gates.md and cmd/antrea-agent/options.go',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const release = capabilitiesOf(object, inventory);
    if (!release || !isMulticastOn(object)) {
      return NOT_APPLICABLE;
    }
    const verdict = modeVerdict(modeOf(settingsOf(object) ?? {}), release);
    return verdict ? [verdict] : [];
  },
  fails: { objects: [clusterOfRelease(Release.WITHOUT_ENCAP), antreaConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [antreaConfig()] },
};
