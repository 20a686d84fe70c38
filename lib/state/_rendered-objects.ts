import { ApiObject } from 'cdk8s';
import { Tree } from '../checks/_trees';

/**
 * Changes the manifest of an object whenever it is rendered, after the patches of the user. So the change also applies to
 * containers that are added later, and it cannot replace a list that a user adds.
 */
export function changeWhenRendered(object: ApiObject, change: (manifest: Tree) => void): void {
  const { toJson } = object;
  object.toJson = () => {
    const manifest = toJson.call(object) as Tree;
    change(manifest);
    return manifest;
  };
}

/** The places of the spec and the metadata of the Pods in a manifest. */
export function podOf(manifest: Tree): Tree {
  return (manifest.kind === 'Pod' ? manifest : manifest.spec.template) as Tree;
}

/** Sets a member of a map, with the members in the order in which cdk8s writes them. */
export function setInOrder(map: Tree, name: string, value: unknown): void {
  const members = Object.entries({ ...map, [name]: value }).sort(([a], [b]) => (a < b ? -1 : 1));
  Object.keys(map).forEach((key) => delete map[key]);
  Object.assign(map, Object.fromEntries(members));
}
