import { Path } from '../../checks/_paths';
import { isDnsLabel } from '../../checks/_names';
import { isTree, valueAt } from '../../checks/_trees';
import { clusterNameIn } from '../../platform/_cluster-name';
import { AntreaObject } from '../../platform/enums';
import { Inventory, Manifest, mapAt, textOf } from './_inventory';
import { clustersAt, clustersIn } from './_lookups';

const ADDON_LABEL = 'addon.kubernetes.vmware.com/addon-name';
const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';
const ADDON_NAME = 'antrea';

/** A name in an AddonConfig, with its place. */
export interface NameInAddon {
  readonly at: Path;
  readonly name: string;
}

/** Whether the object is the AddonConfig of Antrea: by its name, its definition, its label or its values. */
export function isAntreaAddon(manifest: Manifest): boolean {
  if (manifest.kind !== AntreaObject.ADDON_CONFIG) {
    return false;
  }
  // A misspelt "values", such as "value", still has the values of Antrea.
  const values = Object.values(mapAt(manifest, 'spec')).filter(isTree);
  return (
    boundName(manifest) !== undefined ||
    hasDefinition(manifest) ||
    labelAt(manifest, ADDON_LABEL)?.name === ADDON_NAME ||
    values.some((each) => isTree(each.antrea))
  );
}

/** Whether the object names the definition of Antrea. */
export function hasDefinition(addon: Manifest): boolean {
  return textOf(mapAt(addon, 'spec.addonConfigDefinitionRef').name ?? '').startsWith(ADDON_NAME);
}

/** The name of the cluster in the name of the object: CLUSTER-antrea. It may be no valid name. */
export function boundName(addon: Manifest): string | undefined {
  return clusterNameIn(AntreaObject.ADDON_CONFIG, textOf(addon.metadata.name ?? ''));
}

/** The names of the cluster in the other places: spec.clusterName and the label. */
export function writtenNames(addon: Manifest): NameInAddon[] {
  const name: unknown = valueAt(addon, 'spec.clusterName');
  const inSpec = typeof name === 'string' && name !== '' ? { at: ['spec', 'clusterName'], name } : undefined;
  return [inSpec, labelAt(addon, CLUSTER_NAME_LABEL)].filter((written) => written !== undefined);
}

/** The label with the name of an add-on other than Antrea. */
export function otherAddonLabel(addon: Manifest): NameInAddon | undefined {
  const label = labelAt(addon, ADDON_LABEL);
  return label?.name === ADDON_NAME ? undefined : label;
}

/** The name of the cluster that the AddonConfig is meant for. */
export function clusterNameOfAddon(addon: Manifest, inventory: Inventory): string | undefined {
  const bound = boundName(addon);
  const [written] = writtenNames(addon);
  const { namespace } = addon.metadata;
  if (
    bound !== undefined &&
    isDnsLabel(bound) &&
    (!written || clustersAt(inventory, addon, bound, namespace).length > 0)
  ) {
    return bound;
  }
  const nearby = clustersIn(inventory, addon, namespace);
  return written?.name ?? (nearby.length === 1 ? textOf(nearby[0].metadata.name) : bound);
}

function labelAt({ metadata }: Manifest, label: string): NameInAddon | undefined {
  const name: unknown = isTree(metadata.labels) ? metadata.labels[label] : undefined;
  return typeof name === 'string' && name !== '' ? { at: ['metadata', 'labels', label], name } : undefined;
}
