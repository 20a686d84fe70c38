import { Path } from '../../../checks/_paths';
import { Tree, isTree, valueAt } from '../../../checks/_trees';
import { Inventory, Manifest, listAt, mapAt, textOf } from '../_inventory';
import { clusterKeyOf, lookup } from '../_lookups';

/** A text of an object, with its place. */
export interface PlacedText {
  readonly text: string;
  readonly at: Path;
}

/** The variables of a container whose values the objects show, by their name. */
export type ContainerEnvironment = ReadonlyMap<string, PlacedText>;

const configMapsAt = lookup(
  (inventory) => inventory.ofKind('ConfigMap').filter(({ apiVersion }) => apiVersion === 'v1'),
  (configMap, inventory) => [
    clusterKeyOf(configMap, inventory),
    configMap.metadata.namespace ?? 'default',
    configMap.metadata.name,
  ],
);

/** The texts of a ConfigMap that a workload names, by their key; empty if it is not among the objects. */
export function configMapData(workload: Manifest, name: unknown, inventory: Inventory): [key: string, text: string][] {
  const place = [clusterKeyOf(workload, inventory), workload.metadata.namespace ?? 'default', name];
  const [configMap] = typeof name === 'string' ? configMapsAt(inventory, ...place) : [];
  return configMap
    ? Object.entries(mapAt(configMap, 'data')).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      )
    : [];
}

/** The variables of a container, in the order in which the kubelet sets them. */
export function containerVariables(
  workload: Manifest,
  container: Tree,
  place: Path,
  inventory: Inventory,
): ContainerEnvironment {
  const found = new Map<string, PlacedText>();
  const dataOf = (name: unknown) => configMapData(workload, name, inventory);
  listAt(container, 'envFrom').forEach((source: unknown, i) => {
    const { configMapRef, prefix = '' } = isTree(source) ? source : {};
    const at = [...place, 'envFrom', i, 'configMapRef', 'name'];
    for (const [key, text] of isTree(configMapRef) ? dataOf(configMapRef.name) : []) {
      found.set(`${textOf(prefix)}${key}`, { text, at });
    }
  });
  listAt(container, 'env').forEach((variable: unknown, i) => {
    const { name, value, valueFrom } = isTree(variable) ? variable : {};
    const at = [...place, 'env', i];
    const reference = isTree(valueFrom) ? valueAt(valueFrom, 'configMapKeyRef') : undefined;
    if (value !== undefined && value !== null) {
      found.set(textOf(name), { text: expandVariables(textOf(value), found), at: [...at, 'value'] });
      return;
    }
    const text = isTree(reference) ? dataOf(reference.name).find(([key]) => key === reference.key)?.[1] : undefined;
    if (text === undefined) {
      found.delete(textOf(name));
    } else {
      found.set(textOf(name), { text, at: [...at, 'valueFrom', 'configMapKeyRef', 'name'] });
    }
  });
  return found;
}

/** Longest text with expanded variables: each variable can have several others, so that texts can grow very long. */
export const LONGEST_EXPANSION = 10_000;

/** Expands `$(NAME)` as the kubelet does: `$$` is a dollar sign, and an unknown name stays as it is written. */
export function expandVariables(text: string, environment: ContainerEnvironment): string {
  if (!text.includes('$')) {
    return text;
  }
  let length = 0;
  return text.replace(/\$\$|\$\(([^()\s]{1,253})\)/g, (whole: string, name?: string) => {
    const value = name === undefined ? '$' : (environment.get(name)?.text ?? whole);
    length += value.length;
    return length > LONGEST_EXPANSION ? whole : value;
  });
}

/** A file of a ConfigMap that a Pod mounts. */
export interface MountedFile extends PlacedText {
  readonly name: string;
}

/** The files of ConfigMaps that the Pods of a workload mount. */
export function mountedFiles(workload: Manifest, spec: Tree, place: Path, inventory: Inventory): MountedFile[] {
  return listAt(spec, 'volumes').flatMap((volume: unknown, i) => {
    if (!isTree(volume)) {
      return [];
    }
    const at = [...place, 'volumes', i];
    const sources: [unknown, Path][] = [
      [volume.configMap, [...at, 'configMap', 'name']],
      ...listAt(volume, 'projected.sources').map((source: unknown, j): [unknown, Path] => [
        isTree(source) ? source.configMap : undefined,
        [...at, 'projected', 'sources', j, 'configMap', 'name'],
      ]),
    ];
    return sources.flatMap(([source, here]) => (isTree(source) ? filesOf(workload, source, here, inventory) : []));
  });
}

function filesOf(workload: Manifest, { name, items }: Tree, at: Path, inventory: Inventory): MountedFile[] {
  const data = configMapData(workload, name, inventory);
  if (!Array.isArray(items)) {
    return data.map(([key, text]) => ({ name: key, text, at }));
  }
  const byKey = new Map(data);
  return items.flatMap((item: unknown) => {
    const { key, path } = isTree(item) ? item : {};
    const text = byKey.get(key);
    return text === undefined ? [] : [{ name: textOf(path ?? key), text, at }];
  });
}
