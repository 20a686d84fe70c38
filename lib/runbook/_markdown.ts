import { IConstruct } from 'constructs';
import { requireObjectName } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';

/** What no reader sees and what a terminal or a page obeys: control characters, line ends, and the order of writing. */
export const UNSEEN_IN_COMMAND = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const EACH_UNSEEN = new RegExp(UNSEEN_IN_COMMAND, 'gu');

/** A table of Markdown; no cell can break out of its place. */
export function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(prose).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)];
}

/** A text in one line of which no sign is markup. */
function prose(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<|]/g, '\\$&');
}

/** A point of a list; no sign of the text is markup. */
export function point(path: string, text: string): string {
  return `- \`${path.replace(/`/g, "'")}\`: ${prose(text)}`;
}

/** A fenced block, whose fence is longer than any in the text. */
export function fenced(language: string, lines: string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}

/** A word of a POSIX shell, in quotes where it needs them. */
export function shellWord(text: string): string {
  if (UNSEEN_IN_COMMAND.test(text)) {
    throw new InvalidInput(
      `Runbook: ${quote(text)} holds a character that cannot be seen in a command: use letters, digits, "-" and ".".`,
    );
  }
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** The file as a word behind `kubectl apply -f`, which takes `-` for its input. */
export function fileWord(file: string): string {
  return shellWord(file.startsWith('-') ? `./${file}` : file);
}

/** The line with a sign in place of each character that cannot be seen. */
export function visible(line: string): string {
  return line.replace(EACH_UNSEEN, '\uFFFD');
}

/** A text of Mermaid, in quotes; what would end or begin markup there is written as a code. */
export function mermaidText(lines: string[]): string {
  const escaped = lines.map((line) => line.replace(/[^\w ./:%-]/g, (sign) => `#${sign.codePointAt(0)};`));
  return `"${escaped.join('<br/>')}"`;
}

/** The placeholder in commands when nothing in the app sets the vSphere Namespace. */
export const UNKNOWN_NAMESPACE = 'VSPHERE_NAMESPACE';

/** Returns the name when an object can have it: what Kubernetes refuses is not for a command either. */
export function requireName(made: IConstruct, kind: string, name: string): string {
  return requireObjectName(
    `Runbook: ${kind} at ${quote(made.node.path)}: name`,
    name,
    'give one that Kubernetes takes, of lower-case letters, digits, "-" and "."',
  );
}
