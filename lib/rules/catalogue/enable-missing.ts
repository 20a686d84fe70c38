import { FindingLevel } from '../../messages/finding';
import { enableVerdict } from '../../platform/_antrea-verdicts';
import { Release, addonConfig, cluster, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, antreaObjectOf, capabilitiesOf, isMulticastOn } from '../manifests/_antrea';
import { multicastSettingsOf } from '../manifests/_platform-verdicts';
import { reportedAt, settingPlace } from '../manifests/_places';

export const ENABLE_MISSING: Rule = {
  id: 'TAM048',
  level: FindingLevel.ERROR,
  title: 'multicast.enable is true if Antrea needs it',
  why: 'Since Antrea 1.12 the feature gate is not enough: without multicast.enable, the agent carries no multicast.',
  fix: 'Set multicast.enable to true.',
  source: 'antrea-io/antrea:cmd/antrea-agent/agent.go and docs/multicast-guide.md, v1.12.0',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const release = capabilitiesOf(object, inventory);
    if (!release || !isMulticastOn(object)) {
      return NOT_APPLICABLE;
    }
    const verdict = enableVerdict(antreaObjectOf(object), multicastSettingsOf(object), release);
    return reportedAt(verdict, settingPlace(object, 'multicast.enable'));
  },
  fails: { objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig()] },
  passes: { objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ multicast: { enable: true } })] },
  notApplicable: { objects: [cluster(), service()] },
};
