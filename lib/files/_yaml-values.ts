import { Tree, isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { YamlNode, YamlPair, yaml } from './_yaml';

/** The maximum number of values that the aliases of a text may add. */
const MOST_ALIASED_VALUES = 400_000;

export const MERGE_KEY = '<<';

/** A document that cannot be converted to a value. The caller puts the place in front of the message. */
export class InvalidYamlValue extends Error {
  public constructor(
    message: string,
    /** The node with the error. Undefined if the error concerns the whole document. */
    public readonly node?: YamlNode,
    /** The key that is the same, if a key is in its map twice. */
    public readonly first?: YamlNode,
    /** The alias with the error. */
    public readonly alias?: YamlNode,
  ) {
    super(message);
  }
}

interface Anchored {
  value: unknown;
  /** The number of values in it. Undefined until it is read completely. */
  size: number | undefined;
}

/** Converts documents to values. An alias returns the same object as its anchor. */
export class Values {
  private anchors = new Map<string, Anchored>();
  private made = 0;
  private aliased = 0;
  private aliasedBefore = 0;
  private text = '';

  /** Returns the value of a document in the text. */
  public of(contents: YamlNode, text: string): unknown {
    this.text = text;
    this.anchors = new Map();
    this.aliasedBefore = this.aliased;
    return this.valueOf(contents);
  }

  private valueOf(node: YamlNode | null): unknown {
    if (node === null) {
      return null;
    }
    if (yaml().isAlias(node)) {
      return this.valueOfAlias(node, node.source as string);
    }
    const before = this.made++;
    const { anchor } = node;
    if (anchor === undefined) {
      return this.contentOf(node);
    }
    const anchored: Anchored = { value: undefined, size: undefined };
    this.anchors.set(anchor, anchored);
    anchored.value = this.contentOf(node);
    anchored.size = this.made - before;
    return anchored.value;
  }

  private valueOfAlias(alias: YamlNode, name: string): unknown {
    const anchored = this.anchors.get(name);
    if (anchored?.size === undefined) {
      const what = anchored
        ? `the anchor &${name} contains an alias of itself`
        : `the alias *${name} has no anchor before it`;
      throw new InvalidYamlValue(`${what}: write the values out.`, undefined, undefined, alias);
    }
    this.made += anchored.size;
    this.aliased += anchored.size;
    if (this.aliased > MOST_ALIASED_VALUES) {
      const aliases = this.aliasedBefore > 0 ? 'its aliases and those of the documents before it' : 'its aliases';
      throw new InvalidYamlValue(`${aliases} expand to more than ${MOST_ALIASED_VALUES} values: write the values out.`);
    }
    return anchored.value;
  }

  private contentOf(node: YamlNode): unknown {
    const { items } = node;
    if (!items) {
      return isMergeValue(node.value) ? MERGE_KEY : node.value;
    }
    return yaml().isMap(node)
      ? this.treeOf(items as YamlPair[])
      : (items as YamlNode[]).map((item) => this.valueOf(item));
  }

  private treeOf(pairs: YamlPair[]): Tree {
    const tree: Tree = {};
    const names = new Map<unknown, YamlNode>();
    for (const { key, value } of pairs) {
      const name = this.valueOf(key);
      if (isMergeKey(key)) {
        merge(tree, this.valueOf(value), key);
      } else {
        this.requireName(name, key, names);
        setOwn(tree, nameOfKey(name), this.valueOf(value));
      }
    }
    return tree;
  }

  /** Throws if the key is not a scalar, or occurs twice in its map. 1 and "1" are different keys here. */
  private requireName(name: unknown, key: YamlNode, names: Map<unknown, YamlNode>): void {
    if (typeof name === 'object' && name !== null) {
      const what = isTree(name) ? 'map' : 'list';
      throw new InvalidYamlValue(
        `a key is a ${what}, which kubectl does not accept: use a string as key, and render templates first.`,
        key,
      );
    }
    if (!yaml().isScalar(key)) {
      return;
    }
    const first = names.get(name);
    if (first) {
      const [start, end] = key.range as [number, number, number];
      const written = quote(this.text.slice(start, Math.min(end, start + 100)));
      throw new InvalidYamlValue(`the key ${written} is written twice in one map: keep one of the two.`, key, first);
    }
    names.set(name, key);
  }
}

/** Adds the members that the tree does not have yet, as YAML's merge key `<<` requires. */
function merge(tree: Tree, value: unknown, key: YamlNode): void {
  for (const source of Array.isArray(value) ? value : [value]) {
    if (!isTree(source)) {
      throw new InvalidYamlValue(`the value of ${MERGE_KEY} is not a map: use the alias of a map.`, key);
    }
    for (const [name, member] of Object.entries(source)) {
      if (!Object.hasOwn(tree, name)) {
        setOwn(tree, name, member);
      }
    }
  }
}

/** Whether the value is the merge key, for which newer parsers have a symbol. */
function isMergeValue(value: unknown): boolean {
  return value === MERGE_KEY || (typeof value === 'symbol' && value.description === MERGE_KEY);
}

/** Whether the node is a merge key. In quotes `<<` is an ordinary key. */
export function isMergeKey(key: YamlNode): boolean {
  return yaml().isScalar(key) && isMergeValue(key.value) && (key.type === undefined || key.type === 'PLAIN');
}

/** The name of the member of a key, which may be a number or another scalar. */
export function nameOfKey(value: unknown): string {
  return isMergeValue(value) ? MERGE_KEY : String(value ?? '');
}

/** Sets an own member of the tree, also for the key `__proto__`. */
function setOwn(tree: Tree, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(tree, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    tree[name] = value;
  }
}
