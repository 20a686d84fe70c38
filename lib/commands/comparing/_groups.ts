import { Tree, expanded, isTree } from '../../checks/_trees';
import { clusterNameIn } from '../../platform/_cluster-name';
import { AntreaObject } from '../../platform/enums';

/** An object of a tree of files. */
export interface PlacedObject {
  readonly manifest: Tree;
  /** Path of its file below the operand of the command, with `/`; empty if the operand is a file. */
  readonly path: string;
}

/** The objects of one cluster on both sides. */
export interface Group {
  /** The folder of the cluster, or the common part of the names of its files; empty if nothing tells the cluster. */
  readonly name: string;
  readonly before: Tree[];
  readonly after: Tree[];
}

/** Folders of one cluster for its two API servers, and for engines. What is around them is the folder of the cluster. */
const SIDES = /(?:^|\/)(?:supervisor|workload|manifests|argocd|flux|kapp)\//;

/** The end of the name of a file for one of the two API servers. A number is in front if charts depend on each other. */
const FILE = /^(.*\/)?(?:\d{4}-)?(.+?)[-.](?:supervisor|workload)(?:-c8[0-9a-f]{6})?\..*$/;

/**
 * Groups the objects of both sides by cluster, sorted by name. An object that is in another group on the other side, and
 * there only, has moved: it is in the group that it has after.
 */
export function groupsOf(before: readonly PlacedObject[], after: readonly PlacedObject[]): Group[] {
  const [from, to] = [before, after].map((side) => side.flatMap(namedObjects));
  const moved = movedGroups(from, to);
  const groups = new Map<string, Group>();
  const groupAt = (name: string): Group => {
    const group = groups.get(name) ?? { name, before: [], after: [] };
    groups.set(name, group);
    return group;
  };
  from.forEach(({ group, key, manifest }) => groupAt(moved.get(pair(group, key)) ?? group).before.push(manifest));
  to.forEach(({ group, manifest }) => groupAt(group).after.push(manifest));
  return [...groups.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

interface NamedObject {
  readonly group: string;
  readonly key: string;
  readonly manifest: Tree;
}

function namedObjects({ manifest, path }: PlacedObject): NamedObject[] {
  const items = expanded(manifest).filter((item) => isTree(item)) as Tree[];
  return items.map((item) => ({ group: groupOf(item, path), key: identity(item), manifest: item }));
}

/** Returns the cluster that the path shows, or else that of the object. */
function groupOf(manifest: Tree, path: string): string {
  const side = SIDES.exec(path);
  if (side) {
    return path.slice(0, side.index);
  }
  const [, folder = '', name] = FILE.exec(path) ?? [];
  return name === undefined ? clusterOf(manifest) : `${folder}${name}`;
}

function clusterOf({ kind, apiVersion, metadata }: Tree): string {
  const name = String(metadata?.name ?? '');
  const isCluster = kind === 'Cluster' && String(apiVersion).startsWith('cluster.x-k8s.io/');
  const cluster = isCluster ? name : clusterNameIn(kind as AntreaObject, name);
  return cluster === undefined ? '' : [metadata?.namespace, cluster].filter((part) => part !== undefined).join('/');
}

function identity({ kind, apiVersion, metadata }: Tree): string {
  const group = String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : '';
  return JSON.stringify([group, kind, metadata?.namespace ?? '', metadata?.name]);
}

function pair(group: string, key: string): string {
  return JSON.stringify([group, key]);
}

/** Returns the new group of each object that is in one other group only. */
function movedGroups(from: readonly NamedObject[], to: readonly NamedObject[]): Map<string, string> {
  const [old, now] = [groupsByKey(from), groupsByKey(to)];
  const moved = new Map<string, string>();
  for (const [key, groups] of old) {
    const left = [...groups].filter((group) => !now.get(key)?.has(group));
    const come = [...(now.get(key) ?? [])].filter((group) => !groups.has(group));
    if (left.length === 1 && come.length === 1) {
      moved.set(pair(left[0], key), come[0]);
    }
  }
  return moved;
}

function groupsByKey(objects: readonly NamedObject[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { key, group } of objects) {
    groups.set(key, (groups.get(key) ?? new Set()).add(group));
  }
  return groups;
}
