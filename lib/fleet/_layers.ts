import { Path } from '../checks/_paths';
import { Tree, isTree, memberOf } from '../checks/_trees';
import { ValueShape } from './_shapes';
import { Source } from './_sources';

/** Values that apply to one or more clusters. */
export interface Layer {
  readonly source: Source;
  /** Where the values are in the source. */
  readonly path: Path;
  readonly value: Tree;
}

/** Returns the values of all layers in one. A later layer replaces what an earlier one sets. */
export function mergedLayers(shape: ValueShape, layers: readonly Layer[]): Tree {
  return layers.reduce<Tree>((lower, { value }) => mergeValues(shape, lower, value) as Tree, {});
}

/** Merges maps by their keys, and lists by the names of their members. Any other value replaces the lower one. */
function mergeValues(shape: ValueShape | undefined, lower: unknown, upper: unknown): unknown {
  if (isTree(upper)) {
    return mergeTrees(shape, isTree(lower) && shape?.kind !== 'class' ? lower : {}, upper);
  }
  if (Array.isArray(upper)) {
    return isNamedList(upper) && isNamedList(lower) ? mergeByName(itemOf(shape), lower, upper) : upper;
  }
  return upper;
}

function mergeTrees(shape: ValueShape | undefined, lower: Tree, upper: Tree): Tree {
  const merged = new Map(Object.entries(lower));
  for (const [name, value] of Object.entries(upper)) {
    if (value === null) {
      merged.delete(name);
    } else if (value !== undefined) {
      merged.set(name, mergeValues(memberShape(shape, name), merged.get(name), value));
    }
  }
  // Also a member with the name `__proto__`.
  return Object.fromEntries(merged);
}

type Named = Tree & { readonly name: string };

/** Whether all members of the list have a name, and it has a member. */
function isNamedList(value: unknown): value is Named[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => isTree(item) && typeof item.name === 'string')
  );
}

/** Merges the members of the same name. New members are at the end. */
function mergeByName(item: ValueShape | undefined, lower: Named[], upper: Named[]): unknown[] {
  const merged = new Map<string, unknown>(lower.map((member) => [member.name, member]));
  for (const member of upper) {
    merged.set(member.name, mergeValues(item, merged.get(member.name), member));
  }
  return [...merged.values()];
}

function itemOf(shape: ValueShape | undefined): ValueShape | undefined {
  return shape?.kind === 'list' ? shape.item() : undefined;
}

function memberShape(shape: ValueShape | undefined, name: string): ValueShape | undefined {
  if (shape?.kind === 'struct') {
    return shape.member(name);
  }
  if (shape?.kind === 'map') {
    return shape.item();
  }
  // A choice has at most one map.
  const inside =
    shape?.kind === 'choice' ? shape.shapes.find(({ kind }) => kind === 'struct' || kind === 'map') : undefined;
  return inside && memberShape(inside, name);
}

/** A value in a layer. */
export interface Origin {
  readonly layer: Layer;
  /** The path of the value in the layer. */
  readonly path: Path;
}

/**
 * Returns where the value at a path of the merged values is set: in the last layer that has it. If no layer has it,
 * returns the nearest value around it, or the last layer.
 */
export function originOf(layers: readonly Layer[], merged: Tree, path: Path): Origin {
  for (let length = path.length; length > 0; length--) {
    for (const layer of [...layers].reverse()) {
      const found = pathInLayer(layer.value, merged, path.slice(0, length));
      if (found) {
        return { layer, path: found };
      }
    }
  }
  return { layer: layers[layers.length - 1], path: [] };
}

/** Returns the path in a layer for a path in the merged values. They differ in the indexes of named members. */
function pathInLayer(layer: Tree, merged: Tree, path: Path): Path | undefined {
  const found: (string | number)[] = [];
  let [here, there]: unknown[] = [layer, merged];
  for (const part of path) {
    let own: string | number = part;
    if (Array.isArray(here)) {
      const item: unknown = Array.isArray(there) ? there[Number(part)] : undefined;
      own = isNamedList(here) && isTree(item) ? here.findIndex(({ name }) => name === item.name) : Number(part);
      here = here[own] ?? null;
      there = item;
    } else {
      here = isTree(here) ? (memberOf(here, String(part)) ?? null) : null;
      there = isTree(there) ? memberOf(there, String(part)) : undefined;
    }
    if (here === null) {
      return undefined;
    }
    found.push(own);
  }
  return found;
}
