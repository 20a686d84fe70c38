import { quote } from '../_errors';
import { KernelRouting, isKnownSystem, osImageOf } from '../platform/_os-images';
import { configsOf, isMulticastOn } from './_antrea';
import { antreaConfig, cluster, os } from './_examples';
import { Manifest, listAt, mapAt } from './_inventory';
import { NOT_APPLICABLE, Report, Rule } from './_rule';
import { FindingLevel } from './finding';

const ANNOTATION = 'run.tanzu.vmware.com/resolve-os-image';

export const KERNEL_WITHOUT_MULTICAST: Rule = {
  id: 'TAM007',
  level: FindingLevel.ERROR,
  title: 'The kernel of the Nodes routes multicast',
  why: "Photon's esx kernels are built without CONFIG_IP_MROUTE, so antrea-agent crashes there as soon as Multicast is on. Photon is what a Cluster gets that names no system.",
  fix: 'Choose Ubuntu, by the annotation run.tanzu.vmware.com/resolve-os-image on the control plane and on every node pool.',
  source: 'vmware/photon: config-esx of branches 3.0 to 5.0; rotbau/rotbau.github.io of 2023-08-07',
  kinds: ['Cluster'],
  isSaidByConstructs: true,
  check: (object, inventory) => {
    const release = inventory.asCluster('', object)?.release;
    if (release === undefined || !configsOf(object, inventory).some(isMulticastOn)) {
      return NOT_APPLICABLE;
    }
    const systems = new Set(nodesOf(object).map((nodes) => systemOf(nodes)));
    return [...systems].filter(isKnownSystem).flatMap((system): Report[] => {
      const { routesMulticast, what } = osImageOf(system, release);
      const nodes = `Its Nodes run ${quote(system)}`;
      if (routesMulticast === KernelRouting.NO) {
        return [`${nodes}, which cannot route multicast on release ${quote(release)}: ${what}.`];
      }
      return routesMulticast === KernelRouting.UNKNOWN
        ? [
            {
              message: `${nodes}, which may not route multicast on release ${quote(release)}: ${what}.`,
              level: FindingLevel.WARNING,
            },
          ]
        : [];
    });
  },
  fails: { objects: [antreaConfig(), cluster({ topology: { controlPlane: os('photon') } })] },
  passes: { objects: [antreaConfig(), cluster()] },
  notApplicable: { objects: [cluster()] },
};

function nodesOf(cluster: Manifest): any[] {
  return [mapAt(cluster, 'spec.topology.controlPlane'), ...listAt(cluster, 'spec.topology.workers.machineDeployments')];
}

function systemOf(nodes: any): string {
  const text = nodes?.metadata?.annotations?.[ANNOTATION];
  return /(?:^|,)\s*os-name=([^,\s]+)/.exec(String(text ?? ''))?.[1] ?? 'photon';
}
