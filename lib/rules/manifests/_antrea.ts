import { Path } from '../../checks/_paths';
import { Tree, isTree, valueAt } from '../../checks/_trees';
import { ANTREA_SETTINGS_PATH } from '../../platform/_antrea-package';
import { clusterNameIn } from '../../platform/_cluster-name';
import { MulticastInterfaces } from '../../platform/_interface-verdicts';
import { ICluster } from '../../platform/cluster';
import { AntreaObject, TrafficEncapMode } from '../../platform/enums';
import { ReleaseCapabilities } from '../../platform/release-capabilities';
import { KeyedLists } from '../../state/_keyed-lists';
import { clusterNameOfAddon, isAntreaAddon } from './_addons';
import { isClusterObject } from './_clusters';
import { Inventory, Manifest, mapAt, textOf } from './_inventory';
import { clusterObjectOf, clustersAt, clustersOn, lookup, once } from './_lookups';

/** With this label, the object can have any name (vmware-tanzu/tanzu-framework v0.29.0, antreaconfig_controller.go). */
const CLUSTER_LABEL = 'tkg.tanzu.vmware.com/cluster-name';

export const ANTREA_KINDS: string[] = Object.values(AntreaObject);

/** Which of the two objects that configure Antrea it is. */
export function antreaObjectOf({ kind }: Manifest): AntreaObject {
  return kind === AntreaObject.ADDON_CONFIG ? AntreaObject.ADDON_CONFIG : AntreaObject.ANTREA_CONFIG;
}

/** The settings of Antrea in an object; undefined if the object does not configure Antrea. */
export function settingsOf(manifest: Manifest): Tree | undefined {
  if (manifest.kind === 'AntreaConfig') {
    return mapAt(manifest, ANTREA_SETTINGS_PATH[AntreaObject.ANTREA_CONFIG]);
  }
  return isAntreaAddon(manifest) ? mapAt(manifest, ANTREA_SETTINGS_PATH[AntreaObject.ADDON_CONFIG]) : undefined;
}

/** The name of the cluster that the object is for: by its label, its name, or a ClusterBootstrap that refers to it. */
export function clusterNameOf(manifest: Manifest, inventory: Inventory): string | undefined {
  if (isAntreaAddon(manifest)) {
    return clusterNameOfAddon(manifest, inventory);
  }
  if (manifest.kind !== 'AntreaConfig') {
    return undefined;
  }
  const label = manifest.metadata.labels?.[CLUSTER_LABEL];
  const name = textOf(manifest.metadata.name ?? '');
  if (typeof label === 'string' && label !== '') {
    return label;
  }
  const named = clusterNameIn(antreaObjectOf(manifest), name);
  if (named !== undefined) {
    return named;
  }
  const [bootstrap] = bootstrapsOf(inventory, manifest.metadata.namespace, name);
  return bootstrap && textOf(bootstrap.metadata.name);
}

/** Whether the ClusterBootstrap of a cluster refers to the AntreaConfig. */
export function isBoundTo({ metadata }: Manifest, clusterName: string, inventory: Inventory): boolean {
  const bootstraps = bootstrapsOf(inventory, metadata.namespace, textOf(metadata.name ?? ''));
  return bootstraps.some((bootstrap) => bootstrap.metadata.name === clusterName);
}

/** The place of the name of the cluster that the object is for: its label if it has one, else its name. */
export function clusterNamePlace({ metadata }: Manifest): Path {
  const label: unknown = metadata.labels?.[CLUSTER_LABEL];
  return typeof label === 'string' && label !== '' ? ['metadata', 'labels', CLUSTER_LABEL] : ['metadata', 'name'];
}

const bootstrapsOf = lookup(
  (inventory) => inventory.ofKind('ClusterBootstrap'),
  (bootstrap) => [bootstrap.metadata.namespace, mapAt(bootstrap, 'spec.cni.valuesFrom.providerRef').name],
);

/**
 * The Cluster that the object is for, if it is among the objects: that of its construct, else the one with the name and
 * namespace. If two charts, which may go to two Supervisors, have such a Cluster, that in the chart of the object.
 */
export function clusterOf(manifest: Manifest, inventory: Inventory): Manifest | undefined {
  const { cluster, server } = inventory.entryOf(manifest);
  const name = clusterNameOf(manifest, inventory);
  const { namespace } = manifest.metadata;
  return (
    (name !== undefined && cluster && inventory.objectOf(cluster)) ||
    (clustersOn(inventory, server, name, namespace)[0] ?? clustersAt(inventory, manifest, name, namespace)[0])
  );
}

/** The objects that configure the Antrea of a Cluster; those of the first one if a Cluster is defined twice. */
export function configsOf(cluster: Manifest, inventory: Inventory): Manifest[] {
  const { name, namespace } = cluster.metadata;
  const { server } = inventory.entryOf(cluster);
  return configsFor(inventory, clustersOn(inventory, server, name, namespace)[0] ?? cluster);
}

const configsFor = lookup(
  (inventory) => ANTREA_KINDS.flatMap((kind) => inventory.ofKind(kind)),
  (config, inventory) => [clusterOf(config, inventory)],
);

/** Whether an object that configures the Antrea of a Cluster turns multicast on. */
export function isMulticastOnIn(cluster: Manifest, inventory: Inventory): boolean {
  return switchedOn(inventory).one([cluster], () => configsOf(cluster, inventory).some(isMulticastOn));
}

/** The object that configures the Antrea of a workload's cluster; without a Cluster, that of its construct or the only one. */
export function configOfWorkload(workload: Manifest, inventory: Inventory): Manifest | undefined {
  const cluster = clusterObjectOf(workload, inventory);
  if (cluster) {
    return configsOf(cluster, inventory)[0];
  }
  const { clusterKey, site } = inventory.entryOf(workload);
  if (clusterKey !== undefined) {
    return configsOfConstruct(inventory, clusterKey)[0];
  }
  const isToldApart = site?.isUnknown || site?.clusterName !== undefined;
  const configs = isToldApart ? configsOfSite(inventory, site?.clusterName) : antreaConfigs(inventory);
  return configs.length === 1 ? configs[0] : undefined;
}

const antreaConfigs = once((inventory) =>
  ANTREA_KINDS.flatMap((kind) => inventory.ofKind(kind)).filter((config) => settingsOf(config) !== undefined),
);

const configsOfConstruct = lookup(antreaConfigs, (config, inventory) => [inventory.entryOf(config).clusterKey]);

/** The objects that configure the cluster of a group of files. None has no name, so a group of unknown cluster has none. */
const configsOfSite = lookup(
  (inventory) => antreaConfigs(inventory).filter((config) => clusterNameOf(config, inventory) !== undefined),
  (config, inventory) => [clusterNameOf(config, inventory)],
);

const switchedOn = once(() => new KeyedLists<boolean>());

/** The capabilities of the release of the object's cluster; undefined if they are not known. */
export function capabilitiesOf(manifest: Manifest, inventory: Inventory): ReleaseCapabilities | undefined {
  return capabilitiesOfCluster(releaseFactsOf(manifest, inventory), inventory);
}

/** The facts of the object's cluster; undefined if it has no valid release. */
export function releaseFactsOf(manifest: Manifest, inventory: Inventory): ICluster | undefined {
  const { cluster: made } = inventory.entryOf(manifest);
  const here = isClusterObject(manifest) ? manifest : clusterOf(manifest, inventory);
  const name = textOf(here?.metadata.name ?? clusterNameOf(manifest, inventory) ?? 'cluster');
  const written = inventory.asCluster(name, here);
  // The facts of a construct are valid only while the release is the one that it was created with.
  return made && (!here || made.release === written?.release) ? made : written;
}

/**
 * The capabilities of the release of a cluster; undefined if they are not known. If the cluster is not known, the version
 * of Antrea that the user sets counts.
 */
export function capabilitiesOfCluster(
  cluster: ICluster | undefined,
  inventory: Inventory,
): ReleaseCapabilities | undefined {
  const query = cluster ?? inventory.antreaOfPlatform();
  return (
    query &&
    capabilities(inventory).one([query.release, query.antreaVersion], () => {
      const found = ReleaseCapabilities._judge(query);
      // TAM037 reports a release that the tables do not have.
      return found instanceof ReleaseCapabilities ? found : undefined;
    })
  );
}

const capabilities = once(() => new KeyedLists<ReleaseCapabilities | undefined>());

/** The feature gates as they are meant: another rule reports "true" in quotes. */
export function gatesOf(settings: Tree): Tree {
  const gates = isTree(settings.featureGates) ? settings.featureGates : {};
  const known = gatesAsMeant.get(gates);
  if (known) {
    return known;
  }
  const meant = Object.fromEntries(Object.entries(gates).map(([name, value]) => [name, meantBoolean(value)]));
  gatesAsMeant.set(gates, meant);
  return meant;
}

/** The gates of each map, which many rules read. */
const gatesAsMeant = new WeakMap<Tree, Tree>();

/** The boolean that is meant by a value of the wrong type, such as "true" in quotes; every other value as it is. */
export function meantBoolean(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return value;
  }
  const text = String(value).trim().toLowerCase();
  if (['true', 'yes', 'on', 'y', '1'].includes(text)) {
    return true;
  }
  return ['false', 'no', 'off', 'n', '0'].includes(text) ? false : value;
}

/**
 * Whether the object turns multicast on. If an AddonConfig does not set the feature gate, the gate has its default, which
 * is true in every Antrea that has multicast.enable.
 */
export function isMulticastOn(manifest: Manifest): boolean {
  const settings = settingsOf(manifest);
  if (settings === undefined) {
    return false;
  }
  const gate = gatesOf(settings).Multicast ?? undefined;
  const isDefault = gate === undefined && manifest.kind === AntreaObject.ADDON_CONFIG;
  return gate === true || (isDefault && meantBoolean(valueAt(settings, 'multicast.enable')) === true);
}

/** Whether the objects show that multicast is on in the cluster of a workload or policy. */
export function isMulticastShown(workload: Manifest, inventory: Inventory): boolean {
  const cluster = clusterObjectOf(workload, inventory);
  if (cluster) {
    return isMulticastOnIn(cluster, inventory);
  }
  const config = inventory.entryOf(workload).site && configOfWorkload(workload, inventory);
  return config ? isMulticastOn(config) : isOnWithoutCluster(inventory);
}

/** Whether the objects show, without a Cluster object, that multicast is off in the cluster of a workload. */
export function isMulticastShownOff(workload: Manifest, inventory: Inventory): boolean {
  const settings = settingsOf(configOfWorkload(workload, inventory) ?? workload);
  const { cluster, site } = inventory.entryOf(workload);
  const isItsOwn = cluster !== undefined || site !== undefined || inventory.clusters().length === 0;
  return isItsOwn && settings !== undefined && gatesOf(settings).Multicast === false;
}

/** Without Cluster objects, every object that configures Antrea may be for the cluster. */
const isOnWithoutCluster = once(
  (inventory) =>
    inventory.clusters().length === 0 && ANTREA_KINDS.flatMap((kind) => inventory.ofKind(kind)).some(isMulticastOn),
);

const MODES = Object.values(TrafficEncapMode);

/**
 * The traffic encapsulation mode as it is meant: the default of the schema if it is not set, and in the right case.
 * Another rule reports an invalid one.
 */
export function modeOf({ trafficEncapMode: mode }: Tree): TrafficEncapMode {
  if (typeof mode !== 'string' || mode === '') {
    return TrafficEncapMode.ENCAP;
  }
  return MODES.find((known) => known.toLowerCase() === mode.trim().toLowerCase()) ?? (mode as TrafficEncapMode);
}

/** The multicast interfaces in the settings, in the path of any version of Antrea. One name counts as a list. */
export function interfacesOf(settings: Tree): MulticastInterfaces {
  const names: unknown = settings.multicastInterfaces ?? valueAt(settings, 'multicast.multicastInterfaces');
  return { names: typeof names === 'string' && names !== '' ? [names] : names, mode: modeOf(settings) };
}
