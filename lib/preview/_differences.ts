import { Tree, isTree, memberOf } from '../checks/_trees';
import { quoteMember } from '../messages/_errors';
import { HIDDEN } from '../messages/_secret-texts';
import { isHiddenAt, nameAt } from '../messages/_secret-values';

/** One difference between two trees. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** How two trees are compared. */
export interface Comparing {
  /** Whether the members of a value that one side lacks count separately. */
  readonly isSplit: (path: string) => boolean;
  /** Whether two values that are not the same mean the same. */
  readonly isEqual: (path: string, a: unknown, b: unknown) => boolean;
  /** Whether the order of a list with names has a meaning. */
  readonly hasOrder: (path: string) => boolean;
}

/**
 * Returns the differences, each at the deepest path that both sides have. A value that one side lacks counts as one
 * difference, unless `isSplit` is true for its path: then its members count separately. Lists are compared member by member if each
 * member has a name of its own, else as a whole.
 */
export function differences(before: unknown, after: unknown, comparing: Comparing, path = ''): Difference[] {
  const { isSplit, isEqual, hasOrder } = comparing;
  if (before === after || isEqual(path, before, after)) {
    return [];
  }
  const split = (before === undefined || after === undefined) && isSplit(path);
  const [listBefore, listAfter] = [byName(before), byName(after)];
  const namedBefore = listBefore ?? (split && before === undefined ? {} : undefined);
  const namedAfter = listAfter ?? (split && after === undefined ? {} : undefined);
  if (namedBefore && namedAfter && (listBefore ?? listAfter)) {
    const inner = members(namedBefore, namedAfter, comparing, (name) => `${path}${listSegment(name)}`);
    // If the members are equal, only their order differs.
    const [from, to] = [memberNames(before), memberNames(after)];
    const isEqualList = !split && (!hasOrder(path) || isSame(from, to));
    return inner.length > 0 || isEqualList ? inner : [{ path, before: from, after: to }];
  }
  const [treeBefore, treeAfter] = [treeOrEmpty(before, split), treeOrEmpty(after, split)];
  if (treeBefore && treeAfter) {
    const inner = members(treeBefore, treeAfter, comparing, (name) => `${path}${segment(name, path)}`);
    return inner.length > 0 || !split ? inner : [{ path, before, after }];
  }
  return isSame(before, after) ? [] : [{ path, before, after }];
}

function members(before: Tree, after: Tree, comparing: Comparing, at: (name: string) => string) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => differences(memberOf(before, name), memberOf(after, name), comparing, at(name)));
}

function segment(name: string, path: string): string {
  return /^[\w-]+$/.test(name) ? `${path === '' ? '' : '.'}${name}` : `[${JSON.stringify(name)}]`;
}

/** Returns the path segment of a list member: its name in brackets, in quotes if it contains a bracket, quote or blank. */
function listSegment(name: string): string {
  return /^[^\s"[\]]+$/.test(name) ? `[${name}]` : `[${JSON.stringify(name)}]`;
}

function treeOrEmpty(value: unknown, split: boolean): Tree | undefined {
  return isTree(value) ? value : split && value === undefined ? {} : undefined;
}

/** Returns the list as a map, if each of its members has a name of its own. */
function byName(value: unknown): Tree | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const names = memberNames(value);
  const isNamed = names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
  return isNamed ? Object.fromEntries(value.map((member) => [member.name, member])) : undefined;
}

function memberNames(list: unknown): unknown[] {
  const all: unknown[] = Array.isArray(list) ? list : [];
  return all.map((member) => (isTree(member) ? memberOf(member, 'name') : undefined));
}

/** Whether the two values are equal. The order of keys does not matter. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((member, i) => isSame(member, b[i]));
  }
  if (isTree(a) && isTree(b)) {
    const names = Object.keys({ ...a, ...b });
    return names.every((name) => isSame(memberOf(a, name), memberOf(b, name)));
  }
  return a === b;
}

/** Returns the value at a path of an object as a line of text, with secrets hidden. */
export function shownChangeAt(kind: string, path: string, value: unknown): string {
  if (value === undefined) {
    return 'absent';
  }
  return isHiddenAt(kind, path, value) ? HIDDEN : quoteMember(nameAt(path), value);
}
