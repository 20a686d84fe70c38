import { Path } from '../../checks/_paths';
import { YamlNode, YamlPair, yaml } from '../../files/_yaml';
import { isMergeKey, nameOfKey } from '../../files/_yaml-values';

/** A place in a document that can be changed there, without a change anywhere else. */
export interface LocatedValue {
  /** The value; null if the key has none. */
  readonly node: YamlNode | null;
  /** The key, if the value is a member of a map, and that map. */
  readonly key?: YamlNode;
  readonly map?: YamlNode;
}

/** A place that does not exist: the map in which it begins, and the names that are missing. */
export interface MissingMember {
  readonly map: YamlNode;
  readonly names: string[];
}

/** The reason why a place cannot be changed there, as the end of a sentence. */
export interface Unchangeable {
  readonly reason: string;
}

/** Returns the place of a path in a document. */
export function located(root: YamlNode, path: Path): LocatedValue | MissingMember | Unchangeable {
  const aliased = aliasesOf(root);
  let here: LocatedValue = { node: root };
  for (const [depth, part] of path.entries()) {
    const { node } = here;
    const shared = node && reasonOf(node, aliased);
    if (shared) {
      return shared;
    }
    if (node && yaml().isMap(node)) {
      const next = locatedMember(node, String(part));
      if (next === undefined) {
        return hasMergeKey(node)
          ? { reason: 'a merge key may bring the value' }
          : { map: node, names: path.slice(depth).map(String) };
      }
      here = next;
    } else {
      const item = node?.items?.[Number(part)] as YamlNode | undefined;
      if (!item || typeof part !== 'number') {
        return { reason: 'the file has another structure there' };
      }
      here = { node: item };
    }
  }
  return (here.node && reasonOf(here.node, aliased)) ?? here;
}

function locatedMember(map: YamlNode, name: string): LocatedValue | undefined {
  const pairs = (map.items as YamlPair[]).filter(({ key }) => !yaml().isAlias(key) && !isMergeKey(key));
  const pair = pairs.find(({ key }) => nameOfKey(key.value) === name);
  return pair && { node: pair.value, key: pair.key, map };
}

function hasMergeKey(map: YamlNode): boolean {
  return (map.items as YamlPair[]).some(({ key }) => isMergeKey(key) || yaml().isAlias(key));
}

/** Returns the reason if a change of the node changes another place too. */
function reasonOf(node: YamlNode, aliased: ReadonlySet<string>): Unchangeable | undefined {
  if (yaml().isAlias(node)) {
    return { reason: `the value comes from the alias *${node.source}` };
  }
  return node.anchor !== undefined && aliased.has(node.anchor)
    ? { reason: `the value has the anchor &${node.anchor}, which is used in another place too` }
    : undefined;
}

/** The names of each document, which has many places. */
const namesOfDocuments = new WeakMap<YamlNode, ReadonlySet<string>>();

function aliasesOf(root: YamlNode): ReadonlySet<string> {
  const names = namesOfDocuments.get(root) ?? aliasedNames(root);
  namesOfDocuments.set(root, names);
  return names;
}

/** Returns the names of all anchors that an alias uses. */
function aliasedNames(node: YamlNode | null, found = new Set<string>()): Set<string> {
  if (node === null) {
    return found;
  }
  if (yaml().isAlias(node)) {
    found.add(String(node.source));
  }
  for (const item of node.items ?? []) {
    if ('key' in item) {
      aliasedNames(item.key, found);
      aliasedNames(item.value, found);
    } else {
      aliasedNames(item, found);
    }
  }
  return found;
}
