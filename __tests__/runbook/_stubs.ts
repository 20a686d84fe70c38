import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The programs that commands of a runbook may run. */
const PROGRAMS = ['kubectl', 'iperf', 'tcpdump', 'journalctl', 'sleep', 'grep'];
/** The programs that a name that breaks out would run. */
const OTHERS = ['touch', 'reboot', 'sh', 'id', 'rm', 'cat', 'PWNED', 'docker'];

// Prints the number of words, the program and its arguments, so that arguments cannot be confused. The output ends every loop.
const STUB = `#!/bin/sh
printf '%s\\0' "$(($# + 1))" "\${0##*/}" "$@" >> "$CALLS/$BLOCK"
echo stub
`;

/** Calls of programs by block, each with its arguments. */
export type Calls = string[][];

/** The result of the blocks. */
export interface Outcome {
  readonly calls: Map<string, Calls>;
  readonly stderr: string;
  /** Files that are new in the folder in which they ran. */
  readonly left: string[];
}

/** Returns the commands of all shell blocks. */
export function blocksOf(runbook: string): string[] {
  return [...runbook.matchAll(/^(`{3,})sh\n([^]*?)\n\1$/gm)].map(([, , block]) => block);
}

/** Runs each block in a shell, with stub programs in its path that record their calls. */
export function runBlocks(blocks: Iterable<string>): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-'));
  const at = (name: string) => join(folder, name);
  ['programs', 'calls', 'work'].forEach((name) => mkdirSync(at(name)));
  for (const program of [...PROGRAMS, ...OTHERS]) {
    writeFileSync(join(at('programs'), program), STUB);
    chmodSync(join(at('programs'), program), 0o755);
  }
  const all = [...new Set(blocks)];
  const script = all.map((block, i) => `export BLOCK=${i}\n(\n${block}\n) > /dev/null\n`).join('');
  writeFileSync(at('script'), script);
  const { status, stderr, error } = spawnSync('/bin/sh', [at('script')], {
    cwd: at('work'),
    env: { PATH: at('programs'), CALLS: at('calls') },
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (error || status !== 0) {
    throw error ?? new Error(`the shell ended with ${status}: ${stderr}`);
  }
  const calls = new Map(all.map((block, i) => [block, callsIn(join(at('calls'), String(i)))]));
  const left = readdirSync(at('work'));
  rmSync(folder, { recursive: true });
  return { calls, stderr, left };
}

/** Returns the calls sorted, because both ends of a pipe run at the same time. */
function callsIn(file: string): Calls {
  const words = existsSync(file) ? readFileSync(file, 'utf8').split('\0').slice(0, -1) : [];
  const calls: Calls = [];
  for (let at = 0; at < words.length; at += Number(words[at]) + 1) {
    calls.push(words.slice(at + 1, at + 1 + Number(words[at])));
  }
  return sorted(calls);
}

export function sorted(calls: Calls): Calls {
  return [...calls].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Whether a runbook may run the program. */
export function isExpected([program]: string[]): boolean {
  return PROGRAMS.includes(program);
}
