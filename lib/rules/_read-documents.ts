import { Path } from '../checks/_paths';
import { expandList, isListOfObjects } from '../checks/_trees';
import { InvalidInput } from '../messages/_errors';
import { Manifest, requireManifest } from './manifests/_inventory';
import { FastDocument, readFast } from '../files/_fast-yaml';
import { Place, offsetInText, placeInText } from '../files/_places';
import { TextPart, lineIn, partsOf } from '../files/_text-parts';
import { Unparsable, YamlError, YamlNode, YamlText, valueOfKey, yaml } from '../files/_yaml';
import { InvalidYamlValue, Values } from '../files/_yaml-values';

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
    return new DocumentReader(file).read(text);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The maximum number of objects that aliases may add: each of them is processed separately. */
const MOST_ALIASED_OBJECTS = 10_000;

type Node = YamlNode | null | undefined;

/** Reads the documents of one file in order. */
class DocumentReader {
  private readonly objects: ReadObject[] = [];
  private readonly errors: string[] = [];
  private readonly values = new Values();
  private part: TextPart = { text: '', line: 1 };
  /** The index of the document in the part. */
  private index = 0;
  private number = 0;
  private aliased = 0;
  private isEmpty = true;

  public constructor(private readonly file: string) {}

  public read(text: string): ReadFile {
    for (const part of partsOf(text)) {
      this.part = part;
      this.index = -1;
      const fast = readFast(part.text);
      if (fast) {
        fast.forEach((document) => this.readFastDocument(document));
      } else {
        this.readSlowly(new YamlText(part.text));
      }
    }
    if (this.isEmpty && this.errors.length === 0) {
      this.errors.push(`${this.file} is empty, or contains only comments: give at least one object.`);
    }
    return { objects: this.objects, errors: this.errors };
  }

  private readFastDocument({ value, offset }: FastDocument): void {
    this.countDocument(value === null);
    if (value !== null) {
      this.attempt(offset, () => this.readObject(value, offset, []));
    }
  }

  private readSlowly(yamlText: YamlText): void {
    try {
      for (const { contents, errors } of yamlText.documents()) {
        this.countDocument(isEmptyDocument(contents));
        if (errors.length > 0) {
          this.errors.push(this.syntaxErrorMessage(errors[0]));
        } else if (contents !== null && !isEmptyDocument(contents)) {
          this.attempt(offsetOf(contents), () =>
            this.readNode(this.values.of(contents, this.part.text), contents, contents, []),
          );
        }
      }
    } catch (error) {
      // The document is not complete, so it is not counted yet.
      this.countDocument(false);
      const line = this.part.line + yamlText.lastLine - 1;
      this.errors.push(`${this.file}:${line}: document ${this.number} ${parseFailure(error as Error)}`);
    }
  }

  private countDocument(isEmpty: boolean): void {
    this.number++;
    this.index++;
    this.isEmpty &&= isEmpty;
  }

  /** Adds the message of an error in the document, which begins at the offset. */
  private attempt(offset: number, read: () => void): void {
    try {
      read();
    } catch (error) {
      this.errors.push(this.messageOf(error as Error, offset));
    }
  }

  /** Reads an object that has no aliases. Of a List it reads the items. */
  private readObject(object: unknown, offset: number, path: Path): void {
    if (isListOfObjects(object)) {
      expandList(object).forEach((item, i) => {
        const inner = [...path, 'items', i];
        this.readObject(item, offsetInText(this.part, this.index, inner), inner);
      });
      return;
    }
    this.add(object, offset, path);
  }

  /** Reads an object. Of a List it reads the items, each with its own line, or with that of the nearest YAML node around it. */
  private readNode(object: unknown, node: Node, nearest: YamlNode, path: Path): void {
    if (isListOfObjects(object)) {
      const nodes = node && (valueOfKey(node, 'items')?.items as Node[] | undefined);
      expandList(object).forEach((item, i) =>
        this.readNode(item, nodes?.[i], nodes?.[i] ?? nearest, [...path, 'items', i]),
      );
      return;
    }
    if (!node || yaml().isAlias(node)) {
      this.countAliased();
    }
    this.add(object, offsetOf(nearest), path);
  }

  private add(object: unknown, offset: number, path: Path): void {
    const line = lineIn(this.part, offset);
    const items = path.map((part) => (typeof part === 'number' ? `, item ${part + 1}` : '')).join('');
    const manifest = requireManifest(`${this.file}:${line}: document ${this.number}${items}`, object);
    const place = { document: this.index, path };
    this.objects.push({ manifest, file: this.file, document: this.number, line, part: this.part, place });
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

  private messageOf(error: Error, start: number): string {
    if (error instanceof InvalidInput) {
      return error.message;
    }
    if (!(error instanceof InvalidYamlValue)) {
      return `${this.file}:${lineIn(this.part, start)}: document ${this.number} cannot be read: ${error.message}.`;
    }
    return error.node
      ? `${this.file}:${lineIn(this.part, offsetOf(error.node))}: ${error.message}`
      : `${this.file}:${lineIn(this.part, start)}: document ${this.number}: ${error.message}`;
  }

  private syntaxErrorMessage({ message, pos }: YamlError): string {
    // If the error is at the end of the text, the message names the last line that is not blank.
    const line = lineIn(this.part, Math.min(pos[0], this.part.text.trimEnd().length));
    // The parser's message may quote a secret from the text.
    const what = message
      .split('\n', 1)[0]
      .replace(/(?<=\S): .*$/, '')
      .replace(/!\S+/g, '!');
    return `${this.file}:${line}: YAML syntax error (${what}): correct this line, or the lines before it.`;
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

function offsetOf({ range }: YamlNode): number {
  return range?.[0] ?? 0;
}

function isEmptyDocument(contents: YamlNode | null): boolean {
  return contents === null || ('value' in contents && contents.value === null);
}
