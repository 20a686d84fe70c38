import { ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

/** Seconds on the clock that all measurements use. */
export function now(): number {
  return performance.now() / 1000;
}

export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Waits until something is so; false when it is not after so many seconds. */
export async function until(isSo: () => boolean, seconds: number): Promise<boolean> {
  const deadline = now() + seconds;
  while (!isSo()) {
    if (now() > deadline) {
      return false;
    }
    await sleep(0.05);
  }
  return true;
}

const execute = promisify(execFile);

/** Runs a program. Throws if it fails. */
export async function run(command: string, ...args: string[]): Promise<string> {
  return (await execute(command, args)).stdout;
}

const children: ChildProcess[] = [];

/** Ends all that was started by startIn() and not ended since. */
export function endAll(): void {
  children.forEach((child) => child.kill('SIGKILL'));
}

/** Starts a program in a network namespace and hands over its lines. */
export function startIn(namespace: string, command: string[], onLine: (line: string) => void): ChildProcess {
  const child = spawn('nsenter', [`--net=/run/netns/${namespace}`, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  eachLine(child, onLine);
  return child;
}

/** Hands over each line of the output of a process. */
export function eachLine(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    });
  }
}
