import { Tree, isListOfObjects, isTree } from '../checks/_trees';
import { Emit, WrittenObject } from './_written';

/** Returns the YAML of the object with additional annotations. Those that the object has are not replaced. */
export function annotatedYaml({ manifest, yaml }: WrittenObject, additional: Tree, emit: Emit): string {
  const changed = annotated(manifest, additional);
  return changed === manifest ? yaml : emit(changed);
}

/** Returns the manifest with the annotations. Its own win, and the order of its members stays. */
export function annotated(manifest: Tree, additional: Tree): Tree {
  if (isListOfObjects(manifest)) {
    const items = manifest.items.map((item) => (isTree(item) ? annotated(item, additional) : item));
    return { ...manifest, items };
  }
  const metadata: unknown = manifest.metadata ?? {};
  const given: unknown = isTree(metadata) ? (metadata.annotations ?? {}) : undefined;
  if (!isTree(metadata) || !isTree(given)) {
    return manifest;
  }
  const added = Object.entries(additional).filter(([name]) => !Object.hasOwn(given, name));
  if (added.length === 0) {
    return manifest;
  }
  const annotations = added.reduce((all, [name, value]) => withMember(all, name, value), given);
  return withMember(manifest, 'metadata', withMember(metadata, 'annotations', annotations));
}

/** Returns the tree with the member: at its place, or before the first one whose name is greater, as cdk8s sorts them. */
function withMember(tree: Tree, name: string, value: unknown): Tree {
  const entries = Object.entries(tree);
  const there = entries.findIndex(([other]) => other === name);
  const next = entries.findIndex(([other]) => other > name);
  const at = there >= 0 ? there : next >= 0 ? next : entries.length;
  return Object.fromEntries([...entries.slice(0, at), [name, value], ...entries.slice(there >= 0 ? at + 1 : at)]);
}
