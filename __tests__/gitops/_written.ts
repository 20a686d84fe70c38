import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'cdk8s';
import { GitOps } from '../../lib';
import { OutputFile } from '../../lib/gitops/_written';
import { writtenChart } from '../../lib/synthesis/_charts';
import { emit } from '../../lib/synthesis/_emit';

/** The files that the app writes, without a folder. */
export function filesOf(app: App, gitOps: GitOps): OutputFile[] {
  return gitOps._files(app, app.charts.map(writtenChart), emit);
}

/** The text of one file. */
export function textOf(files: OutputFile[], path: string | RegExp): string {
  const found = files.filter((file) => (typeof path === 'string' ? file.path === path : path.test(file.path)));
  if (found.length !== 1) {
    throw new Error(`${found.length} files for ${path}:\n${files.map((file) => file.path).join('\n')}`);
  }
  return found[0].text;
}

export function pathsOf(files: OutputFile[]): string[] {
  return files.map(({ path }) => path);
}

export function write(files: OutputFile[], folder: string): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: 'wx' });
  }
}
