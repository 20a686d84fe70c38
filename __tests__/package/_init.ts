import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const PROJECT = join(__dirname, '..', '..');

/** A folder with the packed tarball, in which apps are made. */
export class InitFolder {
  public readonly path = mkdtempSync(join(tmpdir(), 'init-package-'));
  public readonly tarball: string;
  private programs = '';

  public constructor() {
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', this.path];
    this.tarball = join(this.path, JSON.parse(this.run('npm', pack, PROJECT))[0].filename);
  }

  /** Runs a program as CI does, and returns its standard output. */
  public run(command: string, args: string[], cwd: string): string {
    const { npm_config_user_agent: _, ...environment } = process.env;
    const env = { ...environment, CI: 'true', PATH: `${this.programs}${delimiter}${process.env.PATH}` };
    return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** Adds a package manager to the path of programs. */
  public install(manager: string): void {
    const folder = join(this.path, 'managers');
    this.run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', manager], this.path);
    this.programs = join(folder, 'node_modules', '.bin');
  }

  /** Makes an app by `init` of a package, and returns its folder. */
  public init(name: string, options: string[], library = PROJECT): string {
    const program = join(library, 'bin', 'cdk8s-antrea-multicast.cjs');
    const args = [program, 'init', name, '--yes', '--package', this.tarball, ...options];
    this.run(process.execPath, args, this.path);
    return join(this.path, name);
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The files that `synth` writes. */
export function distOf(app: string): string[] {
  return readdirSync(join(app, 'dist')).sort();
}

export const DIST = ['video-runbook.md', 'video-supervisor.k8s.yaml', 'video-workload.k8s.yaml'];
