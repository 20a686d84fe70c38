import { YamlNode, YamlPair, isPair } from './_yaml';

/** What aliases may add to the values that are written. */
export const MAX_ALIASED_VALUES = 400_000;

/** Why the aliases of a document cannot be followed; undefined where they can. */
export function aliasMistake(contents: YamlNode): string | undefined {
  const sizes = new Map<string, number>();
  const open = new Set<string>();
  let added = 0;
  let mistake: string | undefined;

  function sizeOf(node: YamlNode | YamlPair | null): number {
    if (node === null || mistake !== undefined) {
      return 0;
    }
    if (isPair(node)) {
      return sizeOf(node.key) + sizeOf(node.value);
    }
    return node.source !== undefined && !('value' in node) ? sizeOfAlias(node.source) : sizeOfValue(node);
  }

  function sizeOfAlias(name: string): number {
    if (open.has(name)) {
      mistake = `the anchor &${name} holds itself`;
      return 0;
    }
    const size = sizes.get(name);
    if (size === undefined) {
      mistake = `the alias *${name} has no anchor before it`;
      return 0;
    }
    added += size;
    if (added > MAX_ALIASED_VALUES) {
      mistake = `its aliases make more than ${MAX_ALIASED_VALUES} values of what is written`;
    }
    return size;
  }

  function sizeOfValue({ anchor, items }: YamlNode): number {
    if (anchor !== undefined) {
      open.add(anchor);
    }
    const size = (items ?? []).reduce((sum, item) => sum + sizeOf(item), 1);
    if (anchor !== undefined) {
      open.delete(anchor);
      sizes.set(anchor, size);
    }
    return size;
  }

  sizeOf(contents);
  return mistake;
}
