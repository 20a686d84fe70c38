import { SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative } from 'node:path';

const PROJECT = join(__dirname, '..', '..');
const LEFT_OUT = [
  ...['node_modules', 'dist', '.git', '.jsii', '__tests__'],
  // What other commands make: it is large.
  ...['.site', 'site', 'jsii-packages', 'bundled'],
];

/** A copy of the project in a temporary folder, in which the real cdk8s-cli runs. */
export class ProjectCopy {
  public readonly folder: string;

  public constructor(parent = tmpdir()) {
    this.folder = join(mkdtempSync(join(parent, 'project-copy-')), 'project');
    // Without the files that a build writes next to the sources: after npm ci, synth must work without a build.
    // Other tests make folders such as .starter-x in the project, and delete them.
    const isTemporary = (path: string) => /^\.\w+-\w{6}$/.test(basename(path));
    const keep = (path: string) =>
      !LEFT_OUT.includes(basename(path)) && !isTemporary(path) && !/\.(js|d\.ts)$/.test(path);
    cpSync(PROJECT, this.folder, { recursive: true, filter: keep });
    symlinkSync(join(PROJECT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  public write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  public edit(file: string, from: string, to: string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) {
      throw new Error(`${file} does not contain ${from}`);
    }
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }

  public synth(example = '.', ...options: string[]): SpawnSyncReturns<string> {
    // The validation plugin needs a build of lib/, which this copy does not have.
    const cli = join(PROJECT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    return spawnSync(process.execPath, [cli, 'synth', '--no-check-upgrade', '--no-validate', ...options], {
      cwd: join(this.folder, example),
      encoding: 'utf8',
      // cdk8s.yaml runs `node`: use the one that runs the tests.
      env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` },
    });
  }

  /** The files that synth wrote, by their paths. */
  public written(example = '.'): { [file: string]: string } {
    const dist = join(this.folder, example, 'dist');
    const files = readdirSync(dist, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(dist, join(parentPath, name)))
      .sort();
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(dist, file), 'utf8')]));
  }

  /** Only the YAML files of these. */
  public manifests(example = '.'): { [file: string]: string } {
    return Object.fromEntries(Object.entries(this.written(example)).filter(([file]) => file.endsWith('.yaml')));
  }

  public removeOutput(): void {
    rmSync(join(this.folder, 'dist'), { recursive: true, force: true });
  }

  public remove(): void {
    rmSync(dirname(this.folder), { recursive: true });
  }
}
