import { ApiObject } from 'cdk8s';

/** The number of patches that each object had when its construct had made it. */
const patchesOfConstruct = new WeakMap<ApiObject, number>();

/** Records that a construct of this library has made the object, with the patches that it has now. */
export function recordMade(...objects: ApiObject[]): void {
  objects.forEach((object) => patchesOfConstruct.set(object, patchesOf(object)));
}

/** Whether a construct of this library has made the object, and the user has not patched it. */
export function isAsMade(object: ApiObject): boolean {
  return patchesOfConstruct.get(object) === patchesOf(object);
}

/** Returns the number of patches, which cdk8s keeps in a private member. */
function patchesOf(object: ApiObject): number {
  return (object as unknown as { readonly patches?: unknown[] }).patches?.length ?? Infinity;
}
