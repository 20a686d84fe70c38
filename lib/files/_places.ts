import { Path } from '../checks/_paths';
import { nodesFast } from './_fast-yaml';
import { YamlNode, YamlPair, YamlText, yaml } from './_yaml';
import { TextPart, lineIn } from './_text-parts';
import { isMergeKey, nameOfKey } from './_yaml-values';

/** A place in a file. */
export interface Place {
  /** Line in the file. The first is 1. */
  readonly line: number;
  /** Column in the line, in UTF-16 code units, as editors count. The first is 1. */
  readonly column: number;
}

/** The offset of a value, and those of what is in it. */
export interface Spot {
  readonly offset: number;
  /** The members of a map: the offset of the key, and the value. */
  readonly members?: Map<string, { readonly key: number; readonly value: Spot }>;
  readonly items?: Spot[];
}

/** Returns the place of the value at a path in a document of the text. If it is missing, returns that of the nearest value around it. */
export function placeInText(part: TextPart, document: number, path: Path): Place {
  const offset = offsetInText(part, document, path);
  return { line: lineIn(part, offset), column: offset - part.text.slice(0, offset).lastIndexOf('\n') };
}

/** Returns the offset of that place. */
export function offsetInText(part: TextPart, document: number, path: Path): number {
  const spot = spotsOf(part)[document];
  return spot ? offsetOfNode(spot, path) : 0;
}

/** The documents that were parsed last: findings come in the order of the documents. */
let last: { readonly part: TextPart; readonly spots: (Spot | undefined)[] } | undefined;

function spotsOf(part: TextPart): (Spot | undefined)[] {
  if (last?.part !== part) {
    const nodes = nodesFast(part.text) ?? Array.from(new YamlText(part.text).documents(), ({ contents }) => contents);
    last = { part, spots: nodes.map((node) => (node ? spotsOfNode(node) : undefined)) };
  }
  return last.spots;
}

/** A member has the place of its key, an item its own. */
function offsetOfNode(root: Spot, path: Path): number {
  let here = root;
  let { offset } = root;
  for (const part of path) {
    const member = here.members?.get(String(part));
    const next = here.items?.[Number(part)] ?? member?.value;
    if (!next) {
      break;
    }
    offset = member?.key ?? next.offset;
    here = next;
  }
  return offset;
}

/** Returns where a value is, and what is in it. */
export function spotsOfNode(node: YamlNode): Spot {
  return new Spots().of(node);
}

function isPair(item: YamlNode | YamlPair): item is YamlPair {
  return 'key' in item;
}

/** Converts the nodes of a document. What is in an alias has the places of its anchor, where the value is written. */
class Spots {
  private readonly anchors = new Map<string, { readonly spot: Spot; readonly scalar: unknown }>();

  public of(node: YamlNode | null, nearest = 0): Spot {
    const offset = node?.range?.[0] ?? nearest;
    if (node === null) {
      return { offset };
    }
    if (yaml().isAlias(node)) {
      return { ...this.anchors.get(node.source as string)?.spot, offset };
    }
    const spot = this.contentOf(node, offset);
    if (node.anchor !== undefined) {
      this.anchors.set(node.anchor, { spot, scalar: node.value });
    }
    return spot;
  }

  private contentOf(node: YamlNode, offset: number): Spot {
    const { items } = node;
    if (!items) {
      return { offset };
    }
    return items.some(isPair)
      ? { offset, members: this.membersOf(items as YamlPair[], offset) }
      : { offset, items: (items as YamlNode[]).map((item) => this.of(item, offset)) };
  }

  /** A member that the map itself has replaces a merged one, wherever the merge key is. */
  private membersOf(pairs: YamlPair[], offset: number): NonNullable<Spot['members']> {
    const own: NonNullable<Spot['members']> = new Map();
    const merged: NonNullable<Spot['members']> = new Map();
    for (const pair of pairs) {
      const key = this.of(pair.key, offset).offset;
      const value = this.of(pair.value, key);
      if (isMergeKey(pair.key)) {
        for (const source of value.items ?? [value]) {
          source.members?.forEach((member, name) => void (merged.has(name) || merged.set(name, member)));
        }
      } else {
        own.set(this.nameOf(pair.key), { key, value });
      }
    }
    return new Map([...merged, ...own]);
  }

  private nameOf(key: YamlNode): string {
    return nameOfKey(yaml().isAlias(key) ? this.anchors.get(key.source as string)?.scalar : key.value);
  }
}
