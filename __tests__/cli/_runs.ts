import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ProjectCopy } from './_project';

/** The arguments of `npm run synth -- ...`, which is `node scripts/synth.cjs ...`. */
export function synthArguments(...options: string[]): string[] {
  return [join('scripts', 'synth.cjs'), '--app', 'node scripts/run-app.cjs app.ts', ...options];
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run synth` in the copy. */
export function npmSynth(project: ProjectCopy, ...options: string[]): Ended {
  return spawnSync(process.execPath, synthArguments(...options), started(project));
}

/** Runs a shell script in the copy, as root of mounts of its own. */
export function inMounts(project: ProjectCopy, script: string): Ended {
  return spawnSync('unshare', ['-m', 'sh', '-c', `set -e\n${script}`], started(project));
}

/** Whether this machine allows mounts, which tests of full and read-only disks need. */
export function canMount(): boolean {
  return spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs tmpfs /tmp']).status === 0;
}

/** A run that is sent signals. */
export class Run {
  private readonly child: ChildProcess;
  private readonly end: Promise<{ code: number | null; signal: string | null }>;

  public constructor(project: ProjectCopy, ...args: string[]) {
    this.child = spawn(process.execPath, args, { ...started(project), stdio: 'ignore' });
    this.end = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  public async kill(signal: NodeJS.Signals, afterMilliseconds: number): Promise<{ code: number | null }> {
    await new Promise((resolve) => setTimeout(resolve, afterMilliseconds));
    this.child.kill(signal);
    return this.end;
  }
}

/** The command lines of the processes that were started in the copy, when none is left, or after a time. */
export async function processesLeft(project: ProjectCopy, seconds: number): Promise<string[]> {
  for (let tries = seconds * 10; ; tries--) {
    const left = processesIn(project.folder);
    if (left.length === 0 || tries === 0) {
      return left;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function processesIn(folder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const isHere = /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === folder;
      const command = isHere ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
      // A process that has ended, but was not waited for, has no command line.
      return command === '' ? [] : [command.replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
}

/** The folders of runs that belong to the copy. Tests that run at the same time have theirs in the same folder. */
export function runFolders(project: ProjectCopy): string[] {
  const cache = join(project.folder, 'node_modules', '.cache', 'cdk8s-antrea-multicast');
  return readdirSync(cache).filter((run) => {
    try {
      const config = join(cache, run, 'tsconfig.json');
      return existsSync(join(cache, run, project.folder)) || readFileSync(config, 'utf8').includes(project.folder);
    } catch {
      return false;
    }
  });
}

/** What is next to `dist`, if it belongs to a run. */
export function stagingFolders(project: ProjectCopy): string[] {
  return readdirSync(project.folder).filter((name) => name.startsWith('.dist.'));
}

function started(project: ProjectCopy): { cwd: string; encoding: 'utf8'; env: NodeJS.ProcessEnv } {
  // The app is run by `node`: use the one that runs the tests.
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  return { cwd: project.folder, encoding: 'utf8', env };
}
