import { FindingLevel } from '../../messages/finding';
import { encryptionVerdict } from '../../platform/_antrea-verdicts';
import { Release, addonConfig, clusterOfRelease, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { antreaObjectOf, capabilitiesOf, isMulticastOn, settingsOf } from '../manifests/_antrea';
import { reportedAt, settingPlace } from '../manifests/_places';

export const ENCRYPTED_MULTICAST: Rule = {
  id: 'TAM014',
  level: FindingLevel.ERROR,
  title: 'Traffic encryption is off if multicast is on',
  why: 'Antrea carries no multicast through WireGuard or IPsec; since Antrea 2.0 the agent does not start with both.',
  fix: 'Remove trafficEncryptionMode.',
  source: 'antrea-io/antrea#5916 and #5920',
  kinds: ['AddonConfig'],
  check: (object, inventory) => {
    const mode = settingsOf(object)?.trafficEncryptionMode;
    if (typeof mode !== 'string' || !isMulticastOn(object)) {
      return NOT_APPLICABLE;
    }
    const release = capabilitiesOf(object, inventory);
    const verdict = encryptionVerdict(antreaObjectOf(object), mode, { isMulticastOn: true, release });
    return reportedAt(verdict, settingPlace(object, 'trafficEncryptionMode'));
  },
  fails: {
    objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ trafficEncryptionMode: 'wireGuard' })],
  },
  passes: { objects: [clusterOfRelease(Release.WITH_ADDON), addonConfig({ trafficEncryptionMode: 'none' })] },
  notApplicable: { objects: [service()] },
};
