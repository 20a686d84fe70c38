import { InvalidInput, quote } from '../messages/_errors';

/** A plain object, which YAML writes as a map. */
export type Tree = { [name: string]: any };

export function isTree(value: unknown): value is Tree {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return false;
  }
  // A plain object, also of another realm: its prototype has no prototype.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Throws if the value contains, at any depth, something that YAML cannot write or would leave out. */
export function requirePlain(subject: string, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return;
  }
  if (Array.isArray(value) || isTree(value)) {
    for (const [key, member] of Object.entries(value)) {
      requirePlain(`${subject}: ${quote(key)}`, member);
    }
    return;
  }
  throw new InvalidInput(
    `${subject} has the value ${quote(value)}: give a string, a number, a boolean, a list or a plain object, or leave it out.`,
  );
}

/** Returns the map without members that are undefined; undefined if none is left. */
export function filledTree(tree: Tree): Tree | undefined {
  const members = Object.entries(tree).filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Returns the own member of this name. Inherited members such as `constructor` do not count. */
export function memberOf(tree: Tree, name: string): unknown {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

/** Sets a member of any name. An assignment to `__proto__` would change the prototype instead. */
function setMember(tree: Tree, name: string, value: unknown): void {
  Object.defineProperty(tree, name, { value, configurable: true, enumerable: true, writable: true });
}

/** Returns a tree that has the value at a path such as `a.b`. */
export function treeOf(path: string, value: unknown): Tree {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Tree;
}

/** Merges the addition into the tree, map by map. If both have a value at one path, stops and returns that path. */
export function mergeInto(tree: Tree, addition: Tree, path = ''): string | undefined {
  for (const [name, value] of Object.entries(addition)) {
    const here = `${path}${name}`;
    const there = memberOf(tree, name);
    if (there === undefined) {
      setMember(tree, name, isTree(value) ? { ...value } : value);
    } else if (isTree(there) && isTree(value)) {
      const merged = { ...there };
      setMember(tree, name, merged);
      const clash = mergeInto(merged, value, `${here}.`);
      if (clash) {
        return clash;
      }
    } else {
      return here;
    }
  }
  return undefined;
}

/** The names in the paths that were looked up before, which are few. */
const splitPaths = new Map<string, string[]>();
const MOST_PATHS = 1000;

function partsOfPath(path: string): string[] {
  let names = splitPaths.get(path);
  if (!names) {
    names = path.split('.');
    if (splitPaths.size === MOST_PATHS) {
      splitPaths.clear();
    }
    splitPaths.set(path, names);
  }
  return names;
}

/** Returns the value at a path such as `a.b`; undefined if there is none. */
export function valueAt(tree: Tree, path: string): unknown {
  let value: unknown = tree;
  for (const name of partsOfPath(path)) {
    value = isTree(value) ? memberOf(value, name) : undefined;
  }
  return value;
}

/** Returns the base with the values of the tree in place of its own, map by map. */
export function overlay(base: unknown, tree: unknown): unknown {
  if (!isTree(base) || !isTree(tree)) {
    return tree;
  }
  const merged = Object.entries(tree).map(([name, value]): [string, unknown] => [
    name,
    overlay(memberOf(base, name), value),
  ]);
  return { ...base, ...Object.fromEntries(merged) };
}

const LIST = 'List';

/** Whether it is a List, of any kind of object. */
export function isListOfObjects(object: unknown): object is Tree & { readonly items: unknown[] } {
  return isTree(object) && typeof object.kind === 'string' && object.kind.endsWith(LIST) && Array.isArray(object.items);
}

/** Returns the objects of a List. Those of a PodList are Pods, even if they have no kind. */
export function expandList({ kind, apiVersion, items }: Tree): unknown[] {
  const inferred = kind === LIST ? {} : { apiVersion, kind: String(kind).slice(0, -LIST.length) };
  return (items as unknown[]).map((item) => (isTree(item) && kind !== LIST ? { ...inferred, ...item } : item));
}

/** The object, or what is in it at any depth where it is a List. */
export function expanded(object: unknown): unknown[] {
  return isListOfObjects(object) ? expandList(object).flatMap(expanded) : [object];
}
