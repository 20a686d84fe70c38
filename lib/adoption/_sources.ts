import { createHash } from 'node:crypto';
import { InvalidInput, quote } from '../messages/_errors';
import { TextPart } from '../files/_text-parts';
import { ReadObject, readDocuments } from '../rules/_read-documents';
import { nameOf } from '../rules/manifests/_inventory';
import { SourceDocument } from './_adopted-app';
import { commentsIn } from './_comments';
import { ownManifest } from './_server-fields';

/** A file of the user. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** The documents of all sources, and what was left out of them. */
export interface ReadSources {
  readonly documents: SourceDocument[];
  /** A sentence for each kind of field that was left out. */
  readonly leftOut: string[];
}

/** Reads all documents. Throws one error with all mistakes: texts that cannot be read, and two objects of one name. */
export function readSources(sources: SourceText[]): ReadSources {
  const read = sources.map(({ file, text }) => readDocuments(file, text));
  const errors = [...read.flatMap((file) => file.errors), ...errorsOfNames(read.flatMap((file) => file.objects))];
  if (errors.length > 0) {
    throw new InvalidInput(errors);
  }
  const leftOut = new Map<string, number>();
  const documents = read.flatMap(({ objects }) => documentsOf(objects, leftOut));
  return {
    documents,
    leftOut: [...leftOut].sort().map(([what, count]) => `${what} of ${count} ${count === 1 ? 'object' : 'objects'}`),
  };
}

/** The hash of a source, which tells whether it changed. */
export function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function documentsOf(objects: ReadObject[], leftOut: Map<string, number>): SourceDocument[] {
  const byPart = new Map<TextPart, ReadObject[]>();
  objects.forEach((object) => byPart.set(object.part, [...(byPart.get(object.part) ?? []), object]));
  return [...byPart].flatMap(([part, ofPart]) => {
    const comments = commentsIn(
      part,
      ofPart.map(({ place }) => place),
    );
    return ofPart.map(({ manifest: given, file, document, line }, i) => {
      const { manifest, leftOut: names } = ownManifest(given);
      names.forEach((name) => leftOut.set(name, (leftOut.get(name) ?? 0) + 1));
      return { manifest, file, document, line, comments: comments[i] };
    });
  });
}

function errorsOfNames(objects: ReadObject[]): string[] {
  const first = new Map<string, ReadObject>();
  return objects.flatMap((object) => {
    const { manifest, file, line } = object;
    const { namespace, name, generateName } = manifest.metadata;
    const group = manifest.apiVersion.split('/').slice(0, -1).join('/');
    const key = JSON.stringify([group, manifest.kind, namespace, name]);
    const other = name === undefined && generateName !== undefined ? undefined : first.get(key);
    if (!other) {
      first.set(key, object);
      return [];
    }
    return [
      `${file}:${line}: ${nameOf(manifest)} is also in ${other.file}:${other.line}, and an app writes each object once: remove one of the two, or adopt ${quote(file)} as an app of its own.`,
    ];
  });
}
