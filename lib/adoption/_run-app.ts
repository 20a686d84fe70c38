import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { InvalidInput, quote } from '../messages/_errors';
import { quotedCleanerOf } from './_clean-texts';

const LIBRARY_FOLDER = join(__dirname, '..', '..');
const RUNNER = join(LIBRARY_FOLDER, 'bin', 'adoption-runner.cjs');

/** The answer of the runner. */
interface RunnerAnswer {
  readonly texts?: string[];
  readonly error?: string;
}

/** Maximum size of the output of an app, in bytes. */
const MOST_OUTPUT = 2 ** 30;

/**
 * Runs the app of a folder and returns its objects as YAML texts. Nothing is written. The secrets are only in the
 * environment of its process. Throws if the app ends with an error.
 */
export function runApp(folder: string, secrets: ReadonlyMap<string, string>): string[] {
  const args = [RUNNER, resolve(folder, 'main.ts'), typescriptFor(folder), LIBRARY_FOLDER];
  const { output, stderr, error } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...Object.fromEntries(secrets) },
    // The objects come through a pipe of their own.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
  });
  const answer = answerOf(output?.[3]);
  if (answer?.texts) {
    return answer.texts;
  }
  const said = answer?.error ?? error?.message ?? String(stderr).trim().split('\n').slice(-1).join('');
  // The lines after it are about the machinery that runs the app.
  const [what] = quotedCleanerOf(secrets.values())(said).split('\nRequire stack:');
  throw new InvalidInput([
    `The app in ${quote(folder)} ends with an error: correct it, then run this command again.`,
    ...(what === '' ? ['It ended before it gave its objects.'] : what.split('\n').map((line) => line.trim())),
  ]);
}

function answerOf(text: string | null | undefined): RunnerAnswer | undefined {
  return text ? (JSON.parse(text) as RunnerAnswer) : undefined;
}

/** The package typescript of the app, of the current folder, or of this library. */
function typescriptFor(folder: string): string {
  for (const place of [resolve(folder), process.cwd(), LIBRARY_FOLDER]) {
    try {
      return createRequire(join(place, 'main.ts')).resolve('typescript');
    } catch {
      // The next place may have it.
    }
  }
  throw new InvalidInput(
    `The comparison compiles the app, but the package typescript is not installed: run 'npm install' in ${quote(folder)}, then 'cdk8s-antrea-multicast adopt --check' with this folder.`,
  );
}
