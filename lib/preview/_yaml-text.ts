import { Tree, isTree } from '../checks/_trees';
import { printable } from '../messages/_errors';

/** The tree as YAML: maps indented by two blanks, lists at the indentation of their key, as Go writes them. */
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
      return [key, ...value.map((member) => `${indent}- ${scalar(member)}`)];
    }
    return [`${key} ${scalar(value)}`];
  });
}

const WORD = /^[A-Za-z][-A-Za-z0-9._/,]*(:[A-Za-z0-9][-A-Za-z0-9._/,]*)*$/;
const KEYWORD = /^(true|false|yes|no|on|off|y|n|null)$/i;
/** An address with a port or a prefix, a duration, a range of ports. */
const NUMBERED = /^(\d+(\.\d+){3}(:\d+|\/\d+)?|(\d+(h|m|s|ms))+|\d{1,5}-\d{1,5})$/;

/**
 * A string without quotes only where no reader of YAML, of 1.1 or of 1.2, takes it for something else; a line end of any
 * of them is written as a code.
 */
function scalar(value: unknown): string {
  const isPlain = typeof value === 'string' && ((WORD.test(value) && !KEYWORD.test(value)) || NUMBERED.test(value));
  return isPlain ? value : printable(JSON.stringify(value));
}
