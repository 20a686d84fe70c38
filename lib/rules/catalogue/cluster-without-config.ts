import { isTree } from '../../checks/_trees';
import { Edit } from '../../messages/_verdict';
import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { modeVerdict } from '../../platform/_antrea-verdicts';
import { gateVerdicts } from '../../platform/_gate-verdicts';
import { objectOfRelease } from '../../platform/_object-of-release';
import { AntreaObject } from '../../platform/enums';
import { antreaConfig, cluster, pod } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { antreaObjectOf, capabilitiesOf, configsOf, isMulticastOnIn, modeOf, settingsOf } from '../manifests/_antrea';
import { isMulticastMeant } from '../manifests/_antrea-fields';
import { isClusterObject } from '../manifests/_clusters';
import { Inventory, Manifest, nameOf } from '../manifests/_inventory';
import { gatePlace, settingPlace } from '../manifests/_places';
import { multicastSettingsOf } from '../manifests/_platform-verdicts';
import { workloadsOfCluster } from '../manifests/_streams';

/** The changes that turn multicast on in an object that leaves it open, if its release is known and takes them. */
function switchEdits(config: Manifest, inventory: Inventory): { readonly edits?: Edit[] } {
  const release = capabilitiesOf(config, inventory);
  const settings = settingsOf(config) ?? {};
  const object = antreaObjectOf(config);
  const gate = isTree(settings.featureGates) ? settings.featureGates.Multicast : undefined;
  const facts = { object, antreaVersion: release?.antreaVersion, vsphere: inventory.vsphereOf(config) };
  const isTaken =
    release && !modeVerdict(modeOf(settings), release) && gateVerdicts('Multicast', true, facts).length === 0;
  if (!isTaken || gate !== undefined || multicastSettingsOf(config).enable !== undefined) {
    return {};
  }
  // Without featureGates every gate of an AntreaConfig is off, so that only one of them would change the others.
  const isOpen = object === AntreaObject.ADDON_CONFIG || isTree(settings.featureGates);
  const at =
    object === AntreaObject.ADDON_CONFIG ? settingPlace(config, 'multicast.enable') : gatePlace(config, 'Multicast');
  return isOpen ? { edits: [{ of: config, at, set: true }] } : {};
}

const RECEIVER = pod({ command: ['iperf', '-s', '-u', '-B', '239.1.2.3'] });

export const CLUSTER_WITHOUT_CONFIG: Rule = {
  id: 'TAM020',
  level: FindingLevel.WARNING,
  title: 'Clusters with multicast workloads have multicast on',
  why: 'Without an AntreaConfig or AddonConfig that turns multicast on, Antrea carries no multicast, and the workloads wait forever.',
  fix: 'Add an AntreaConfig, or an AddonConfig if Antrea is an add-on; in code, call enableMulticast().',
  source: 'antrea-io/antrea:docs/multicast-guide.md',
  kinds: ['Cluster'],
  at: 'metadata.name',
  check: (object, inventory) => {
    const workloads = workloadsOfCluster(inventory, object);
    if (!isClusterObject(object) || workloads.length === 0) {
      return NOT_APPLICABLE;
    }
    const configs = configsOf(object, inventory);
    // TAM048 reports an object that is meant to turn multicast on.
    if (isMulticastOnIn(object, inventory) || configs.some(isMulticastMeant)) {
      return [];
    }
    const use = `${workloads.length} of its workloads ${workloads.length === 1 ? 'uses' : 'use'} multicast, but`;
    if (configs.length > 0) {
      return [
        {
          message: `${use} ${nameOf(configs[0])} does not turn multicast on.`,
          fix: 'Set the feature gate Multicast to true there, and multicast.enable too if the release needs it.',
          ...(configs.length === 1 ? switchEdits(configs[0], inventory) : {}),
        },
      ];
    }
    const release = inventory.asCluster('', object)?.release;
    return [
      {
        message: `${use} no AntreaConfig or AddonConfig turns multicast on.`,
        ...(release === undefined
          ? {}
          : {
              fix: `Add an ${objectOfRelease(release).object}, which configures Antrea on the release ${quote(release)}; in code, call enableMulticast().`,
            }),
      },
    ];
  },
  fails: { objects: [RECEIVER, cluster()] },
  passes: { objects: [RECEIVER, antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};
