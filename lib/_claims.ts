import { IConstruct } from 'constructs';

const claims = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Claims a key for the construct within its app; returns the construct that holds it already, if one does. */
export function claim(construct: IConstruct, key: string): IConstruct | undefined {
  const root = construct.node.root;
  const held = claims.get(root) ?? new Map<string, IConstruct>();
  claims.set(root, held);
  const holder = held.get(key);
  if (!holder) {
    held.set(key, construct);
  }
  return holder;
}
