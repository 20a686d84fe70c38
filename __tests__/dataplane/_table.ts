import { writeSync } from 'node:fs';

/** Prints a text at once. jest's reporter would lose it when it ends the process. */
export function say(text: string): void {
  writeSync(process.stderr.fd, `\n${text}\n\n`);
}

/** The measurements of one case. Those that do not apply are left out. */
export interface Row {
  readonly case: string;
  readonly sent?: number;
  readonly received?: number;
  readonly ttl?: Iterable<number>;
  readonly toReady?: number;
  readonly toNotReady?: number;
  readonly toRecover?: number;
}

const HEADS = ['case', 'sent', 'received', 'TTL seen', 's to ready', 's to not ready', 's to recover'];

/** The rows as a Markdown table with aligned columns. */
export function table(rows: Row[]): string {
  const seconds = (value?: number): string =>
    value === undefined ? '' : Number.isNaN(value) ? 'never' : value.toFixed(1);
  const cells = rows.map((row) => [
    row.case,
    String(row.sent ?? ''),
    String(row.received ?? ''),
    [...(row.ttl ?? [])].join(', '),
    seconds(row.toReady),
    seconds(row.toNotReady),
    seconds(row.toRecover),
  ]);
  return markdown(HEADS, cells);
}

/** Lines of cells as a Markdown table with aligned columns. */
export function markdown(heads: string[], cells: string[][]): string {
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((line) => line[i].length)));
  const write = (line: string[], pad = ' '): string =>
    `| ${line.map((text, i) => text.padEnd(widths[i], pad)).join(' | ')} |`;
  return [
    write(heads),
    write(
      heads.map(() => '-'),
      '-',
    ),
    ...cells.map((line) => write(line)),
  ].join('\n');
}
