import { FindingLevel } from '../../messages/finding';
import { antreaConfig, service } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { gatesOf, settingsOf } from '../manifests/_antrea';

export const ENDPOINT_SLICE_WITHOUT_PROXY: Rule = {
  id: 'TAM001',
  level: FindingLevel.ERROR,
  title: 'EndpointSlice is on only together with AntreaProxy',
  why: 'AntreaProxy reads the EndpointSlices. On create, the webhook of AntreaConfig refuses EndpointSlice without AntreaProxy.',
  fix: 'Turn the feature gate AntreaProxy on.',
  source: 'vmware-tanzu/tanzu-framework v0.29.0: apis/addonconfigs/cni/v1alpha1/antreaconfig_webhook.go',
  kinds: ['AntreaConfig'],
  at: 'spec.antrea.config.featureGates.AntreaProxy',
  check: (object) => {
    const settings = settingsOf(object);
    const { AntreaProxy, EndpointSlice } = gatesOf(settings ?? {});
    if (EndpointSlice === undefined) {
      return NOT_APPLICABLE;
    }
    return EndpointSlice === true && AntreaProxy === false
      ? ['The feature gate EndpointSlice is true and AntreaProxy is false: the Supervisor refuses this combination.']
      : [];
  },
  fails: { objects: [antreaConfig({ featureGates: { EndpointSlice: true, AntreaProxy: false } })] },
  passes: { objects: [antreaConfig({ featureGates: { EndpointSlice: true, AntreaProxy: true } })] },
  notApplicable: { objects: [service()] },
};
