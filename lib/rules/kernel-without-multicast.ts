import { quote } from '../_errors';
import { knownClusterClass } from '../platform/_cluster-class';
import { KernelRouting, isKnownSystem, osImageOf } from '../platform/_os-images';
import { configsOf, isMulticastOn } from './_antrea';
import { antreaConfig, cluster, os } from './_examples';
import { Manifest, listAt, mapAt } from './_inventory';
import { NOT_APPLICABLE, Report, Rule } from './_rule';
import { FindingLevel } from './finding';

const WINDOWS = 'windows';
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
    const className = mapAt(object, 'spec.topology').class ?? mapAt(object, 'spec.topology.classRef').name;
    const systems = new Set(nodesOf(object).map((nodes) => systemOf(nodes, String(className))));
    if (systems.has(WINDOWS)) {
      return ['Some of its Nodes run Windows, where antrea-agent does not start with multicast.'];
    }
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

/** The operating system that is asked for; of a class of one's own, nobody knows what stands where nothing is said. */
function systemOf(nodes: any, className: string): string {
  const text = nodes?.metadata?.annotations?.[ANNOTATION];
  if (typeof text !== 'string') {
    return knownClusterClass(className) ? 'photon' : '';
  }
  const value = (key: string) => new RegExp(`(?:^|,)\\s*${key}=([^,\\s]+)`).exec(text)?.[1];
  return value('os-type') === WINDOWS ? WINDOWS : (value('os-name') ?? '');
}
