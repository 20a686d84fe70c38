import { FindingLevel } from '../../messages/finding';
import { modeVerdict } from '../../platform/_antrea-verdicts';
import { TrafficEncapMode } from '../../platform/enums';
import { Release, antreaConfig, cluster, clusterOfRelease } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, capabilitiesOf, isMulticastOn, modeOf, settingsOf } from '../manifests/_antrea';
import { reportedAt, settingPlace } from '../manifests/_places';

export const MODE_WITHOUT_MULTICAST: Rule = {
  id: 'TAM006',
  level: FindingLevel.ERROR,
  title: 'The traffic encapsulation mode supports multicast',
  why: 'Before Antrea 1.8, multicast works only in mode noEncap. Since Antrea 2.5, the agent refuses multicast in mode networkPolicyOnly. The mode cannot be changed after the cluster is created.',
  fix: 'Use a mode that has a "yes" for the release in docs/compatibility.md.',
  source: 'antrea-io/antrea#3947, docs/feature-gates.md and cmd/antrea-agent/options.go',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const release = capabilitiesOf(object, inventory);
    if (!release || !isMulticastOn(object)) {
      return NOT_APPLICABLE;
    }
    const settings = settingsOf(object) ?? {};
    const mode = modeOf(settings);
    // An invalid mode, such as "Encap", does not hide that the meant mode has no multicast.
    const modes = new Set([(settings.trafficEncapMode as TrafficEncapMode | undefined) ?? mode, mode]);
    const place = settingPlace(object, 'trafficEncapMode');
    return [...modes].flatMap((one) => reportedAt(modeVerdict(one, release), place));
  },
  fails: { objects: [clusterOfRelease(Release.WITHOUT_ENCAP), antreaConfig()] },
  passes: { objects: [cluster(), antreaConfig()] },
  notApplicable: { objects: [antreaConfig()] },
};
