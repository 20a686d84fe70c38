import { expandList, isListOfObjects } from '../checks/_trees';
import { InvalidInput } from '../messages/_errors';
import { Manifest, requireManifest } from '../rules/manifests/_inventory';
import { Unparsable, YamlDocument, YamlError, YamlNode, YamlText, valueOfKey, yaml } from './_yaml';
import { NoValue, Values } from './_yaml-values';

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
  const { stackTraceLimit } = Error;
  // Nobody reads the stack of a mistake in a text, and it costs more than the mistake.
  Error.stackTraceLimit = 0;
  try {
    return new DocumentReader(file, text).read();
  } catch (error) {
    return { objects: [], mistakes: [`${file} ${parseFailure(error as Error)}`] };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parseFailure(error: Error): string {
  if (error instanceof Unparsable) {
    return error.message;
  }
  return error instanceof RangeError
    ? 'holds more in a row than the parser can follow: split it.'
    : `cannot be parsed: ${error.message}.`;
}

/** What the aliases of a text may add to the objects that are written: each is worked on for itself. */
const MOST_ALIASED_OBJECTS = 10_000;

type Node = YamlNode | null | undefined;

/** Reads the documents of one text, one after the other. */
class DocumentReader {
  private readonly objects: ReadObject[] = [];
  private readonly mistakes: string[] = [];
  private readonly yaml: YamlText;
  private readonly values: Values;
  private readonly end: number;
  private number = 0;
  private aliased = 0;

  public constructor(
    private readonly file: string,
    text: string,
  ) {
    this.end = text.trimEnd().length;
    this.yaml = new YamlText(text);
    this.values = new Values(text);
  }

  /** Throws where the text cannot be parsed. */
  public read(): ReadFile {
    let isEmpty = true;
    for (const document of this.yaml.documents()) {
      this.number++;
      isEmpty &&= isNothing(document.contents);
      try {
        this.readDocument(document);
      } catch (error) {
        this.mistakes.push(this.sentenceOf(error, document));
      }
    }
    if (isEmpty && this.mistakes.length === 0) {
      this.mistakes.push(`${this.file} is empty, or holds comments alone: give at least one object.`);
    }
    return { objects: this.objects, mistakes: this.mistakes };
  }

  private readDocument({ contents, errors: [error] }: YamlDocument): void {
    if (error) {
      throw new InvalidInput(this.sentenceOfMalformed(error));
    }
    if (contents !== null && !isNothing(contents)) {
      this.readObject(this.values.of(contents), contents, contents, '');
    }
  }

  /** The object, or where it is a List, those in it, each at its own line or at that of what holds it. */
  private readObject(object: unknown, node: Node, nearest: YamlNode, path: string): void {
    if (isListOfObjects(object)) {
      const nodes = node && (valueOfKey(node, 'items')?.items as Node[] | undefined);
      expandList(object).forEach((item, i) =>
        this.readObject(item, nodes?.[i], nodes?.[i] ?? nearest, `${path}, item ${i + 1}`),
      );
      return;
    }
    if (!node || yaml().isAlias(node)) {
      this.countAliased();
    }
    const line = this.lineOf(nearest);
    const manifest = requireManifest(`${this.file}:${line}: document ${this.number}${path}`, object);
    this.objects.push({ manifest, file: this.file, document: this.number, line });
  }

  private countAliased(): void {
    this.aliased++;
    if (this.aliased > MOST_ALIASED_OBJECTS) {
      const aliases = this.number > 1 ? 'its aliases and those before it' : 'its aliases';
      throw new NoValue(
        `${aliases} make more than ${MOST_ALIASED_OBJECTS} objects of what is written: give each object once.`,
      );
    }
  }

  private lineOf({ range }: YamlNode): number {
    return this.yaml.lineOf(range?.[0] ?? 0);
  }

  private sentenceOf(error: unknown, document: YamlDocument): string {
    if (error instanceof InvalidInput) {
      return error.message;
    }
    const { message } = error as Error;
    if (!(error instanceof NoValue)) {
      return `${this.file} cannot be read: ${message}.`;
    }
    return error.node
      ? `${this.file}:${this.lineOf(error.node)}: ${message}`
      : `${this.file}:${this.lineOf(document.contents as YamlNode)}: document ${this.number}: ${message}`;
  }

  private sentenceOfMalformed({ message, pos }: YamlError): string {
    // What is missing at the end is missing on the last line that is not blank.
    const line = this.yaml.lineOf(Math.min(pos[0], this.end));
    // What the parser repeats of the text may be a secret.
    const what = message
      .split('\n', 1)[0]
      .replace(/(?<=\S): .*$/, '')
      .replace(/!\S+/g, '!');
    return `${this.file}:${line}: this is malformed YAML (${what}): correct it there, or in the lines before.`;
  }
}

function isNothing(contents: YamlNode | null): boolean {
  return contents === null || ('value' in contents && contents.value === null);
}
