import { Tree } from '../checks/_trees';
import { InvalidInput } from '../messages/_errors';
import { differencesOf } from '../preview/_equality';
import { shownChangeAt } from '../preview/_differences';
import { Manifest, nameOf } from '../rules/manifests/_inventory';
import { readDocuments } from '../rules/_read-documents';
import { KnownSecrets, differsOnlyIn } from './_known-secrets';

/** The result of a proof. */
export interface Proof {
  /** The number of objects that are equal. */
  readonly equal: number;
  /** A sentence for each difference, without secrets. */
  readonly differences: string[];
}

/** Compares the sources with the objects that the app writes. The fields of an object in `unknown` are not compared. */
export function proofOf(sources: Tree[], texts: string[], unknown: KnownSecrets['unknown'] = new Map()): Proof {
  const written = new Map(texts.flatMap(objectsOfApp).map((object) => [keyOfObject(object), object]));
  const differences: string[] = [];
  let equal = 0;
  for (const source of sources) {
    const name = nameOf(source as Manifest);
    const object = written.get(keyOfObject(source));
    written.delete(keyOfObject(source));
    if (!object) {
      differences.push(`${name}: the app does not write it.`);
      continue;
    }
    const fields = unknown.get(name);
    const found = differencesOf(source, object).filter((one) => !(fields && differsOnlyIn(fields, one)));
    equal += found.length === 0 ? 1 : 0;
    for (const { path, before, after } of found) {
      const [from, to] = [before, after].map((value) => shownChangeAt(source.kind, path, value));
      differences.push(`${name}: ${path} is ${from} in the source, and the app writes ${to}.`);
    }
  }
  for (const object of written.values()) {
    differences.push(`${nameOf(object as Manifest)}: the app writes it, and no source has it.`);
  }
  return { equal, differences };
}

function objectsOfApp(text: string): Tree[] {
  if (text.trim() === '') {
    return [];
  }
  const { objects, errors } = readDocuments('the app', text);
  if (errors.length > 0) {
    throw new InvalidInput(errors);
  }
  return objects.map(({ manifest }) => manifest);
}

function keyOfObject({ apiVersion, kind, metadata }: Tree): string {
  return JSON.stringify([apiVersion, kind, metadata.namespace ?? '', metadata.name ?? metadata.generateName]);
}
