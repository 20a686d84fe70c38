import { createRequire } from 'node:module';

/** As much of the package `yaml` as is used here. */
export interface YamlNode {
  readonly range?: [number, number, number] | null;
  readonly anchor?: string;
  /** What an alias points to. */
  readonly source?: string;
  readonly items?: (YamlNode | YamlPair)[];
}

export interface YamlPair {
  readonly key: YamlNode | null;
  readonly value: YamlNode | null;
}

export interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly pos: [number, number];
}

export interface YamlDocument {
  readonly errors: YamlError[];
  readonly contents: YamlNode | null;
  readonly range: [number, number, number];
  toJS(options: { maxAliasCount: number }): unknown;
}

interface YamlTag {
  readonly tag: string;
  readonly format?: string;
}

interface LineCounter {
  linePos(offset: number): { readonly line: number };
}

interface YamlPackage {
  readonly LineCounter: new () => LineCounter;
  parseAllDocuments(text: string, options: object): YamlDocument[];
}

let loaded: YamlPackage | undefined;

/** The parser that cdk8s brings along: a library of constructs needs none of its own. */
function yaml(): YamlPackage {
  loaded ??= createRequire(require.resolve('cdk8s'))('yaml') as YamlPackage;
  return loaded;
}

/** The documents of a text, read as kubectl reads them, and what gives the line of a place in it. */
export function parseYaml(text: string): { documents: YamlDocument[]; lineOf: (offset: number) => number } {
  const lineCounter = new (yaml().LineCounter)();
  const options = {
    // The YAML of kubectl, in which `yes` is true and 010 is 8.
    // eslint-disable-next-line no-restricted-syntax -- a version of YAML, and of nothing that runs
    version: '1.1',
    customTags: (tags: YamlTag[]) => [...tags.filter(isReadByKubectl), INTEGER_OF_GO],
    lineCounter,
    prettyErrors: false,
    logLevel: 'silent',
  };
  // An empty stream is a list with a mark; its members are what counts.
  const documents = [...yaml().parseAllDocuments(text, options)];
  return { documents, lineOf: (offset) => Math.max(lineCounter.linePos(offset).line, 1) };
}

/** Two ways to write an integer that kubectl knows beside those of YAML. */
const INTEGER_OF_GO = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0(?:[oO][0-7_]+|X[\da-fA-F_]+)$/,
  resolve: (text: string) =>
    (text.startsWith('-') ? -1 : 1) * Number(text.replace(/^[-+]/, '').replaceAll('_', '').toLowerCase()),
};

/** kubectl takes dates, times and what JSON has no value for as strings, lists and maps. */
function isReadByKubectl({ tag, format }: YamlTag): boolean {
  return format !== 'TIME' && !/:(timestamp|binary|omap|pairs|set)$/.test(tag);
}

export function isPair(node: YamlNode | YamlPair): node is YamlPair {
  return 'key' in node;
}

/** The value under a key of a map. */
export function valueOfKey(node: YamlNode, key: string): YamlNode | null {
  const pair = node.items?.filter(isPair).find((one) => (one.key as { value?: unknown } | null)?.value === key);
  return pair?.value ?? null;
}
