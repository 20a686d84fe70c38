import { createRequire } from 'node:module';
import { plainValue } from './_plain-scalars';

/** A node as the package `yaml` parses it. These types declare only the parts of the package that are used here. */
export interface YamlNode {
  readonly range?: [number, number, number] | null;
  readonly anchor?: string;
  /** The anchor that an alias names, or the text of a scalar. */
  readonly source?: string;
  /** The value of a scalar. A merge key may be a symbol. */
  readonly value?: unknown;
  /** The style of a scalar, such as `PLAIN`. */
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

/** A token of the parser: a document, collection or scalar. */
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
    /** The open document and its open collections, from the outside in. */
    readonly stack: YamlToken[];
    next(lexeme: string): Iterable<YamlToken>;
    end(): Iterable<YamlToken>;
  };
  isAlias(node: YamlNode): boolean;
  isMap(node: YamlNode): boolean;
  isScalar(node: unknown): boolean;
}

let loaded: YamlPackage | undefined;

/** Returns the YAML parser on which cdk8s depends, so that this library needs no dependency of its own. */
export function yaml(): YamlPackage {
  loaded ??= createRequire(require.resolve('cdk8s'))('yaml') as YamlPackage;
  return loaded;
}

/** The maximum depth, which no real manifest reaches. Much deeper, the parser overflows the stack, and some versions then end the process. */
const MOST_NESTED = 200;

/** Tokens for which the older parser recurses even if nothing is nested, such as `&a &a &a`. */
const INDICATOR_OR_BLANK = /^[-?:!& \t]/;

/** The maximum number of tokens in a document. The parser uses about 300 bytes for each, and keeps a whole document in memory. */
const MOST_LEXEMES = 4_000_000;

/** A text that is too large or too deep for the parser. The caller puts the file name in front of the message. */
export class Unparsable extends Error {}

/** Reads the documents of a text one by one, as kubectl does. */
export class YamlText {
  private readonly lines = new (yaml().LineCounter)();

  public constructor(private readonly text: string) {}

  /** Returns the line of an offset that is read already. The first line is 1. */
  public lineOf(offset: number): number {
    return Math.max(this.lines.linePos(offset).line, 1);
  }

  /** Returns the last line that is read. */
  public get lastLine(): number {
    return this.lineOf(this.text.length);
  }

  /** Returns the documents. Throws `Unparsable` before the parser goes too deep or uses too much memory. */
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
      // The stack contains the document and then each open collection; its last entry may be a scalar.
      if (inRow > 2 * MOST_NESTED || (stack.length > MOST_NESTED + 1 && 'items' in stack[stack.length - 1])) {
        throw new Unparsable('is nested too deeply: reduce the nesting.');
      }
      if (++inDocument > MOST_LEXEMES) {
        throw new Unparsable(`has a document of more than ${MOST_LEXEMES} YAML tokens: split the document.`);
      }
    }
    yield* parser.end();
  }
}

/** Scalars without quotes and without a tag. The parsers read some as numbers that kubectl reads as strings, such as `e5`. */
const PLAIN_SCALAR = { tag: 'plain', default: true, test: /^/, resolve: plainValue };

const YAML_OPTIONS = {
  // The YAML of kubectl, in which `yes` is true and 010 is 8.
  // eslint-disable-next-line no-restricted-syntax -- the version of YAML, not of a product
  version: '1.1',
  customTags: (tags: YamlTag[]) => [PLAIN_SCALAR, ...tags.filter(isReadByKubectl)],
  // Only types that JSON has, also if the text names another version of YAML.
  resolveKnownTags: false,
  // The parser compares each key with all previous ones, which is slow; `Values` checks them in a set.
  uniqueKeys: false,
  logLevel: 'silent',
};

/** Whether kubectl resolves the tag. It reads dates, times and other types that JSON lacks as strings, lists and maps. */
function isReadByKubectl({ tag, format }: YamlTag): boolean {
  return format !== 'TIME' && !/:(timestamp|binary|omap|pairs|set)$/.test(tag);
}

/** Returns the value of a key in a map. */
export function valueOfKey({ items }: YamlNode, key: string): YamlNode | null {
  const pair = items?.find((item): item is YamlPair => 'key' in item && item.key.value === key);
  return pair?.value ?? null;
}
