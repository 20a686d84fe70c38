import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { InvalidInput, quote } from '../messages/_errors';

const LIBRARY = join(__dirname, '..', '..');
const RUNNER = join(LIBRARY, 'bin', 'adoption-runner.cjs');

/** A message of the runner. */
interface Answer {
  readonly texts?: string[];
  readonly error?: string;
}

/**
 * Runs the app of a folder and returns its objects as YAML texts. Nothing is written. The secrets are only in the
 * environment of its process. Throws if the app ends with an error.
 */
export async function runApp(folder: string, secrets: ReadonlyMap<string, string>): Promise<string[]> {
  const main = resolve(folder, 'main.ts');
  const { answer, output } = await new Promise<{ answer?: Answer; output: string }>((done) => {
    const child = spawn(process.execPath, [RUNNER, main, typescriptFor(folder), LIBRARY], {
      cwd: folder,
      env: { ...process.env, ...Object.fromEntries(secrets) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let answer: Answer | undefined;
    let output = '';
    child.on('message', (message) => (answer = message as Answer));
    [child.stdout, child.stderr].forEach((stream) => stream?.on('data', (data) => (output += String(data))));
    child.on('error', (error) => done({ output: error.message }));
    child.on('close', () => done({ answer, output }));
  });
  if (answer?.texts) {
    return answer.texts;
  }
  const what = answer?.error ?? output.trim().split('\n').slice(-1).join('');
  throw new InvalidInput([
    `The app in ${quote(folder)} ends with an error: correct it, then run this command again.`,
    what,
  ]);
}

/** The package typescript of the app, of the current folder, or beside this library. */
function typescriptFor(folder: string): string {
  for (const place of [resolve(folder), process.cwd(), LIBRARY]) {
    try {
      return createRequire(join(place, 'main.ts')).resolve('typescript');
    } catch {
      // The next place may have it.
    }
  }
  throw new InvalidInput(
    "The proof compiles the app, and there is no package typescript: run 'npm install --save-dev typescript', then this command again.",
  );
}
