import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Probe } from './_probe';
import { eachLine, now, sleep, until } from './_shell';

/** The settings that a Pod gives to each of its containers. */
export interface Surroundings {
  /** Root filesystem of the image. */
  readonly root: string;
  /** Entry point of the image, for a container without a command. */
  readonly entrypoint: string[];
  /** Environment of the image. */
  readonly env: { readonly [name: string]: string };
  /** Network namespace. */
  readonly namespace: string;
  /** Host name of the Pod. */
  readonly hostname: string;
  /** Folder with one file or folder for each volume. */
  readonly volumes: string;
  /** Security context and restart policy of the Pod. */
  readonly securityContext: { readonly [field: string]: any };
  readonly restartPolicy: string;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly grace: number;
}

/** How a process ended. */
export interface Exit {
  readonly at: number;
  readonly code: number | null;
  readonly signal: string | null;
}

/** How a process ended after SIGTERM, and after how many seconds. */
export interface Ended extends Exit {
  readonly seconds: number;
}

/** Replaces $(NAME) as a kubelet does: only variables that are there, and $$ is a dollar sign. */
function expand(text: string, env: { readonly [name: string]: string }): string {
  return text.replace(/\$(?:\$|\(([^()$]+)\))/g, (found, name?: string) =>
    name === undefined ? '$' : (env[name] ?? found),
  );
}

/**
 * One container of a Pod, run as by a kubelet and its runtime: process 1 of a process namespace, on a read-only root
 * filesystem, without capabilities, with probes, and restarted when it ends.
 */
export class Container {
  /** Its output, with the time of each line. */
  public readonly log: { readonly at: number; readonly line: string }[] = [];

  /** Each change from ready to not ready and back. */
  public readonly changes: { readonly at: number; readonly ready: boolean }[] = [];

  public readonly exits: Exit[] = [];
  public starts = 0;
  public livenessFailures = 0;
  private isStopping = false;
  private pid?: number;
  private probes: Probe[] = [];

  public constructor(
    public readonly spec: { readonly [field: string]: any },
    private readonly around: Surroundings,
  ) {
    this.start();
  }

  public get name(): string {
    return this.spec.name;
  }

  public get isReady(): boolean {
    return this.changes.at(-1)?.ready ?? false;
  }

  public get isRunning(): boolean {
    return this.exits.length < this.starts;
  }

  /** Its whole output. */
  public get text(): string {
    return this.log.map(({ line }) => line).join('\n');
  }

  /** Waits until it is ready, or not ready. Returns the time of the change, or NaN if there is none. */
  public async readiness(ready: boolean, seconds: number): Promise<number> {
    await until(() => this.isReady === ready, seconds);
    return this.isReady === ready ? (this.changes.at(-1)?.at ?? Number.NaN) : Number.NaN;
  }

  /** Waits until its command runs, or has ended. */
  public async up(): Promise<void> {
    await until(() => !this.isRunning || (this.pid !== undefined && !this.isSettingUp()), 20);
  }

  /** Sends a signal to its process 1. */
  public async signal(signal: NodeJS.Signals): Promise<void> {
    await until(() => this.pid !== undefined, 10);
    process.kill(this.pid!, signal);
  }

  /** Ends it without a restart: SIGTERM, and SIGKILL after the grace period. Returns how it ended, and after how long. */
  public async stop(): Promise<Ended> {
    this.isStopping = true;
    const began = now();
    if (this.isRunning) {
      await this.signal('SIGTERM');
      if (!(await until(() => !this.isRunning, this.around.grace))) {
        await this.signal('SIGKILL');
        await until(() => !this.isRunning, 5);
      }
    }
    const exit = this.exits.at(-1)!;
    return { ...exit, seconds: exit.at - began };
  }

  /** Runs a command in it, as `kubectl exec` does, and returns its exit code and output. */
  public async exec(...command: string[]): Promise<{ readonly code: number | null; readonly output: string }> {
    const [program, ...args] = [...this.inside(), ...command];
    const child = spawn(program, args, { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    eachLine(child, (line) => (output += `${line}\n`));
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
  }

  private get env(): { [name: string]: string } {
    return { ...this.around.env, ...this.ownEnv };
  }

  /** The environment of the spec. A value can name variables that come before it. */
  private get ownEnv(): { [name: string]: string } {
    const own: { [name: string]: string } = {};
    for (const { name, value = '' } of this.spec.env ?? []) {
      own[name] = expand(value, own);
    }
    return own;
  }

  private get user(): [number, number] {
    const { runAsUser, runAsGroup } = { ...this.around.securityContext, ...this.spec.securityContext };
    return [runAsUser, runAsGroup];
  }

  /** Returns the command to run in this container: in its namespaces, with its root and its user. */
  private inside(): string[] {
    const [user, group] = this.user.map(String);
    const target = ['--target', String(this.pid), '--mount', '--pid', '--net', '--root', '--wd'];
    return ['setpriv', '--no-new-privs', 'nsenter', ...target, '--setuid', user, '--setgid', group, '--'];
  }

  private start(): void {
    this.starts += 1;
    this.pid = undefined;
    const pidFile = join(mkdtempSync('/run/container-'), 'pid');
    const mounts = (this.spec.volumeMounts ?? []).flatMap((mount: { [field: string]: any }) => [
      mount.readOnly || existsSync(join(this.around.volumes, `${mount.name}.read-only`)) ? 'bind-ro' : 'bind',
      join(this.around.volumes, mount.name, mount.subPath ?? ''),
      mount.mountPath,
    ]);
    const words: string[] = [...(this.spec.command ?? this.around.entrypoint), ...(this.spec.args ?? [])];
    const command = words.map((word) => expand(word, this.ownEnv));
    const isolated = ['unshare', '--mount', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
    const script = join(__dirname, '_container.sh');
    const container = [
      'sh',
      script,
      pidFile,
      this.around.root,
      this.user.join(':'),
      this.around.hostname,
      ...mounts,
      'run',
      ...command,
    ];
    const child = spawn('nsenter', [`--net=/run/netns/${this.around.namespace}`, ...isolated, ...container], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    eachLine(child, (line) => this.log.push({ at: now(), line }));
    child.once('exit', (code, signal) => this.onExit({ at: now(), code, signal }));
    void this.watch(pidFile, this.starts);
  }

  /** Starts the probes as soon as the process is there. */
  private async watch(pidFile: string, start: number): Promise<void> {
    const isOver = (): boolean => this.starts !== start || !this.isRunning;
    const hasPid = (): boolean => existsSync(pidFile) && readFileSync(pidFile, 'utf8').endsWith('\n');
    await until(() => isOver() || hasPid(), 20);
    if (isOver()) {
      return;
    }
    this.pid = Number(readFileSync(pidFile, 'utf8'));
    // Before chroot, a probe would see the files of the machine.
    await until(() => isOver() || !this.isSettingUp(), 20);
    if (isOver()) {
      return;
    }
    const { readinessProbe, livenessProbe, startupProbe } = this.spec;
    if (startupProbe) {
      throw new Error('This kubelet knows no startup probe.');
    }
    const add = (probe: any, onVerdict: (isOk: boolean) => void): void => {
      if (probe) {
        this.probes.push(new Probe(probe, () => this.inside(), this.env, onVerdict));
      }
    };
    add(readinessProbe, (isOk) => this.setReady(isOk));
    add(livenessProbe, (isOk) => isOk || void this.onWedged());
    if (!readinessProbe) {
      this.setReady(true);
    }
  }

  private isSettingUp(): boolean {
    try {
      return /_container\.sh|^chroot\0|^setpriv\0/.test(readFileSync(`/proc/${this.pid}/cmdline`, 'utf8'));
    } catch {
      return false;
    }
  }

  private setReady(ready: boolean): void {
    if (this.isReady !== ready) {
      this.changes.push({ at: now(), ready });
    }
  }

  private async onWedged(): Promise<void> {
    const start = this.starts;
    this.livenessFailures += 1;
    await this.signal('SIGTERM');
    await sleep(this.around.grace);
    if (this.starts === start && this.isRunning) {
      await this.signal('SIGKILL');
    }
  }

  private onExit(exit: Exit): void {
    this.probes.forEach((probe) => probe.stop());
    this.probes = [];
    this.exits.push(exit);
    this.setReady(false);
    const { restartPolicy } = this.around;
    if (!this.isStopping && (restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exit.code !== 0))) {
      // A kubelet starts at once, and then waits longer and longer.
      const wait = this.starts === 1 ? 0 : 10 * 2 ** (this.starts - 2);
      setTimeout(() => this.isStopping || this.start(), wait * 1000).unref();
    }
  }
}
