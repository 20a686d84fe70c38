import { FindingLevel } from '../../messages/finding';
import { settingVerdicts } from '../../platform/_antrea-verdicts';
import { Release, addonConfig, antreaConfig, cluster, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, capabilitiesOf } from '../manifests/_antrea';
import { multicastSettingsOf } from '../manifests/_platform-verdicts';
import { reportedAt, settingPlace } from '../manifests/_places';

export const SETTING_OF_LATER_ANTREA: Rule = {
  id: 'TAM049',
  level: FindingLevel.ERROR,
  title: 'Multicast settings exist in the Antrea of the release',
  why: 'A setting that this version of Antrea does not have has no effect, or keeps the agent from starting.',
  fix: 'Remove the setting from the object.',
  source: 'antrea-io/antrea:pkg/config/agent/config.go, v1.7.0 and v1.12.0',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const release = capabilitiesOf(object, inventory);
    if (!release) {
      return NOT_APPLICABLE;
    }
    const place = settingPlace(object, 'multicast');
    return settingVerdicts(multicastSettingsOf(object), release).flatMap((verdict) => reportedAt(verdict, place));
  },
  fails: { objects: [cluster(), antreaConfig({ multicast: { igmpQueryVersions: [3] } })] },
  passes: { objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ multicast: { igmpQueryVersions: [3] } })] },
  notApplicable: { objects: [service()] },
};
