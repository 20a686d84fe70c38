import { Path, pathText } from '../checks/_paths';
import { InvalidInput, quote } from '../messages/_errors';
import { readFast } from '../files/_fast-yaml';
import { placeInText } from '../files/_places';
import { readText } from '../files/_read-file';
import { TextPart } from '../files/_text-parts';
import { Unparsable, YamlDocument, YamlNode, YamlText } from '../files/_yaml';
import { InvalidYamlValue, Values } from '../files/_yaml-values';

/** The maximum size of a file: 10,000 clusters in one file have about 10 MB. */
const MOST_MEGABYTES = 32;

/** A file of an inventory, or data. */
export class Source {
  private constructor(
    /** The file, as messages name it; undefined for data. */
    public readonly file: string | undefined,
    public readonly value: unknown,
    private readonly part?: TextPart,
  ) {}

  /** Returns the values of a program. */
  public static ofData(value: unknown): Source {
    return new Source(undefined, value);
  }

  /** Returns the source of a path whose name is judged, not its content. */
  public static ofPath(path: string): Source {
    return new Source(path, undefined);
  }

  /** Reads a file. The value of an empty file is undefined. Throws `InvalidInput` if it cannot be read. */
  public static ofFile(file: string): Source {
    const part = { text: readText(file, MOST_MEGABYTES), line: 1 };
    const [value, ...more] = readFast(part.text)?.map((document) => document.value) ?? readSlowly(file, part.text);
    if (more.length > 0) {
      throw new InvalidInput(
        `${file} has ${more.length + 1} YAML documents: write one document, and one file for each cluster.`,
      );
    }
    return new Source(file, value ?? undefined, part);
  }

  /** Returns where the value at a path is, such as `inventory/fleet.yaml:7`. For data it is the path. */
  public placeOf(path: Path): string {
    if (this.file === undefined) {
      return pathText(path) || 'the inventory';
    }
    return this.part ? `${this.file}:${placeInText(this.part, 0, path).line}` : this.file;
  }
}

/** Reads with the parser that has the last word. */
function readSlowly(file: string, text: string): unknown[] {
  const parser = new YamlText(text);
  const values = new Values();
  const lineOf = (node: YamlNode) => parser.lineOf(node.range?.[0] ?? 0);
  try {
    return Array.from(parser.documents(), (document) => valueOfDocument(file, parser, values, document, text));
  } catch (error) {
    if (error instanceof InvalidYamlValue) {
      const { first } = error;
      const node = error.node ?? error.alias;
      const place = node ? `${file}:${lineOf(node)}` : file;
      throw new InvalidInput(
        first
          ? `${place}: the key ${quote(first.value)} is set twice in one map, first in line ${lineOf(first)}: keep one of the two.`
          : `${place}: ${error.message}`,
      );
    }
    if (error instanceof Unparsable) {
      throw new InvalidInput(`${file}:${parser.lastLine}: the file ${error.message}`);
    }
    throw error instanceof RangeError ? new InvalidInput(`${file} is too complex for the parser: split it.`) : error;
  }
}

function valueOfDocument(
  file: string,
  parser: YamlText,
  values: Values,
  document: YamlDocument,
  text: string,
): unknown {
  const [error] = document.errors;
  if (error) {
    const line = parser.lineOf(Math.min(error.pos[0], text.trimEnd().length));
    // The parser's message may quote a secret from the text.
    const what = error.message
      .split('\n', 1)[0]
      .replace(/(?<=\S): .*$/, '')
      .replace(/!\S+/g, '!');
    throw new InvalidInput(`${file}:${line}: YAML syntax error (${what}): correct this line, or the lines before it.`);
  }
  return document.contents === null ? undefined : values.of(document.contents, text);
}
