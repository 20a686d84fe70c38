import { valueAt } from '../../checks/_trees';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { encryptionVerdict, flexibleIpamVerdict } from '../../platform/_antrea-verdicts';
import { interfaceVerdicts } from '../../platform/_interface-verdicts';
import { antreaConfig, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import {
  ANTREA_KINDS,
  antreaObjectOf,
  capabilitiesOf,
  gatesOf,
  interfacesOf,
  isMulticastOn,
  meantBoolean,
  settingsOf,
} from '../manifests/_antrea';
import { interfacesPlace, reportedAt, settingPlace, settingsPlace } from '../manifests/_places';

export const OPTION_WITHOUT_EFFECT: Rule = {
  id: 'TAM012',
  level: FindingLevel.WARNING,
  title: 'Each setting has an effect',
  why: 'The controller of the Supervisor silently drops some settings of an AntreaConfig, and Antrea supports multicastInterfaces only in mode noEncap. With FlexibleIPAM, Antrea supports multicast from 1.15.0 on, and never multicastInterfaces.',
  fix: 'Remove the setting from the object.',
  source:
    'vmware-tanzu/tanzu-framework v0.29.0: addons/controllers/antrea/antreaconfig_util.go; antrea-io/antrea:docs/multicast-guide.md',
  kinds: ANTREA_KINDS,
  check: (object, inventory) => {
    const settings = settingsOf(object);
    if (!settings) {
      return NOT_APPLICABLE;
    }
    const interfaces = interfacesOf(settings);
    const ofInterfaces = interfaceVerdicts(interfaces).filter(({ id }) => id === 'TAM012');
    const reports = ofInterfaces.flatMap((verdict) => reportedAt(verdict, interfacesPlace(object)));
    const isFlexible = gatesOf(settings).AntreaIPAM === true && meantBoolean(settings.enableBridgingMode) === true;
    const flexible =
      isFlexible && isMulticastOn(object)
        ? flexibleIpamVerdict(interfaces.names, capabilitiesOf(object, inventory))
        : undefined;
    reports.push(...reportedAt(flexible, flexible?.at ? settingsPlace(object) : interfacesPlace(object)));
    if (object.kind !== 'AntreaConfig') {
      return reports;
    }
    const { trafficEncryptionMode, serviceCIDR } = settings;
    const encryption = encryptionVerdict(antreaObjectOf(object), trafficEncryptionMode, { isMulticastOn: true });
    reports.push(...reportedAt(encryption, settingPlace(object, 'trafficEncryptionMode')));
    if (typeof serviceCIDR === 'string' && serviceCIDR !== '') {
      reports.push({
        message: `serviceCIDR ${quote(serviceCIDR)} has no effect, because the Supervisor takes it from the Cluster.`,
        at: settingPlace(object, 'serviceCIDR'),
      });
    }
    if (meantBoolean(valueAt(settings, 'nodePortLocal.enabled')) === false) {
      reports.push({
        message: 'nodePortLocal.enabled is false, which has no effect.',
        fix: 'Set the feature gate NodePortLocal to false.',
        at: settingPlace(object, 'nodePortLocal.enabled'),
      });
    }
    return reports;
  },
  fails: { objects: [antreaConfig({ multicastInterfaces: ['eth1'] })] },
  passes: { objects: [antreaConfig({ multicastInterfaces: ['eth1'], trafficEncapMode: 'noEncap' })] },
  notApplicable: { objects: [service()] },
};
