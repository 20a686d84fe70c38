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

/** What commands of a runbook may run. */
const PROGRAMS = ['kubectl', 'iperf', 'tcpdump', 'journalctl', 'sleep', 'grep'];
/** What a name that breaks out would run, if it is not run by its path. */
const OTHERS = ['touch', 'reboot', 'sh', 'id', 'rm', 'cat', 'PWNED', 'docker'];

// Number of words, the program and its arguments: no argument can be taken for two. One answer ends every loop.
const STUB = `#!/bin/sh
printf '%s\\0' "$(($# + 1))" "\${0##*/}" "$@" >> "$CALLS/$BLOCK"
echo stub
`;

/** Calls of programs by block, each with its arguments. */
export type Calls = string[][];

/** What the blocks did. */
export interface Outcome {
  readonly calls: Map<string, Calls>;
  readonly stderr: string;
  /** Files that came into the folder in which they ran. */
  readonly left: string[];
}

/** The commands of all blocks for a shell. */
export function blocksOf(runbook: string): string[] {
  return [...runbook.matchAll(/^(`{3,})sh\n([^]*?)\n\1$/gm)].map(([, , block]) => block);
}

/** Runs each block in one shell, with programs in its path that write down how they were called. */
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

/** Sorted, because the two ends of a pipe run at once. */
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
