import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project of a user, in a temporary folder, with the packed tarball. */

export const PROJECT = join(__dirname, '..', '..');

const { peerDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

/** The peer dependencies by version. */
export const PEERS = {
  oldest: Object.entries<string>(peerDependencies).map(([name, range]) => `${name}@${range.replace('^', '')}`),
  allowed: Object.entries<string>(peerDependencies).map(([name, range]) => `${name}@${range}`),
  newest: Object.keys(peerDependencies).map((name) => `${name}@latest`),
};

const NODE_TYPES = '@types/node@20';
const NPM = ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'];

export function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Packs the build, and returns the tarball and the paths of the files in it. */
export function pack(folder: string): { tarball: string; files: string[] } {
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], PROJECT),
  );
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }: { path: string }) => path) };
}

/** Creates a project, in which a package manager installs the packages. */
export function createProject(app: string, packages: string[], [command, ...add]: string[] = NPM): void {
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true }');
  run(command, [...add, ...packages, NODE_TYPES], app);
}

/** The errors of a compiler, one line for each. The compiler writes its output also if there are errors. */
export function compileErrors(
  app: string,
  options: string[],
  folder = join(PROJECT, 'node_modules', 'typescript'),
): string[] {
  const compiler = join(folder, 'bin', 'tsc');
  const { stdout, status } = spawnSync(process.execPath, [compiler, '--pretty', 'false', ...options], {
    cwd: app,
    encoding: 'utf8',
  });
  const errors = stdout.split('\n').filter((line) => /\berror TS\d+: /.test(line));
  return status === 0 || errors.length > 0
    ? errors
    : [`no error is printed, but the exit code is ${status}: ${stdout}`];
}

/** Runs a command that synthesizes, and returns the text of each manifest file. */
export function synthesized(app: string, command: string, args: string[]): Record<string, string> {
  const dist = join(app, 'dist');
  rmSync(dist, { recursive: true, force: true });
  run(command, args, app);
  return existsSync(dist) ? manifestFiles(dist) : {};
}

function manifestFiles(dist: string): Record<string, string> {
  const names = readdirSync(dist).filter((name) => name.endsWith('.k8s.yaml'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dist, name), 'utf8')]));
}
