import { Tree, isTree } from '../checks/_trees';
import { printable } from '../messages/_errors';

/** Returns the tree as YAML in the style of Go: maps indented by two spaces, lists at the indentation of their key. */
export function yamlText(tree: Tree): string {
  return `${mapLines(tree, '').join('\n')}\n`;
}

function mapLines(tree: Tree, indent: string): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const key = `${indent}${scalar(name)}:`;
    if (isTree(value) && Object.keys(value).length > 0) {
      return [key, ...mapLines(value, `${indent}  `)];
    }
    if (Array.isArray(value) && value.length > 0) {
      return [key, ...value.flatMap((member) => itemLines(member, indent))];
    }
    return [`${key} ${scalar(value)}`];
  });
}

/** The lines of a member of a list. The first key of a map is on the line of the dash. */
function itemLines(member: unknown, indent: string): string[] {
  const lines = isTree(member) ? mapLines(member, `${indent}  `) : [];
  return lines.length === 0
    ? [`${indent}- ${scalar(member)}`]
    : lines.map((line, i) => (i === 0 ? `${indent}- ${line.slice(indent.length + 2)}` : line));
}

const WORD = /^[A-Za-z][-A-Za-z0-9._/,]*(:[A-Za-z0-9][-A-Za-z0-9._/,]*)*$/;
const KEYWORD = /^(true|false|yes|no|on|off|y|n|null)$/i;
/** An address with a port or a prefix, a duration, or a port range. */
const NUMBERED = /^(\d+(\.\d+){3}(:\d+|\/\d+)?|(\d+(h|m|s|ms))+|\d{1,5}-\d{1,5})$/;

/**
 * Returns the value as a YAML scalar. A string has no quotes only if every parser, of YAML 1.1 and 1.2, reads it as a
 * string. Line ends of both versions are escaped.
 */
function scalar(value: unknown): string {
  const isPlain = typeof value === 'string' && ((WORD.test(value) && !KEYWORD.test(value)) || NUMBERED.test(value));
  return isPlain ? value : printable(JSON.stringify(value));
}
