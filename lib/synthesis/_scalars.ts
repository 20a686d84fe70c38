import { Yaml } from 'cdk8s';

/** Words that YAML 1.1 does not read as strings, in lower case. */
const RESERVED_WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf']);

const LONGEST_RESERVED_WORD = 5;

/** Printable characters of ASCII; a colon does not end a word, and no comment begins. */
const REST = '(?:[!-9;-~]|:(?=[!-~])| (?=[!-"$-~]))*(?<![-:])';

/** Strings without quotes, if they are not one of the words. e1 is a number. */
const LETTERS = new RegExp(`^(?![eE][-+]?[0-9]+$)[A-Za-z/_]${REST}$`);

const DIGITS = new RegExp(`^[0-9]${REST}$`);

/** No number, date or time has one of these characters, or two points. */
const NOT_NUMERIC = /[g-nq-su-wyG-NQ-SU-WY/@]|\..*\./;

/** Strings of one line that are never without quotes: an indicator at their start or end, a value of a map, a comment. */
const QUOTED = /^[ ,[\]{}#&*!|>'"%@`]|: | #|[ :]$/;

const PRINTABLE = /^[ -~]+$/;

/** The most characters that are remembered. */
const MOST_SCALARS = 32_000_000;

const LONGEST_SIMPLE_KEY = 1000;

/** A text of the library for the indentation of a member at the top, and that for further indentations. */
interface KnownText {
  readonly text: string;
  readonly indented: Map<string, string>;
}

const scalars = new Map<string, KnownText>();
const keys = new Map<string, string>();
let characters = 0;

/** Returns a scalar as it is written after a colon or a dash; undefined if it is an unusual value. */
export function scalarText(value: unknown, lineBreak: string): string | undefined {
  switch (typeof value) {
    case 'string':
      return isPlainScalar(value) ? value : stringText(value, lineBreak);
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : ofLibrary(value);
    case 'boolean':
      return String(value);
    default:
      return value === null ? 'null' : undefined;
  }
}

/** Returns a key, without its colon; undefined if its text depends on its place. */
export function keyText(key: string): string | undefined {
  if (isPlainScalar(key) && key.length < LONGEST_SIMPLE_KEY) {
    return key;
  }
  const known = keys.get(key);
  if (known !== undefined) {
    return known;
  }
  if (key.length >= LONGEST_SIMPLE_KEY || key === '<<' || /\n|^(?:%|---|\.\.\.)/.test(key)) {
    return undefined;
  }
  const [, text] = /^(?!\? )(.*): 0\n$/.exec(Yaml.stringify({ [key]: 0 })) ?? [];
  if (text !== undefined) {
    remember(key.length + text.length);
    keys.set(key, text);
  }
  return text;
}

function isPlainScalar(text: string): boolean {
  if (LETTERS.test(text)) {
    return text.length > LONGEST_RESERVED_WORD || !RESERVED_WORDS.has(text.toLowerCase());
  }
  return NOT_NUMERIC.test(text) && DIGITS.test(text);
}

/** Returns a string as the library writes it. Only texts of several lines depend on the indentation. */
function stringText(value: string, lineBreak: string): string | undefined {
  if (QUOTED.test(value) && PRINTABLE.test(value)) {
    return value.includes('"') && !value.includes("'") ? `'${value}'` : JSON.stringify(value);
  }
  let known = scalars.get(value);
  if (known === undefined) {
    const text = ofLibrary(value);
    if (text === undefined) {
      return undefined;
    }
    known = { text, indented: new Map() };
    remember(value.length + text.length);
    scalars.set(value, known);
  }
  const { text, indented } = known;
  if (lineBreak.length === 1 || !text.includes('\n')) {
    return text;
  }
  let found = indented.get(lineBreak);
  if (found === undefined) {
    // Empty lines have no indentation.
    found = text.replace(/\n(?=[^\n])/g, lineBreak);
    remember(found.length);
    indented.set(lineBreak, found);
  }
  return found;
}

function ofLibrary(value: string | number): string | undefined {
  const text = Yaml.stringify({ k: value });
  return text.startsWith('k: ') && text.endsWith('\n') ? text.slice('k: '.length, -1) : undefined;
}

/** Forgets all texts if they are too many. */
function remember(length: number): void {
  characters += length;
  if (characters > MOST_SCALARS) {
    scalars.clear();
    keys.clear();
    characters = length;
  }
}

let expectation: boolean | undefined;

/** Whether the library of cdk8s writes a sample as expected. If not, everything is left to it. */
export function isAsExpected(): boolean {
  return (expectation ??= Yaml.stringify(SAMPLE) === SAMPLE_TEXT);
}

const SAMPLE = {
  kind: 'Sample',
  items: [{ a: 'one two', b: 1, c: true }, ['x', null], 'http://x/y', '10.0.0.0/16', '3.x.1', '2Gi'],
  quoted: ['a: b', '"c" #', "'"],
  empty: {},
  none: [],
  map: { 'a/b': { c: -1 } },
};

const SAMPLE_TEXT = `kind: Sample
items:
  - a: one two
    b: 1
    c: true
  - - x
    - null
  - http://x/y
  - 10.0.0.0/16
  - 3.x.1
  - 2Gi
quoted:
  - "a: b"
  - '"c" #'
  - "'"
empty: {}
none: []
map:
  a/b:
    c: -1
`;
