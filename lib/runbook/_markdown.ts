import { IConstruct } from 'constructs';
import { requireObjectName } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';

/** Invisible characters: control characters, line separators, and marks that change the writing direction. */
export const UNSEEN_IN_COMMAND = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const EACH_UNSEEN = new RegExp(UNSEEN_IN_COMMAND, 'gu');

/** Returns a Markdown table. The cells are escaped. */
export function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(prose).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)];
}

/** Returns the text in one line, with markup escaped. */
export function prose(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<|]/g, '\\$&');
}

/** Returns a list item that is a sentence. */
export function item(text: string): string {
  return `- ${prose(text)}.`;
}

/** Returns the text as code. */
export function code(text: string): string {
  return `\`${text.replace(/`/g, "'")}\``;
}

/** Returns a list item with the path as code and the text escaped. */
export function point(path: string, text: string): string {
  return `- ${code(path)}: ${prose(text)}`;
}

/** Returns a fenced block, with a fence that is longer than any in the text. */
export function fenced(language: string, lines: string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}

/** Returns the text as a word of a POSIX shell, in quotes if it needs them. Throws if it has an invisible character. */
export function shellWord(text: string): string {
  if (UNSEEN_IN_COMMAND.test(text)) {
    throw new InvalidInput(
      `Runbook: ${quote(text)} has an invisible character, which is not valid in a command: use letters, digits, "-" and ".".`,
    );
  }
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** Returns the file as a word after `kubectl apply -f`, which would read `-` as standard input. */
export function fileWord(file: string): string {
  return shellWord(file.startsWith('-') ? `./${file}` : file);
}

/** Returns the line with U+FFFD in place of each invisible character. */
export function visible(line: string): string {
  return line.replace(EACH_UNSEEN, '\uFFFD');
}

/** Returns a Mermaid text in quotes, with special characters as character codes. */
export function mermaidText(lines: string[]): string {
  const escaped = lines.map((line) => line.replace(/[^\w ./:%-]/g, (sign) => `#${sign.codePointAt(0)};`));
  return `"${escaped.join('<br/>')}"`;
}

/** The placeholder in commands when nothing in the app sets the vSphere Namespace. */
export const UNKNOWN_NAMESPACE = 'VSPHERE_NAMESPACE';

/** Returns the name. Throws if it is not a valid name of a Kubernetes object. */
export function requireName(made: IConstruct, kind: string, name: string): string {
  return requireObjectName(
    `Runbook: ${kind} at ${quote(made.node.path)}: name`,
    name,
    'use lower-case letters, digits, "-" and "."',
  );
}
