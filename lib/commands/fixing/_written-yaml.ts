import { plainValue } from '../../files/_plain-scalars';
import { YamlNode, YamlPair } from '../../files/_yaml';

/** A change of a text: the part between two offsets is replaced. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Scalar = string | number | boolean;

/** Texts that need no quotes, also in `{}`. */
const PLAIN_TEXT = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;
const INDENT = '  ';

/** Returns the value as YAML, with the quotes of the old text of a scalar if it has some. */
export function scalarYaml(value: Scalar, old = ''): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  if (old.startsWith("'")) {
    return `'${value.replaceAll("'", "''")}'`;
  }
  return old.startsWith('"') || !PLAIN_TEXT.test(value) || plainValue(value) !== value ? JSON.stringify(value) : value;
}

/** Returns the kind of quotes that the text uses more often. */
export function quotesOf(text: string): string {
  const count = (quotes: RegExp) => (text.match(quotes) ?? []).length;
  return count(/'/g) > count(/"/g) ? "'" : '"';
}

/** Returns the line end of the text. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

export function isFlowMap(text: string, { range }: YamlNode): boolean {
  return text[range?.[0] ?? 0] === '{';
}

/** Returns the change that adds a member, in the style of the map; undefined if it is not clear where its end is. */
export function addedMember(text: string, map: YamlNode, names: string[], value: Scalar): TextChange | undefined {
  return isFlowMap(text, map) ? addedToFlow(text, map, names, value) : addedToBlock(text, map, names, value);
}

function addedToFlow(text: string, map: YamlNode, names: string[], value: Scalar): TextChange | undefined {
  const pairs = map.items as YamlPair[];
  const [start, end] = map.range as [number, number, number];
  const last = pairs[pairs.length - 1];
  if (!last) {
    return /^\{\s*\}$/.test(text.slice(start, end))
      ? { start: start + 1, end: end - 1, text: flowMember(names, value, '') }
      : undefined;
  }
  const [keyStart] = last.key.range as [number, number, number];
  const member = flowMember(names, value, text[keyStart]);
  const at = last.value?.range?.[1] ?? last.key.range?.[1];
  if (at === undefined) {
    return undefined;
  }
  const before = text.slice(text.lastIndexOf('\n', keyStart - 1) + 1, keyStart);
  const isOwnLine = /^[ \t]*$/.test(before) && text.lastIndexOf('\n', keyStart - 1) >= start;
  const space = isOwnLine ? `${lineEndOf(text)}${before}` : ' ';
  return { start: at, end: at, text: `,${space}${member}` };
}

function flowMember(names: string[], value: Scalar, firstOfKey: string): string {
  const old = firstOfKey === '"' ? '"' : '';
  const [name, ...inner] = names;
  const text = inner.length === 0 ? scalarYaml(value, old) : `{${flowMember(inner, value, firstOfKey)}}`;
  return `${scalarYaml(name, old)}: ${text}`;
}

function addedToBlock(text: string, map: YamlNode, names: string[], value: Scalar): TextChange | undefined {
  const pairs = map.items as YamlPair[];
  const first = pairs[0]?.key.range?.[0];
  const last = pairs[pairs.length - 1];
  const end = last && endOfNode(last.value ?? last.key);
  if (first === undefined || end === undefined) {
    return undefined;
  }
  const before = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
  const eol = lineEndOf(text);
  // A map in a list has the indicator of its item before its first key, and that is a part of the indentation.
  const lines = blockMember(names, value, before.replace(/[^ ]/g, ' ')).join(eol);
  const isFirstLine = text.slice(0, first).trim() === '' || /^\s*(?:- +)*$/.test(before);
  if (!isFirstLine) {
    return undefined;
  }
  if (text[end - 1] === '\n') {
    return { start: end, end, text: `${lines}${eol}` };
  }
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd < 0 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return { start: at, end: at, text: `${eol}${lines}` };
}

function blockMember([name, ...inner]: string[], value: Scalar, indent: string): string[] {
  return inner.length === 0
    ? [`${indent}${scalarYaml(name)}: ${scalarYaml(value)}`]
    : [`${indent}${scalarYaml(name)}:`, ...blockMember(inner, value, `${indent}${INDENT}`)];
}

/** The end of what is written of a node: a block collection ends with its last value. */
function endOfNode(node: YamlNode): number | undefined {
  return node.range?.[1];
}
