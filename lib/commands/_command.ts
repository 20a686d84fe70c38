import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command reads and writes. */
export interface CommandIo {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Everything that standard input holds; it may stop above the limit of a file. */
  readStdin(): Promise<Uint8Array>;
}

/** A command; it resolves to the exit code. */
export type Command = (args: string[], io: CommandIo) => Promise<number>;

/** Exit code for what a command cannot work with. */
export const BAD_INPUT = 2;

/** The version of this library. */
export function libraryVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}
