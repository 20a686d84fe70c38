import { pathText } from '../../checks/_paths';
import { FindingLevel } from '../../messages/finding';
import { enableVerdict } from '../../platform/_antrea-verdicts';
import { objectOfRelease } from '../../platform/_object-of-release';
import { Release, addonConfig, cluster, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { ANTREA_KINDS, antreaObjectOf, capabilitiesOf, meantBoolean, releaseFactsOf } from '../manifests/_antrea';
import { isMulticastMeant, misplacedSwitch } from '../manifests/_antrea-fields';
import { multicastSettingsOf } from '../manifests/_platform-verdicts';
import { reportedAt, settingPlace } from '../manifests/_places';

export const ENABLE_MISSING: Rule = {
  id: 'TAM048',
  level: FindingLevel.ERROR,
  title: 'multicast.enable is true if Antrea needs it',
  why: 'Since Antrea 1.12 the feature gate is not enough: without multicast.enable, the agent carries no multicast. Antrea ignores a misspelt or misplaced multicast.enable.',
  fix: 'Set multicast.enable to true.',
  source: 'antrea-io/antrea:cmd/antrea-agent/agent.go and docs/multicast-guide.md, v1.12.0',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const release = capabilitiesOf(object, inventory);
    const facts = releaseFactsOf(object, inventory);
    const isOfRelease = !facts || objectOfRelease(facts.release).object === antreaObjectOf(object);
    if (!isMulticastMeant(object) || (!release && !isOfRelease)) {
      return NOT_APPLICABLE;
    }
    const settings = multicastSettingsOf(object);
    const enable = meantBoolean(settings.enable);
    const misplaced = misplacedSwitch(object);
    const where = misplaced && { path: pathText(misplaced.at), value: misplaced.value };
    const verdict = enableVerdict(antreaObjectOf(object), { ...settings, enable }, release, where);
    const isWritten = enable !== undefined && enable !== null;
    const at = misplaced && !isWritten ? misplaced.at : settingPlace(object, 'multicast.enable');
    return reportedAt(verdict, at);
  },
  fails: { objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig()] },
  passes: { objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ multicast: { enable: true } })] },
  notApplicable: { objects: [cluster(), service()] },
};
