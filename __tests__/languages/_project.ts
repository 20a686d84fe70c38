import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transpileModule } from 'typescript';

export const PROJECT = join(__dirname, '..', '..');

/** The packages that `npm run languages` wrote. */
export const PACKAGES = join(PROJECT, 'jsii-packages');

/** jsii warns of Node 20, which this package supports. */
export const ENVIRONMENT = {
  ...process.env,
  /** Examples read them. */
  CLUSTER_KEY: 'not a key',
  ETCD_KEY: Buffer.alloc(32).toString('base64'),
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
};

/** The first example of a page in a language. */
export function firstExample(page: string, language: string): string {
  const text = readFileSync(join(PROJECT, page), 'utf8');
  return (new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(text) as RegExpExecArray)[1];
}

/** The files that an app wrote into dist/, by name. */
export function written(folder: string): { [file: string]: string } {
  const dist = join(folder, 'dist');
  return Object.fromEntries(
    readdirSync(dist)
      .sort()
      .map((file) => [file, readFileSync(join(dist, file), 'utf8')]),
  );
}

/** Runs a TypeScript app with the build of this project, and returns the files that it wrote. */
export function runTypeScript(folder: string, source: string): { [file: string]: string } {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['cdk8s', 'cdk8s-plus-25', 'constructs']) {
    symlinkSync(join(PROJECT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  symlinkSync(PROJECT, join(folder, 'node_modules', 'cdk8s-antrea-multicast'));
  const { outputText } = transpileModule(source, { compilerOptions: { module: 1, target: 9 } });
  writeFileSync(join(folder, 'main.js'), outputText);
  execFileSync(process.execPath, ['main.js'], { cwd: folder, stdio: 'ignore' });
  return written(folder);
}
