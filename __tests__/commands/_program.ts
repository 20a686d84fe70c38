import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const PROJECT = join(__dirname, '..', '..');

/** Builds the program into a folder, without a build of the project. Returns its path. */
export function buildProgram(folder: string): string {
  cpSync(join(PROJECT, 'bin'), join(folder, 'bin'), { recursive: true });
  cpSync(join(PROJECT, 'schemas'), join(folder, 'schemas'), { recursive: true });
  cpSync(join(PROJECT, 'images'), join(folder, 'images'), { recursive: true });
  cpSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  const options = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  const files = ['lib', 'imports'].flatMap((part) =>
    readdirSync(join(PROJECT, part), { recursive: true, encoding: 'utf8' }).map((file) => join(part, file)),
  );
  for (const file of files) {
    if (file.endsWith('.ts') && !file.endsWith('.d.ts')) {
      const source = readFileSync(join(PROJECT, file), 'utf8');
      const target = join(folder, file.replace(/ts$/, 'js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, transpileModule(source, { compilerOptions: options }).outputText);
    }
  }
  return join(folder, 'bin', 'cdk8s-antrea-multicast.cjs');
}
