import { InvalidInput, quote } from '../_errors';
import { Manifest } from '../rules/_inventory';
import { requireManifest } from '../rules/_manifest';
import { expandList, isListOfObjects } from '../validation/_lists';
import { aliasMistake } from './_aliases';
import { isNestedTooDeep } from './_nesting';
import { YamlDocument, YamlError, YamlNode, parseYaml, valueOfKey } from './_yaml';

/** An object and where it stands. */
export interface ReadObject {
  readonly manifest: Manifest;
  readonly file: string;
  /** Number of the document in the file, from 1 on. */
  readonly document: number;
  /** Line in the file, from 1 on. */
  readonly line: number;
}

/** What a file holds, and a sentence for each document that is none. */
export interface ReadFile {
  readonly objects: ReadObject[];
  readonly mistakes: string[];
}

/** Reads the documents of a text, each for itself. */
export function readDocuments(file: string, text: string): ReadFile {
  if (isNestedTooDeep(text)) {
    return { objects: [], mistakes: [`${file} is nested too deep: flatten it.`] };
  }
  let parsed: ReturnType<typeof parseYaml>;
  try {
    parsed = parseYaml(text);
  } catch (error) {
    return { objects: [], mistakes: [`${file} cannot be parsed: ${reasonOf(error)}.`] };
  }
  const { documents, lineOf } = parsed;
  const objects: ReadObject[] = [];
  const mistakes: string[] = [];
  documents.forEach((document, index) => {
    try {
      objects.push(...objectsOf(document, { file, number: index + 1, text, lineOf }));
    } catch (error) {
      mistakes.push(error instanceof InvalidInput ? error.message : `${file} cannot be read: ${reasonOf(error)}.`);
    }
  });
  if (mistakes.length === 0 && documents.every(({ contents }) => isNothing(contents))) {
    mistakes.push(`${file} is empty, or holds comments alone: give at least one object.`);
  }
  return { objects, mistakes };
}

interface Place {
  readonly file: string;
  readonly number: number;
  readonly text: string;
  readonly lineOf: (offset: number) => number;
}

function objectsOf(document: YamlDocument, place: Place): ReadObject[] {
  const { file, number, lineOf } = place;
  const [error] = document.errors;
  if (error) {
    // What is missing at the end is missing on the last line that says something.
    const line = lineOf(Math.min(error.pos[0], place.text.trimEnd().length));
    throw new InvalidInput(`${file}:${line}: ${sentenceOf(error, place.text)}`);
  }
  const { contents } = document;
  if (contents === null || isNothing(contents)) {
    return [];
  }
  const at = (node: YamlNode | null | undefined) => lineOf((node?.range ?? document.range)[0]);
  const aliases = aliasMistake(contents);
  if (aliases) {
    throw new InvalidInput(`${file}:${at(contents)}: document ${number}: ${aliases}: write the values out.`);
  }
  return spread(document.toJS({ maxAliasCount: -1 }), contents, (node, path) => ({
    file,
    document: number,
    line: at(node),
    subject: `${file}:${at(node)}: document ${number}${path}`,
  }));
}

type Locate = (node: YamlNode | null | undefined, path: string) => Omit<ReadObject, 'manifest'> & { subject: string };

/** The object, or where it is a List, those in it, each at its own line. */
function spread(object: unknown, node: YamlNode | null | undefined, locate: Locate, path = ''): ReadObject[] {
  if (isListOfObjects(object)) {
    const nodes = (node && valueOfKey(node, 'items')?.items) as (YamlNode | null)[] | undefined;
    return expandList(object).flatMap((item, i) => spread(item, nodes?.[i] ?? node, locate, `${path}, item ${i + 1}`));
  }
  const { subject, ...place } = locate(node, path);
  return [{ manifest: requireManifest(subject, object), ...place }];
}

function isNothing(contents: YamlNode | null): boolean {
  return contents === null || ('value' in contents && contents.value === null);
}

function sentenceOf({ code, message, pos }: YamlError, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const [key] = text.slice(pos[0]).split(/:(?:\s|$)|\n/, 1);
    return `the key ${quote(key.trim().slice(0, 100))} is written twice in one map: keep one of the two.`;
  }
  // What the parser repeats of the text may be a secret.
  const what = message.split('\n')[0].replace(/: ".*$/, '');
  return `this is malformed YAML (${what}): correct it there, or in the lines before.`;
}

function reasonOf(error: unknown): string {
  return (error as Error).message;
}
