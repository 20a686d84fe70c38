import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { TrafficEncapMode } from '../../platform/enums';
import { antreaConfig } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { meantBoolean, modeOf, settingsOf } from '../manifests/_antrea';

const TUNNELS = [TrafficEncapMode.ENCAP, TrafficEncapMode.HYBRID];

export const NO_SNAT_IN_TUNNELS: Rule = {
  id: 'TAM002',
  level: FindingLevel.ERROR,
  title: 'noSNAT is set only in modes without tunnels',
  why: 'Outside of the tunnels, Pod addresses are not known, so traffic that leaves the cluster needs address translation. On create, the webhook of AntreaConfig refuses noSNAT in modes with tunnels.',
  fix: 'Remove noSNAT from the settings.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: apis/addonconfigs/cni/v1alpha1/antreaconfig_webhook.go',
  kinds: ['AntreaConfig'],
  at: 'spec.antrea.config.noSNAT',
  check: (object) => {
    const settings = settingsOf(object) ?? {};
    if (settings.noSNAT === undefined) {
      return NOT_APPLICABLE;
    }
    const mode = modeOf(settings);
    return meantBoolean(settings.noSNAT) === true && TUNNELS.includes(mode)
      ? [`noSNAT is true in traffic encapsulation mode ${quote(mode)}: the Supervisor refuses this combination.`]
      : [];
  },
  fails: { objects: [antreaConfig({ noSNAT: true })] },
  passes: { objects: [antreaConfig({ noSNAT: true, trafficEncapMode: 'noEncap' })] },
  notApplicable: { objects: [antreaConfig()] },
};
