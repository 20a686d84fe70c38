/** A table of Markdown; no cell can break out of its place. */
export function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)];
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|]/g, '\\$&').replace(/</g, '&lt;');
}

/** A point of a list; no sign of the text is markup. */
export function point(path: string, text: string): string {
  return `- \`${path.replace(/`/g, "'")}\`: ${text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<]/g, '\\$&')}`;
}

/** A fenced block, whose fence is longer than any in the text. */
export function fenced(language: string, lines: string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence];
}

/** A word of a POSIX shell, in quotes where it needs them. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/** A text of Mermaid, in quotes; what would end or begin markup there is written as a code. */
export function mermaidText(lines: string[]): string {
  const escaped = lines.map((line) => line.replace(/[^\w ./:%-]/g, (sign) => `#${sign.codePointAt(0)};`));
  return `"${escaped.join('<br/>')}"`;
}
