import { IConstruct } from 'constructs';
import { KeyedLists } from './_keyed-lists';

/**
 * Constructs by keys of several parts. Lookups return them in the order of the tree, which is the order of the output. A
 * construct that was removed from the tree is not found.
 */
export class TreeIndex {
  private readonly lists = new KeyedLists<IConstruct>();
  private readonly sorted = new Map<IConstruct[], IConstruct[]>();
  private positions?: Map<IConstruct, number>;

  public constructor(private readonly root: IConstruct) {}

  public add(construct: IConstruct, keys: readonly unknown[][]): void {
    keys.forEach((key) => this.lists.add(key, construct));
    this.sorted.clear();
    this.positions = undefined;
  }

  /** Returns the constructs with one of the keys, each once. */
  public at(...keys: unknown[][]): IConstruct[] {
    const lists = keys.map((key) => this.inOrder(key)).filter(({ length }) => length > 0);
    const found = lists.length > 1 ? this.sort([...new Set(lists.flat())]) : (lists[0] ?? []);
    return found.filter(isInTree);
  }

  /** Returns the first construct with the key. */
  public first(key: unknown[]): IConstruct | undefined {
    return this.inOrder(key).find(isInTree);
  }

  private inOrder(key: unknown[]): IConstruct[] {
    const list = this.lists.at(key);
    const known = this.sorted.get(list);
    if (known || list.length === 0) {
      return known ?? [];
    }
    const sorted = this.sort(list);
    this.sorted.set(list, sorted);
    return sorted;
  }

  private sort(list: IConstruct[]): IConstruct[] {
    this.positions ??= new Map(this.root.node.findAll().map((construct, i) => [construct, i]));
    const positionOf = (construct: IConstruct) => this.positions?.get(construct) as number;
    return list.filter((one) => this.positions?.has(one)).sort((a, b) => positionOf(a) - positionOf(b));
  }
}

function isInTree(construct: IConstruct): boolean {
  const { id, scope } = construct.node;
  return scope === undefined || (scope.node.tryFindChild(id) === construct && isInTree(scope));
}
