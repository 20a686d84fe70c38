import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from '../cli/_project';
import { examplesOf } from './_markdown';

const PROOF = `new mc.MulticastProof(workload, 'Proof', { image: 'registry.example.com/multicast/iperf:v1' });`;

/** What an example of a page writes as an app of its own. */
export interface Made {
  readonly status: number | null;
  readonly stderr: string;
  /** The objects of the workload cluster. */
  readonly objects: any[];
  readonly runbook: string;
}

/** The TypeScript examples of docs/applications.md, which are whole apps. */
export const APPLICATIONS = examplesOf('docs/applications.md');

/** Compiles and synthesizes the example as an app of its own, with a proof and a runbook. */
export function madeOf(project: ProjectCopy, code: string, release?: string): Made {
  const app = code
    .replace('app.synth();', `${PROOF}\napp.synth();\nmc.Runbook.write(app);`)
    .replace(/'v1\.25[^']*'/, (own) => (release === undefined ? own : `'${release}'`));
  const folder = `page-${APPLICATIONS.indexOf(code)}-${release ?? 'own'}`;
  project.write(`${folder}/main.ts`, app);
  const cwd = join(project.folder, folder);
  const run = join(project.folder, 'scripts', 'run-app.cjs');
  const { status, stderr } = spawnSync(process.execPath, [run, 'main.ts'], { cwd, encoding: 'utf8' });
  const files = existsSync(join(cwd, 'dist')) ? Object.entries(project.written(folder)) : [];
  const text = (end: string) => files.find(([file]) => file.endsWith(end))?.[1] ?? '';
  const objects = parseAllDocuments(text('-workload.k8s.yaml')).map((document) => document.toJS());
  return { status, stderr, objects, runbook: text('.md') };
}
