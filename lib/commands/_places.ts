import { Path } from '../checks/_paths';
import { YamlNode, YamlPair, YamlText, yaml } from './_yaml';
import { isMergeKey, nameOfKey } from './_yaml-values';

/** A place in a file. */
export interface Place {
  /** Line in the file. The first is 1. */
  readonly line: number;
  /** Column in the line, in UTF-16 code units, as editors count. The first is 1. */
  readonly column: number;
}

/** A part of the text of a file, which contains whole documents. */
export interface TextPart {
  readonly text: string;
  /** The line of its beginning. The first line of the file is 1. */
  readonly line: number;
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
  const spot = spotsOf(part)[document];
  return placeOfOffset(part, spot ? offsetOf(spot, path) : 0);
}

/** The documents that were parsed last: findings come in the order of the documents. */
let last: { readonly part: TextPart; readonly spots: (Spot | undefined)[] } | undefined;

function spotsOf(part: TextPart): (Spot | undefined)[] {
  if (last?.part !== part) {
    const documents = [...new YamlText(part.text).documents()];
    last = { part, spots: documents.map(({ contents }) => (contents ? new Spots().of(contents) : undefined)) };
  }
  return last.spots;
}

/** A member has the place of its key, an item its own. */
function offsetOf(root: Spot, path: Path): number {
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

function placeOfOffset({ text, line }: TextPart, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: line + before.split('\n').length - 1, column: offset - before.lastIndexOf('\n') };
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
    return yaml().isMap(node)
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
