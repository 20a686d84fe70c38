import { FindingLevel } from '../../messages/finding';
import { IMAGE_ANNOTATION, kernelVerdicts } from '../../platform/_node-verdicts';
import { antreaConfig, cluster, os } from '../_examples';
import { NOT_APPLICABLE, Rule } from '../_rule';
import { configsOf, isMulticastOn } from '../manifests/_antrea';
import { nodeImagesOf } from '../manifests/_platform-verdicts';

export const KERNEL_WITHOUT_MULTICAST: Rule = {
  id: 'TAM007',
  level: FindingLevel.ERROR,
  title: 'Node kernels route multicast',
  why: 'The esx kernels of Photon are built without CONFIG_IP_MROUTE, so antrea-agent crashes there when Multicast is on. The plain kernels have it. `uname -r` on a Node of Photon 5 ends with `.ph5-esx` or with `.ph5`. A Cluster that names no operating system gets Photon.',
  fix: `Choose Ubuntu with the annotation ${IMAGE_ANNOTATION} on the control plane and on every node pool.`,
  source: 'vmware/photon: config-esx of branches 3.0 to 5.0; rotbau/rotbau.github.io of 2023-08-07',
  kinds: ['Cluster'],
  check: (object, inventory) => {
    const release = inventory.asCluster('', object)?.release;
    if (release === undefined || !configsOf(object, inventory).some(isMulticastOn)) {
      return NOT_APPLICABLE;
    }
    const { routingSystems = [] } = inventory.entryOf(object);
    const images = nodeImagesOf(object).filter(({ name }) => !routingSystems.includes(name));
    return kernelVerdicts(images, release);
  },
  fails: { objects: [antreaConfig(), cluster({ topology: { controlPlane: os('photon') } })] },
  passes: { objects: [antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};
