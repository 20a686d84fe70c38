import { App as StockApp, Chart } from 'cdk8s';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** What an app writes, or the error that it throws, and what is known about it afterwards. */
export interface Outcome {
  readonly files: Record<string, string>;
  readonly error?: string;
  readonly charts: string[];
  readonly yaml: string;
  readonly first: string;
}

/** Builds an app, and calls synth() twice. */
export function outcome(create: (outdir: string) => StockApp, build: (app: StockApp) => void): Outcome {
  const outdir = mkdtempSync(join(tmpdir(), 'synthesis-'));
  try {
    const app = create(outdir);
    build(app);
    const before = text(() => paths(app));
    const error = failure(() => app.synth());
    const files = error === undefined ? filesIn(outdir) : {};
    const after = text(() => paths(app));
    const again = failure(() => app.synth());
    const second = again === undefined ? filesIn(outdir) : {};
    const [first] = app.node.findAll().filter((one): one is Chart => Chart.isChart(one));
    return {
      files: { ...files, ...Object.fromEntries(Object.entries(second).map(([path, file]) => [`again/${path}`, file])) },
      error: error ?? again,
      charts: [before, after],
      yaml: text(() => app.synthYaml()),
      first: text(() => JSON.stringify(first?.toJson())),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const paths = (app: StockApp) => app.charts.map(({ node }) => node.path).join(' ');

function failure(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function text(work: () => string): string {
  try {
    return work();
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

/** All files of a folder, and its folders. */
export function filesIn(folder: string, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      found[`${prefix}${name}/`] = '';
      Object.assign(found, filesIn(path, `${prefix}${name}/`));
    } else {
      found[prefix + name] = readFileSync(path, 'utf8');
    }
  }
  return found;
}
