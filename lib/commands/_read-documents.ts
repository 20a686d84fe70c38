import { Path } from '../checks/_paths';
import { expandList, isListOfObjects } from '../checks/_trees';
import { InvalidInput } from '../messages/_errors';
import { Manifest, requireManifest } from '../rules/manifests/_inventory';
import { Place, TextPart, placeInText } from './_places';
import { Unparsable, YamlDocument, YamlError, YamlNode, YamlText, valueOfKey, yaml } from './_yaml';
import { InvalidYamlValue, Values } from './_yaml-values';

/** An object, and its place in the files. */
export interface ReadObject {
  readonly manifest: Manifest;
  readonly file: string;
  /** Number of the document in the file. The first is 1. */
  readonly document: number;
  /** Line in the file. The first is 1. */
  readonly line: number;
  /** The text that contains it. */
  readonly part: TextPart;
  /** Its place in that text: the index of the document, from 0, and the path in it. */
  readonly place: { readonly document: number; readonly path: Path };
}

/**
 * Returns the place of a field of an object: of its key, or of its item in a list. If the field is missing, returns the
 * place of the nearest value around it. What an alias or a merge key brings has its place in the anchor.
 */
export function placeIn({ part, place }: ReadObject, at: Path): Place {
  return placeInText(part, place.document, [...place.path, ...at]);
}

/** The objects of a file, and a message for each document that cannot be read. */
export interface ReadFile {
  readonly objects: ReadObject[];
  readonly errors: string[];
}

/** Reads each document of a text. An invalid document does not prevent the others from being read. */
export function readDocuments(file: string, text: string): ReadFile {
  const { stackTraceLimit } = Error;
  // The stack of an error in a text is not needed, and it takes longer than the error itself.
  Error.stackTraceLimit = 0;
  try {
    return new DocumentReader(file, text).read();
  } catch (error) {
    return { objects: [], errors: [`${file} ${parseFailure(error as Error)}`] };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function parseFailure(error: Error): string {
  if (error instanceof Unparsable) {
    return error.message;
  }
  return error instanceof RangeError
    ? 'is too complex for the parser: split it.'
    : `cannot be parsed: ${error.message}.`;
}

/** The maximum number of objects that aliases may add: each of them is processed separately. */
const MOST_ALIASED_OBJECTS = 10_000;

type Node = YamlNode | null | undefined;

/** Reads the documents of one text in order. */
class DocumentReader {
  private readonly objects: ReadObject[] = [];
  private readonly errors: string[] = [];
  private readonly yaml: YamlText;
  private readonly values: Values;
  private readonly part: TextPart;
  private readonly end: number;
  private number = 0;
  private aliased = 0;

  public constructor(
    private readonly file: string,
    text: string,
  ) {
    this.part = { text, line: 1 };
    this.end = text.trimEnd().length;
    this.yaml = new YamlText(text);
    this.values = new Values(text);
  }

  /** Throws if the text cannot be parsed. */
  public read(): ReadFile {
    let isEmpty = true;
    for (const document of this.yaml.documents()) {
      this.number++;
      isEmpty &&= isEmptyDocument(document.contents);
      try {
        this.readDocument(document);
      } catch (error) {
        this.errors.push(this.messageOf(error, document));
      }
    }
    if (isEmpty && this.errors.length === 0) {
      this.errors.push(`${this.file} is empty, or contains only comments: give at least one object.`);
    }
    return { objects: this.objects, errors: this.errors };
  }

  private readDocument({ contents, errors: [error] }: YamlDocument): void {
    if (error) {
      throw new InvalidInput(this.syntaxErrorMessage(error));
    }
    if (contents !== null && !isEmptyDocument(contents)) {
      this.readObject(this.values.of(contents), contents, contents, []);
    }
  }

  /** Reads an object. Of a List it reads the items, each with its own line, or with that of the nearest YAML node around it. */
  private readObject(object: unknown, node: Node, nearest: YamlNode, path: Path): void {
    if (isListOfObjects(object)) {
      const nodes = node && (valueOfKey(node, 'items')?.items as Node[] | undefined);
      expandList(object).forEach((item, i) =>
        this.readObject(item, nodes?.[i], nodes?.[i] ?? nearest, [...path, 'items', i]),
      );
      return;
    }
    if (!node || yaml().isAlias(node)) {
      this.countAliased();
    }
    const line = this.lineOf(nearest);
    const items = path.map((part) => (typeof part === 'number' ? `, item ${part + 1}` : '')).join('');
    const manifest = requireManifest(`${this.file}:${line}: document ${this.number}${items}`, object);
    this.objects.push({
      ...{ manifest, file: this.file, document: this.number, line, part: this.part },
      place: { document: this.number - 1, path },
    });
  }

  private countAliased(): void {
    this.aliased++;
    if (this.aliased > MOST_ALIASED_OBJECTS) {
      const aliases = this.number > 1 ? 'its aliases and those of the documents before it' : 'its aliases';
      throw new InvalidYamlValue(
        `${aliases} expand to more than ${MOST_ALIASED_OBJECTS} objects: write each object only once.`,
      );
    }
  }

  private lineOf({ range }: YamlNode): number {
    return this.yaml.lineOf(range?.[0] ?? 0);
  }

  private messageOf(error: unknown, document: YamlDocument): string {
    if (error instanceof InvalidInput) {
      return error.message;
    }
    const { message } = error as Error;
    if (!(error instanceof InvalidYamlValue)) {
      return `${this.file} cannot be read: ${message}.`;
    }
    return error.node
      ? `${this.file}:${this.lineOf(error.node)}: ${message}`
      : `${this.file}:${this.lineOf(document.contents as YamlNode)}: document ${this.number}: ${message}`;
  }

  private syntaxErrorMessage({ message, pos }: YamlError): string {
    // If the error is at the end of the text, the message names the last line that is not blank.
    const line = this.yaml.lineOf(Math.min(pos[0], this.end));
    // The parser's message may quote a secret from the text.
    const what = message
      .split('\n', 1)[0]
      .replace(/(?<=\S): .*$/, '')
      .replace(/!\S+/g, '!');
    return `${this.file}:${line}: YAML syntax error (${what}): correct this line, or the lines before it.`;
  }
}

function isEmptyDocument(contents: YamlNode | null): boolean {
  return contents === null || ('value' in contents && contents.value === null);
}
