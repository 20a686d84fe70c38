import { Tree, isTree } from '../_plain';

const LIST = 'List';

/** Whether it is a List, of any kind of object. */
export function isListOfObjects(object: unknown): object is Tree & { readonly items: unknown[] } {
  return isTree(object) && typeof object.kind === 'string' && object.kind.endsWith(LIST) && Array.isArray(object.items);
}

/** The objects of a List; those of a PodList need not say that they are Pods. */
export function expandList({ kind, apiVersion, items }: Tree): unknown[] {
  const inferred = kind === LIST ? {} : { apiVersion, kind: String(kind).slice(0, -LIST.length) };
  return (items as unknown[]).map((item) => (isTree(item) && kind !== LIST ? { ...inferred, ...item } : item));
}

/** The object, or what is in it at any depth where it is a List. */
export function expanded(object: unknown): unknown[] {
  return isListOfObjects(object) ? expandList(object).flatMap(expanded) : [object];
}
