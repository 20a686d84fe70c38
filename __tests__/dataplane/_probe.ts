import { spawn } from 'node:child_process';
import { now } from './_shell';

/** A probe of a Pod spec. Only exec is supported. */
export interface ProbeSpec {
  readonly exec: { readonly command: string[] };
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}

/** Runs a probe periodically as a kubelet does, and reports when its threshold is reached. */
export class Probe {
  /** Answers that do not count yet, one after the other. */
  private successes = 0;
  private failures = 0;
  private timer?: NodeJS.Timeout;
  private isStopped = false;

  /** The times of the answers, in seconds. */
  public readonly answers: { at: number; code: number | null; output: string }[] = [];

  public constructor(
    private readonly spec: ProbeSpec,
    private readonly prefix: () => string[],
    private readonly env: { [name: string]: string },
    private readonly onVerdict: (isOk: boolean) => void,
  ) {
    this.timer = setTimeout(() => void this.ask(), (spec.initialDelaySeconds ?? 0) * 1000);
  }

  public stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const asked = now();
    const [code, output] = await this.execute();
    if (this.isStopped) {
      return;
    }
    this.answers.push({ at: now(), code, output });
    this.successes = code === 0 ? this.successes + 1 : 0;
    this.failures = code === 0 ? 0 : this.failures + 1;
    const wait = Math.max(0, asked + (this.spec.periodSeconds ?? 10) - now());
    this.timer = setTimeout(() => void this.ask(), wait * 1000);
    if (this.successes >= (this.spec.successThreshold ?? 1)) {
      this.onVerdict(true);
    } else if (this.failures >= (this.spec.failureThreshold ?? 3)) {
      this.failures = 0;
      this.onVerdict(false);
    }
  }

  private execute(): Promise<[number | null, string]> {
    const [command, ...args] = [...this.prefix(), ...this.spec.exec.command];
    // A separate process group, so that a timeout ends all its processes.
    const child = spawn(command, args, { env: this.env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const tooLong = setTimeout(() => child.pid && end(child.pid), (this.spec.timeoutSeconds ?? 1) * 1000);
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    return new Promise((resolve) => {
      child.once('error', () => resolve([null, output]));
      child.once('close', (code) => {
        clearTimeout(tooLong);
        resolve([code, output.trim()]);
      });
    });
  }
}

/** Ends a process with all that it started. It may have ended by itself at this moment. */
function end(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}
