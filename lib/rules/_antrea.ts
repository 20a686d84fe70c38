import { Tree, isTree } from '../_plain';
import { AntreaObject } from '../platform/antrea-object';
import { TrafficEncapMode } from '../platform/traffic-encap-mode';
import { ReleaseCapabilities } from '../platform/release-capabilities';
import { Inventory, Manifest, mapAt } from './_inventory';

const SUFFIX: { readonly [kind: string]: string } = { AntreaConfig: '-antrea-package', AddonConfig: '-antrea' };
/** With this label the Supervisor needs no name (vmware-tanzu/tanzu-framework v0.29.0, antreaconfig_controller.go). */
const CLUSTER_LABEL = 'tkg.tanzu.vmware.com/cluster-name';

export const ANTREA_KINDS = Object.keys(SUFFIX);

/** Which of the two objects that configure Antrea it is. */
export function antreaObjectOf({ kind }: Manifest): AntreaObject {
  return kind === AntreaObject.ADDON_CONFIG ? AntreaObject.ADDON_CONFIG : AntreaObject.ANTREA_CONFIG;
}

/** The settings of Antrea that an object holds; undefined where it is none that does. */
export function settingsOf(manifest: Manifest): Tree | undefined {
  if (manifest.kind === 'AntreaConfig') {
    return mapAt(manifest, 'spec.antrea.config');
  }
  return isAntreaAddon(manifest) ? mapAt(manifest, 'spec.values.antrea.config') : undefined;
}

/** Whether an AddonConfig is that of Antrea, and not of another add-on. */
function isAntreaAddon(manifest: Manifest): boolean {
  const definition = String(mapAt(manifest, 'spec.addonConfigDefinitionRef').name ?? '');
  return (
    manifest.kind === 'AddonConfig' &&
    (String(manifest.metadata.name ?? '').endsWith(SUFFIX.AddonConfig) || definition.startsWith('antrea'))
  );
}

/** The name of the cluster that the object is for: by its label, its name, or a ClusterBootstrap that refers to it. */
export function clusterNameOf(manifest: Manifest, inventory: Inventory): string | undefined {
  if (manifest.kind !== 'AntreaConfig' && !isAntreaAddon(manifest)) {
    return undefined;
  }
  const label = manifest.metadata.labels?.[CLUSTER_LABEL];
  const name = String(manifest.metadata.name ?? '');
  const suffix = SUFFIX[manifest.kind];
  if (typeof label === 'string' && label !== '') {
    return label;
  }
  if (name.endsWith(suffix)) {
    return name.slice(0, -suffix.length);
  }
  const bootstrap = inventory
    .ofKind('ClusterBootstrap')
    .find(
      (other) =>
        other.metadata.namespace === manifest.metadata.namespace &&
        mapAt(other, 'spec.cni.valuesFrom.providerRef').name === name,
    );
  return bootstrap && String(bootstrap.metadata.name);
}

/** The Cluster that the object is for, where it is here. */
export function clusterOf(manifest: Manifest, inventory: Inventory): Manifest | undefined {
  const name = clusterNameOf(manifest, inventory);
  return inventory
    .clusters()
    .find(({ metadata }) => metadata.name === name && metadata.namespace === manifest.metadata.namespace);
}

/** The objects that configure the Antrea of a Cluster. */
export function configsOf(cluster: Manifest, inventory: Inventory): Manifest[] {
  return ANTREA_KINDS.flatMap((kind) => inventory.ofKind(kind)).filter(
    (config) =>
      clusterNameOf(config, inventory) === cluster.metadata.name &&
      config.metadata.namespace === cluster.metadata.namespace,
  );
}

/** What the release of the object's cluster can do; undefined where that is not known. */
export function capabilitiesOf(manifest: Manifest, inventory: Inventory): ReleaseCapabilities | undefined {
  const { cluster: made } = inventory.entryOf(manifest);
  const here = manifest.kind === 'Cluster' ? manifest : clusterOf(manifest, inventory);
  const name = String(here?.metadata.name ?? clusterNameOf(manifest, inventory) ?? 'cluster');
  const cluster = made ?? inventory.asCluster(name, here);
  const found = cluster && ReleaseCapabilities._judge(cluster);
  // A release that no row knows: nothing can be judged, and a rule of its own reports it.
  return found instanceof ReleaseCapabilities ? found : undefined;
}

export function gatesOf(settings: Tree): Tree {
  return isTree(settings.featureGates) ? settings.featureGates : {};
}

/** Whether the object switches multicast on. */
export function isMulticastOn(manifest: Manifest): boolean {
  const settings = settingsOf(manifest);
  return settings !== undefined && gatesOf(settings).Multicast === true;
}

/** The traffic encapsulation mode, by the default of the schema where nothing is said. */
export function modeOf(settings: Tree): TrafficEncapMode {
  return (settings.trafficEncapMode as TrafficEncapMode | undefined) ?? TrafficEncapMode.ENCAP;
}
