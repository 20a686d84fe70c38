import { createRequire } from 'node:module';

/** As much of the package `yaml` as is used here. */
export interface YamlNode {
  readonly range?: [number, number, number] | null;
  readonly anchor?: string;
  /** What an alias points to; also the text of a scalar. */
  readonly source?: string;
  /** What a scalar is; a merge key may be a symbol. */
  readonly value?: unknown;
  /** How a scalar is written. */
  readonly type?: string;
  readonly items?: (YamlNode | YamlPair)[];
}

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode | null;
}

export interface YamlError {
  readonly message: string;
  readonly pos: [number, number];
}

export interface YamlDocument {
  readonly errors: YamlError[];
  readonly contents: YamlNode | null;
  readonly range: [number, number, number];
}

interface YamlTag {
  readonly tag: string;
  readonly format?: string;
}

/** A piece of the text's structure. */
interface YamlToken {
  readonly type: string;
}

interface YamlPackage {
  readonly Composer: new (options: object) => {
    next(token: YamlToken): Iterable<YamlDocument>;
    end(): Iterable<YamlDocument>;
  };
  readonly Lexer: new () => { lex(text: string): Iterable<string> };
  readonly LineCounter: new () => {
    readonly addNewLine: (offset: number) => void;
    linePos(offset: number): { readonly line: number };
  };
  readonly Parser: new (onNewLine: (offset: number) => void) => {
    /** What is open at this place: a document, and in it what holds what. */
    readonly stack: YamlToken[];
    next(lexeme: string): Iterable<YamlToken>;
    end(): Iterable<YamlToken>;
  };
  isAlias(node: YamlNode): boolean;
  isMap(node: YamlNode): boolean;
  isScalar(node: YamlNode): boolean;
}

let loaded: YamlPackage | undefined;

/** The parser that cdk8s brings along: a library of constructs needs none of its own. */
export function yaml(): YamlPackage {
  loaded ??= createRequire(require.resolve('cdk8s'))('yaml') as YamlPackage;
  return loaded;
}

/** No manifest comes near; a parser that follows much deeper runs out of stack, some of them with the whole process. */
const MOST_NESTED = 200;

/** What the older parser follows by a call of its own, also where nothing is nested: `&a &a &a`. */
const INDICATOR_OR_BLANK = /^[-?:!& \t]/;

/** The parser makes about 300 bytes of each, and holds a whole document. */
const MOST_LEXEMES = 4_000_000;

/** A text that is not handed to the parser. The message goes on behind the name of the file. */
export class Unparsable extends Error {}

/** A text, and its documents one by one, read as kubectl reads them. */
export class YamlText {
  private readonly lines = new (yaml().LineCounter)();

  public constructor(private readonly text: string) {}

  /** The line of a place that was read, from 1 on. */
  public lineOf(offset: number): number {
    return Math.max(this.lines.linePos(offset).line, 1);
  }

  /** Throws `Unparsable` before the parser follows a text too far. */
  public *documents(): Generator<YamlDocument> {
    const composer = new (yaml().Composer)(YAML_OPTIONS);
    for (const token of this.tokens()) {
      yield* composer.next(token);
    }
    yield* composer.end();
  }

  private *tokens(): Generator<YamlToken> {
    this.lines.addNewLine(0);
    const parser = new (yaml().Parser)(this.lines.addNewLine);
    const { stack } = parser;
    let inDocument = 0;
    let inRow = 0;
    for (const lexeme of new (yaml().Lexer)().lex(this.text)) {
      for (const token of parser.next(lexeme)) {
        inDocument = token.type === 'document' ? 0 : inDocument;
        yield token;
      }
      inRow = INDICATOR_OR_BLANK.test(lexeme) ? inRow + 1 : 0;
      // Each collection stands in the stack, above the document; a scalar may be on top.
      if (inRow > 2 * MOST_NESTED || (stack.length > MOST_NESTED + 1 && 'items' in stack[stack.length - 1])) {
        throw new Unparsable('is nested too deep: flatten it.');
      }
      if (++inDocument > MOST_LEXEMES) {
        throw new Unparsable(`holds a document of more than ${MOST_LEXEMES} words and signs: split it.`);
      }
    }
    yield* parser.end();
  }
}

/** Two ways to write an integer that kubectl knows beside those of YAML. */
const INTEGER_OF_GO = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0(?:[oO][0-7_]+|X[\da-fA-F_]+)$/,
  resolve: (text: string) =>
    (text.startsWith('-') ? -1 : 1) * Number(text.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase()),
};

const YAML_OPTIONS = {
  // The YAML of kubectl, in which `yes` is true and 010 is 8.
  // eslint-disable-next-line no-restricted-syntax -- a version of YAML, and of nothing that runs
  version: '1.1',
  customTags: (tags: YamlTag[]) => [...tags.filter(isReadByKubectl), INTEGER_OF_GO],
  // Only values that JSON has, whatever version a text names.
  resolveKnownTags: false,
  // The parser compares each key with all before it; `Values` looks them up.
  uniqueKeys: false,
  logLevel: 'silent',
};

/** kubectl takes dates, times and what JSON has no value for as strings, lists and maps. */
function isReadByKubectl({ tag, format }: YamlTag): boolean {
  return format !== 'TIME' && !/:(timestamp|binary|omap|pairs|set)$/.test(tag);
}

/** The value under a key of a map. */
export function valueOfKey({ items }: YamlNode, key: string): YamlNode | null {
  const pair = items?.find((item): item is YamlPair => 'key' in item && item.key.value === key);
  return pair?.value ?? null;
}
