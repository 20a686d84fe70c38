import { InvalidInput, quote } from '../_errors';
import { describe } from '../_fields';
import { requireIdentity } from '../_metadata';
import { isTree } from '../_plain';
import { Manifest } from './_inventory';

/** Returns the object when it is a manifest, else throws a sentence that begins with the subject. */
export function requireManifest(subject: string, object: unknown): Manifest {
  if (!isTree(object)) {
    throw new InvalidInput(`${subject} is ${describe(object)}: give a manifest with apiVersion, kind and metadata.`);
  }
  const missing = ['apiVersion', 'kind'].find((name) => typeof object[name] !== 'string' || object[name] === '');
  if (missing || !isTree(object.metadata)) {
    throw new InvalidInput(
      `${subject} of kind ${quote(object.kind)} has no ${missing ?? 'metadata'}: give a manifest with apiVersion, kind and metadata.`,
    );
  }
  requireIdentity(`${subject} of kind ${quote(object.kind)}`, object.metadata);
  return object as Manifest;
}
