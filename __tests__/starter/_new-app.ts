import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import { Starter } from '../../lib/starter/starter';
import { Toolchain } from '../../lib/starter/_toolchain';

const ENTRY = join(__dirname, '..', '..', 'lib', 'index');

export const TOOLS: Toolchain = { manager: 'npm', isModule: true, library: '^1.2.3' };

/** The files of an app with these options, and defaults for the others. */
export function filesOf(
  values: { [option: string]: string } = {},
  tools: Partial<Toolchain> = {},
): Map<string, string> {
  return new Starter(values).filesWith({ ...TOOLS, ...tools });
}

/** Runs `deployment.ts` of an app on the sources of the library, and returns the snapshot of the charts that it makes. */
export function snapshotByCode(files: Map<string, string>): object {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(files.get('deployment.ts') as string, { compilerOptions });
  const library = jest.requireActual(ENTRY);
  const exported: { addDeployment?: (app: object) => void } = {};
  new Function('exports', 'require', outputText)(exported, () => library);
  const app = new library.App();
  exported.addDeployment?.(app);
  return library.ManifestSnapshot.ofApp(app);
}

/** A temporary folder. */
export class TemporaryFolder {
  public readonly path = mkdtempSync(join(tmpdir(), 'init-'));

  public write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  /** The paths of all files, sorted. */
  public files(): string[] {
    const entries = readdirSync(this.path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.path.length + 1))
      .sort();
  }

  public read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
