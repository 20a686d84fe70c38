import { spawn, spawnSync } from 'node:child_process';
import { InvalidInput } from '../messages/_errors';
import type { PackageManager } from '../starter/_toolchain';

/** The programs have a file name on Windows that only a shell finds. No argument is a value of the user. */
const shell = process.platform === 'win32';

/** Returns the version of a package manager. Throws if it cannot run. */
export function versionOfManager(manager: PackageManager): string {
  const { status, stdout } = spawnSync(manager, ['--version'], {
    env: ownEnvironment(),
    encoding: 'utf8',
    shell,
  });
  const [version] = /^\d+\.\d+\.\d+/.exec(stdout ?? '') ?? [];
  if (status !== 0 || version === undefined) {
    const others = manager === 'npm' ? '--package-manager pnpm' : '--package-manager npm';
    throw new InvalidInput(
      `The program ${manager} does not run: install it, give ${others}, or write the app without its dependencies with --no-install.`,
    );
  }
  return version;
}

/** The signals with which a user or a system stops a program. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The result of an installation: the exit code, or `interrupted`. */
export type Installed = number | 'interrupted';

/** Time until a signal of the terminal is here, in milliseconds. */
const SIGNAL_DELAY = 200;

/**
 * Runs `start`, and then the installation in a folder if `manager` is set. A signal does not end this process: it ends the
 * installation, and then the result is `interrupted`.
 */
export async function installAfter(
  start: () => void,
  manager: PackageManager | undefined,
  folder: string,
): Promise<Installed> {
  let stop: ((signal: NodeJS.Signals) => void) | undefined;
  let isInterrupted = false;
  const onSignal = (signal: NodeJS.Signals) => {
    stop?.(isInterrupted ? 'SIGKILL' : signal);
    isInterrupted = true;
  };
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  try {
    start();
    // A signal that came meanwhile is delivered now.
    await new Promise((resolve) => setImmediate(resolve));
    const code = manager === undefined || isInterrupted ? 0 : await run(manager, folder, (kill) => (stop = kill));
    if (code !== 0) {
      // Ctrl-C goes to both processes, and the package manager may end before the signal is here.
      await new Promise((resolve) => setTimeout(resolve, SIGNAL_DELAY));
    }
    return isInterrupted ? 'interrupted' : code;
  } finally {
    SIGNALS.forEach((signal) => process.removeListener(signal, onSignal));
  }
}

function run(
  manager: PackageManager,
  folder: string,
  onStart: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<number> {
  // Standard output is for the report of the command.
  const child = spawn(manager, ['install'], { cwd: folder, env: ownEnvironment(), stdio: ['ignore', 2, 2], shell });
  onStart((signal) => void child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** The environment without what npx and pnpm tell programs about the project around the current folder. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const isOfProject = /^npm_(package_|lifecycle_|config_local_prefix$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfProject.test(name)));
}
