import { Tree, isTree } from '../checks/_trees';
import { quote } from '../messages/_errors';
import { YamlNode, YamlPair, yaml } from './_yaml';

/** What the aliases of a text may add to the values that are written. */
const MOST_ALIASED_VALUES = 400_000;

const MERGE_KEY = '<<';

/** Why a document has no value. The message goes on behind the place. */
export class NoValue extends Error {
  public constructor(
    message: string,
    /** Where the mistake stands; undefined where the whole document is meant. */
    public readonly node?: YamlNode,
  ) {
    super(message);
  }
}

interface Anchored {
  value: unknown;
  /** The number of values in it; undefined as long as it is not read to its end. */
  size: number | undefined;
}

/** Makes the values of the documents of a text. An alias is the same value as its anchor, which is made once. */
export class Values {
  private anchors = new Map<string, Anchored>();
  private made = 0;
  private aliased = 0;
  private aliasedBefore = 0;

  public constructor(private readonly text: string) {}

  /** The value of a document. */
  public of(contents: YamlNode): unknown {
    this.anchors = new Map();
    this.aliasedBefore = this.aliased;
    return this.valueOf(contents);
  }

  private valueOf(node: YamlNode | null): unknown {
    if (node === null) {
      return null;
    }
    if (yaml().isAlias(node)) {
      return this.valueOfAlias(node.source as string);
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

  private valueOfAlias(name: string): unknown {
    const anchored = this.anchors.get(name);
    if (anchored?.size === undefined) {
      const what = anchored ? `the anchor &${name} holds itself` : `the alias *${name} has no anchor before it`;
      throw new NoValue(`${what}: write the values out.`);
    }
    this.made += anchored.size;
    this.aliased += anchored.size;
    if (this.aliased > MOST_ALIASED_VALUES) {
      const aliases = this.aliasedBefore > 0 ? 'its aliases and those before it' : 'its aliases';
      throw new NoValue(
        `${aliases} make more than ${MOST_ALIASED_VALUES} values of what is written: write the values out.`,
      );
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
    const names = new Set<unknown>();
    for (const { key, value } of pairs) {
      const name = this.valueOf(key);
      if (isMergeKey(key)) {
        merge(tree, this.valueOf(value), key);
      } else {
        this.requireName(name, key, names);
        setOwn(tree, name === null ? '' : String(name), this.valueOf(value));
      }
    }
    return tree;
  }

  /** A key is text, and stands once in its map; 1 and "1" are two keys here. */
  private requireName(name: unknown, key: YamlNode, names: Set<unknown>): void {
    if (typeof name === 'object' && name !== null) {
      const what = isTree(name) ? 'map' : 'list';
      throw new NoValue(
        `a key is a ${what}, which kubectl does not take: give a text, and render templates first.`,
        key,
      );
    }
    if (!yaml().isScalar(key)) {
      return;
    }
    if (names.has(name)) {
      const [start, end] = key.range as [number, number, number];
      const written = quote(this.text.slice(start, Math.min(end, start + 100)));
      throw new NoValue(`the key ${written} is written twice in one map: keep one of the two.`, key);
    }
    names.add(name);
  }
}

/** Adds what the tree does not have, as the merge key asks. */
function merge(tree: Tree, value: unknown, key: YamlNode): void {
  for (const source of Array.isArray(value) ? value : [value]) {
    if (!isTree(source)) {
      throw new NoValue(`what ${MERGE_KEY} merges is no map: name the anchor of one.`, key);
    }
    for (const [name, member] of Object.entries(source)) {
      if (!Object.hasOwn(tree, name)) {
        setOwn(tree, name, member);
      }
    }
  }
}

/** Newer parsers have a symbol for it. */
function isMergeValue(value: unknown): boolean {
  return value === MERGE_KEY || (typeof value === 'symbol' && value.description === MERGE_KEY);
}

/** In quotes it is a key like others. */
function isMergeKey(key: YamlNode): boolean {
  return yaml().isScalar(key) && isMergeValue(key.value) && (key.type === undefined || key.type === 'PLAIN');
}

/** `__proto__` is a key like others, too. */
function setOwn(tree: Tree, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(tree, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    tree[name] = value;
  }
}
