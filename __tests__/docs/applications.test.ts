import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ProjectCopy } from '../cli/_project';
import { restrictedViolations } from '../workload/_pod-security';
import { examplesOf } from './_markdown';

jest.setTimeout(120_000);

const EXAMPLES = examplesOf('docs/applications.md');
const PROOF = `new mc.MulticastProof(workload, 'Proof', { image: 'registry.example.com/multicast/iperf:v1' });`;

const project = new ProjectCopy();
afterAll(() => project.remove());

interface Made {
  readonly status: number | null;
  readonly stderr: string;
  readonly objects: any[];
  readonly runbook: string;
}

/** Compiles and synthesizes the example as an app of its own, with a proof and a runbook. */
function made(code: string): Made {
  const app = code.replace('app.synth();', `${PROOF}\napp.synth();\nmc.Runbook.write(app);`);
  const folder = `page-${EXAMPLES.indexOf(code)}`;
  project.write(`${folder}/main.ts`, app);
  const cwd = join(project.folder, folder);
  const run = join(project.folder, 'scripts', 'run-app.cjs');
  const { status, stderr } = spawnSync(process.execPath, [run, 'main.ts'], { cwd, encoding: 'utf8' });
  const files = existsSync(join(cwd, 'dist')) ? Object.entries(project.written(folder)) : [];
  const text = (end: string) => files.find(([file]) => file.endsWith(end))?.[1] ?? '';
  const objects = parseAllDocuments(text('-workload.k8s.yaml')).map((document) => document.toJS());
  return { status, stderr, objects, runbook: text('.md') };
}

/** The workloads of each example that the picture shows, and how many Deployments the library makes. */
const EXPECTED: [title: string, workloads: string[], deployments: number][] = [
  ['VLC', ['vlc-workload-sender', 'vlc-workload-receiver'], 2],
  ['ffmpeg', ['ffmpeg-workload-sender', 'ffmpeg-workload-receiver'], 2],
  ['GStreamer', ['gstreamer-workload-sender', 'gstreamer-workload-receiver'], 2],
  ['A group of peers', ['cache-workload-peers'], 1],
  ['A Deployment of others', ['market-data'], 0],
];

test('there is one example for each kind of application', () => {
  expect(EXAMPLES).toHaveLength(EXPECTED.length);
});

describe.each(EXPECTED.map(([title, workloads, deployments], i) => ({ title, workloads, deployments, i })))(
  '$title',
  ({ workloads, deployments, i }) => {
    const found = made(EXAMPLES[i]);

    test('has at most 15 lines', () => {
      expect(EXAMPLES[i].split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(15);
    });

    test('compiles, and synthesizes without a warning', () => {
      expect([found.status, found.stderr]).toEqual([0, '']);
    });

    test('has only Pods that the level restricted accepts', () => {
      const pods = found.objects.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec);
      expect(pods.map(restrictedViolations)).toEqual(Array.from({ length: deployments }, () => []));
    });

    test('is in the runbook and its picture', () => {
      const [, picture = ''] = found.runbook.split('```mermaid');
      expect(workloads.filter((name) => !picture.includes(name))).toEqual([]);
    });
  },
);
