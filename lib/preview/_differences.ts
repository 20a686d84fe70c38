import { Tree, isTree } from '../_plain';

/** Where two trees differ. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The differences, each as deep as both sides have it. What one side lacks is one difference, except where `isSplit` asks
 * for its members. Members of a list that have names are compared by name, every other list as a whole.
 */
export function differences(
  before: unknown,
  after: unknown,
  isSplit: (path: string) => boolean = () => false,
  path = '',
): Difference[] {
  if (isSame(before, after)) {
    return [];
  }
  const split = isSplit(path);
  const [listBefore, listAfter] = [byName(before), byName(after)];
  const namedBefore = listBefore ?? (split && before === undefined ? {} : undefined);
  const namedAfter = listAfter ?? (split && after === undefined ? {} : undefined);
  if (namedBefore && namedAfter && (listBefore ?? listAfter)) {
    const inner = members(namedBefore, namedAfter, isSplit, (name) => `${path}[${name}]`);
    // What is left is the order of the same members.
    const [from, to] = [Object.keys(namedBefore), Object.keys(namedAfter)];
    return inner.length > 0 ? inner : [{ path, before: from, after: to }];
  }
  const [treeBefore, treeAfter] = [treeOf(before, split), treeOf(after, split)];
  const inner =
    treeBefore && treeAfter ? members(treeBefore, treeAfter, isSplit, (name) => `${path}${step(name, path)}`) : [];
  return inner.length > 0 ? inner : [{ path, before, after }];
}

function members(before: Tree, after: Tree, isSplit: (path: string) => boolean, at: (name: string) => string) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => differences(before[name], after[name], isSplit, at(name)));
}

function step(name: string, path: string): string {
  return /^[\w-]+$/.test(name) ? `${path === '' ? '' : '.'}${name}` : `[${JSON.stringify(name)}]`;
}

function treeOf(value: unknown, split: boolean): Tree | undefined {
  return isTree(value) ? value : split && value === undefined ? {} : undefined;
}

/** The list as a map, where each of its members has a name of its own. */
function byName(value: unknown): Tree | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const names = value.map((member: unknown) => (isTree(member) ? member.name : undefined));
  const isNamed = names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
  return isNamed ? Object.fromEntries(value.map((member) => [member.name, member])) : undefined;
}

/** Whether the two say the same; the order of keys says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((member, i) => isSame(member, b[i]));
  }
  if (isTree(a) && isTree(b)) {
    const names = Object.keys({ ...a, ...b });
    return names.every((name) => isSame(a[name], b[name]));
  }
  return a === b;
}
