import { ApiObject } from 'cdk8s';
import { ObjectOfKind, podPlace } from '../checks/_pod-specs';
import { Tree, isTree, valueAt } from '../checks/_trees';
import { AppState } from './_app-state';
import { patchesOf } from './_made-objects';

/**
 * Returns the manifest of an object, with all patches. In a run of `synth()` it is rendered only once: no one may change
 * what is returned.
 */
export function rendered(object: ApiObject): Tree {
  const state = AppState.of(object);
  if (state.runs === 0) {
    return object.toJson() as Tree;
  }
  const patches = patchesOf(object);
  const known = state.rendered.get(object);
  if (known?.patches === patches) {
    return known.manifest;
  }
  const manifest = object.toJson() as Tree;
  state.rendered.set(object, { manifest, patches });
  return manifest;
}

/**
 * Changes the manifest of an object whenever it is rendered, after the patches of the user. So the change also applies to
 * containers that are added later, and it cannot replace a list that a user adds.
 */
export function changeWhenRendered(object: ApiObject, change: (manifest: Tree) => Tree): void {
  const { toJson } = object;
  object.toJson = () => change(toJson.call(object) as Tree);
}

/** The object in a manifest that has the metadata and the spec of its Pods. */
export function podOf(manifest: Tree): Tree {
  const place = podPlace(manifest as ObjectOfKind).join('.');
  return (place === '' ? manifest : valueAt(manifest, place)) as Tree;
}

/** Sets a member of a map, with the members in the order in which cdk8s writes them. */
export function setInOrder(map: Tree, name: string, value: unknown): void {
  const members = Object.entries({ ...map, [name]: value }).sort(([a], [b]) => (a < b ? -1 : 1));
  Object.keys(map).forEach((key) => delete map[key]);
  Object.assign(map, Object.fromEntries(members));
}

/** Adds labels to the Pods of a manifest, and returns it. */
export function addPodLabels(manifest: Tree, labels: { readonly [name: string]: string }): Tree {
  const pod = podOf(manifest);
  const metadata = isTree(pod.metadata) ? pod.metadata : {};
  const own: unknown = metadata.labels;
  const sorted: Tree = {};
  for (const [name, value] of Object.entries({ ...(isTree(own) ? own : {}), ...labels })) {
    setInOrder(sorted, name, value);
  }
  setInOrder(metadata, 'labels', sorted);
  setInOrder(pod, 'metadata', metadata);
  return manifest;
}
