import { ApiObject, JsonPatch } from 'cdk8s';

/**
 * The number of patches that each object had when its construct had made it. The check at synth does not compare such
 * objects with their schemas: the constructs write only what the schemas have, and many clusters would take longer.
 */
const patchesOfConstructs = new WeakMap<ApiObject, number>();

/** Records that a construct of this library has made the object, with the patches that it has now. */
export function recordMade(...objects: ApiObject[]): void {
  objects.forEach((object) => patchesOfConstructs.set(object, patchesOf(object)));
}

/** Patches the object for its construct. It counts as made by the construct if it did so before. */
export function patchMade(object: ApiObject, patch: JsonPatch): void {
  const wasAsMade = isAsMade(object);
  object.addJsonPatch(patch);
  if (wasAsMade) {
    recordMade(object);
  }
}

/** Whether a construct of this library has made the object, and the user has not patched it. */
export function isAsMade(object: ApiObject): boolean {
  return patchesOfConstructs.get(object) === patchesOf(object);
}

/** Returns the number of patches, which cdk8s keeps in a private member. */
export function patchesOf(object: ApiObject): number {
  return (object as unknown as { readonly patches?: unknown[] }).patches?.length ?? Infinity;
}
