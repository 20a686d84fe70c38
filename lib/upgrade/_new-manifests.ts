import { Tree, isTree, mergeInto, treeOf, valueAt } from '../checks/_trees';
import { missingCniVerdict } from '../platform/_addon-verdicts';
import { ANTREA_SETTINGS_PATH } from '../platform/_antrea-package';
import { antreaObjectName } from '../platform/_cluster-name';
import { knownClusterClass } from '../platform/_cluster-classes';
import { LOCKED_GATE_ID, UNKNOWN_GATE_ID, gateVerdicts } from '../platform/_gate-verdicts';
import { IMAGE_ANNOTATION, imageVersionVerdicts, osImageOf, readImageAnnotation } from '../platform/_node-verdicts';
import { objectOfRelease } from '../platform/_object-of-release';
import { AntreaObject } from '../platform/enums';
import { PACKAGE_GATES } from '../platform/tables/_antrea-packages';
import { CNI_NAMES } from '../platform/tables/_vks-versions';
import { PUBLIC_NAMESPACE } from '../platform/tables/_cluster-classes';
import { antreaObjectOf, gatesOf, meantBoolean, modeOf, settingsOf } from '../rules/manifests/_antrea';
import { isMulticastMeant } from '../rules/manifests/_antrea-fields';
import { isTanzuKubernetesCluster } from '../rules/manifests/_clusters';
import { hasOtherCni } from '../rules/manifests/_cluster-topology';
import { variableOf } from '../rules/manifests/_encryption-keys';
import { Manifest, nameOf } from '../rules/manifests/_inventory';
import { classNameOf } from '../rules/manifests/_platform-verdicts';
import { classAfter } from './_cluster-lines';
import { ClusterView } from './_cluster-view';
import { withModelBVariables } from './_model-b-variables';

/** The objects of a cluster after a step. */
export interface NewManifests {
  /** All objects. */
  readonly objects: Manifest[];
  readonly cluster: Manifest;
  /** Those that differ. */
  readonly changed: Manifest[];
  /** The names of those that are taken out. */
  readonly removed: string[];
}

/** Returns the objects of a cluster as they are certain to be after a step, of which the view has the release. */
export function manifestsAfter(view: ClusterView): NewManifests {
  const cluster = isTanzuKubernetesCluster(view.cluster) ? view.cluster : clusterAfter(view);
  const wanted = objectOfRelease(view.release).object;
  const replaced = view.configs.filter((config) => antreaObjectOf(config) !== wanted);
  const isThere = replaced.length < view.configs.length;
  const isAddon = wanted === AntreaObject.ADDON_CONFIG && !hasOtherCni(view.cluster);
  const added = isAddon && replaced.length > 0 && !isThere ? [addonOf(replaced[0], view)] : [];
  const taken = isAddon ? replaced : [];
  const next = new Map<Manifest, Manifest>([
    [view.cluster, cluster],
    ...view.configs
      .filter((config) => !taken.includes(config))
      .map((config): [Manifest, Manifest] => [config, configAfter(config, view)]),
  ]);
  const objects = [...view.objects.filter((one) => !taken.includes(one)).map((one) => next.get(one) ?? one), ...added];
  return {
    objects,
    cluster,
    changed: [...[...next].filter(([old, now]) => old !== now).map(([, now]) => now), ...added],
    removed: taken.map(nameOf),
  };
}

function clusterAfter(view: ClusterView): Manifest {
  const { cluster, release } = view;
  const old = knownClusterClass(classNameOf(cluster));
  const next = classAfter(view);
  let topology: Tree = {
    ...(isTree(valueAt(cluster, 'spec.topology')) ? cluster.spec.topology : {}),
    version: release,
  };
  if (next && old && next !== old) {
    const { class: _class, classNamespace: _namespace, classRef, ...others } = topology;
    topology = isTree(classRef)
      ? { classRef: { name: next.name, namespace: next.namespace }, ...others }
      : { class: next.name, classNamespace: next.namespace, ...others };
    topology = old.model === next.model ? topology : withModelBVariables(topology, String(cluster.metadata.name));
  }
  topology = withImageVersions(topology, release);
  const isAddon = objectOfRelease(release).object === AntreaObject.ADDON_CONFIG;
  const isMissing = variableOf(cluster, 'bootstrapAddons') === undefined;
  if (isAddon && isMissing && next && view.configs.length > 0 && missingCniVerdict(next.name)) {
    const cniRef = { name: CNI_NAMES.antrea, namespace: PUBLIC_NAMESPACE };
    const variables: unknown[] = Array.isArray(topology.variables) ? topology.variables : [];
    topology = { ...topology, variables: [...variables, { name: 'bootstrapAddons', value: { cniRef } }] };
  }
  return { ...cluster, spec: { ...cluster.spec, topology } };
}

/** Adds the version of an operating system, if the release has several and the Cluster names none. */
function withImageVersions(topology: Tree, release: string): Tree {
  const pools: unknown = valueAt(topology, 'workers.machineDeployments');
  const [controlPlane, ...machines] = [topology.controlPlane, ...(Array.isArray(pools) ? pools : [])].map((nodes) =>
    withImageVersion(nodes, release),
  );
  return {
    ...topology,
    ...(controlPlane === undefined ? {} : { controlPlane }),
    ...(Array.isArray(pools) ? { workers: { ...topology.workers, machineDeployments: machines } } : {}),
  };
}

function withImageVersion(nodes: unknown, release: string): unknown {
  const text = isTree(nodes) ? memberAt(nodes, ['metadata', 'annotations', IMAGE_ANNOTATION]) : undefined;
  if (!isTree(nodes) || typeof text !== 'string') {
    return nodes;
  }
  const image = readImageAnnotation(text);
  const isAmbiguous = image.version === undefined && imageVersionVerdicts([image], release).length > 0;
  if (!isAmbiguous) {
    return nodes;
  }
  const [version] = osImageOf(image.name, release).versions;
  const annotations = { ...nodes.metadata.annotations, [IMAGE_ANNOTATION]: `${text},os-version=${version}` };
  return { ...nodes, metadata: { ...nodes.metadata, annotations } };
}

function memberAt(tree: Tree, path: string[]): unknown {
  return path.reduce<unknown>((value, name) => (isTree(value) ? value[name] : undefined), tree);
}

/** Corrects the gates that Antrea would refuse, and turns multicast on in an AddonConfig in which only the gate does. */
function configAfter(config: Manifest, view: ClusterView): Manifest {
  const settings = settingsOf(config);
  if (!settings) {
    return config;
  }
  const gates = gatesAfter(gatesOf(settings), antreaObjectOf(config), view);
  const changedGates =
    JSON.stringify(gates) === JSON.stringify(settings.featureGates ?? {}) ? {} : { featureGates: gates };
  const multicast = isTree(settings.multicast) ? settings.multicast : {};
  const isAddon = antreaObjectOf(config) === AntreaObject.ADDON_CONFIG;
  const isMissing = isAddon && isMulticastMeant(config) && (multicast.enable ?? undefined) === undefined;
  const enabled = isMissing ? { multicast: { ...multicast, enable: true } } : {};
  const changes = { ...changedGates, ...enabled };
  return Object.keys(changes).length === 0 ? config : withSettings(config, { ...settings, ...changes });
}

function withSettings(config: Manifest, settings: Tree): Manifest {
  const path = ANTREA_SETTINGS_PATH[antreaObjectOf(config)].split('.');
  const set = (tree: Tree, [name, ...rest]: string[]): Tree => ({
    ...tree,
    [name]: rest.length === 0 ? settings : set(isTree(tree[name]) ? tree[name] : {}, rest),
  });
  return set(config, path) as Manifest;
}

/** The gates with which Antrea starts: without those that it does not have, and with the value of those that are locked. */
function gatesAfter(gates: Tree, object: AntreaObject, { antrea, vsphere }: ClusterView): Tree {
  const antreaVersion = antrea.antrea;
  const kept = Object.entries(gates).flatMap(([name, value]): [string, unknown][] => {
    const verdicts = gateVerdicts(name, value, { object, antreaVersion, vsphere });
    if (antreaVersion === undefined || !verdicts.some(({ id }) => id === UNKNOWN_GATE_ID || id === LOCKED_GATE_ID)) {
      return [[name, value]];
    }
    return verdicts.some(({ id }) => id === LOCKED_GATE_ID) ? [[name, value !== true]] : [];
  });
  return Object.fromEntries(kept);
}

/** Settings of an AntreaConfig that the AddonConfig of this library writes too. */
const CARRIED = [
  ...['defaultMTU', 'multicast.igmpQueryInterval', 'multicast.igmpQueryVersions', 'multicast.multicastInterfaces'],
  'antreaProxy.proxyAll',
];

/** Returns the AddonConfig in place of an AntreaConfig: with its gates that exist, and with multicast on if it was. */
function addonOf(config: Manifest, view: ClusterView): Manifest {
  const settings = settingsOf(config) ?? {};
  const gates = gatesAfter(gatesOf(settings), AntreaObject.ADDON_CONFIG, view);
  const known = Object.entries(gates).filter(([name]) => PACKAGE_GATES.gates.includes(name));
  const antrea: Tree = known.length > 0 ? { featureGates: Object.fromEntries(known) } : {};
  if (gatesOf(settings).Multicast === true) {
    mergeInto(antrea, { multicast: { enable: true } });
  }
  for (const path of CARRIED) {
    const value = valueAt(settings, path);
    if (value !== undefined && value !== null && value !== '') {
      mergeInto(antrea, treeOf(path, path === 'defaultMTU' ? Number(value) : value));
    }
  }
  if (settings.trafficEncapMode !== undefined) {
    mergeInto(antrea, { trafficEncapMode: modeOf(settings) });
  }
  const { name, namespace } = view.cluster.metadata;
  const isNsx = meantBoolean(valueAt(config, 'spec.antreaNSX.enable')) === true;
  return {
    apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
    kind: AntreaObject.ADDON_CONFIG,
    metadata: {
      name: antreaObjectName(AntreaObject.ADDON_CONFIG, String(name)),
      ...(namespace === undefined ? {} : { namespace }),
      annotations: { 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion': 'true' },
    },
    spec: { values: { antrea: { config: antrea }, ...(isNsx ? { antreaNSX: { enable: true } } : {}) } },
  };
}

/** Returns the settings of an AntreaConfig that its AddonConfig does not get, by their paths. */
export function settingsLeftOut(config: Manifest): string[] {
  const { featureGates: _gates, trafficEncapMode: _mode, multicast, ...others } = settingsOf(config) ?? {};
  const ofMulticast = isTree(multicast) ? { multicast } : {};
  const written = (path: string, value: unknown): string[] =>
    isTree(value)
      ? Object.entries(value).flatMap(([name, member]) => written(path === '' ? name : `${path}.${name}`, member))
      : [undefined, null, '', false].includes(value as never) || CARRIED.includes(path) || path === 'multicast.enable'
        ? []
        : [path];
  return written('', { ...others, ...ofMulticast });
}
