import { ProjectCopy } from '../cli/_project';
import { restrictedViolations } from '../workload/_pod-security';
import { APPLICATIONS, madeOf } from './_page-examples';

jest.setTimeout(120_000);

const project = new ProjectCopy();
afterAll(() => project.remove());

/** The workloads of each example that the picture shows, and how many Deployments the library makes. */
const EXPECTED: [title: string, workloads: string[], deployments: number][] = [
  ['VLC', ['vlc-workload-sender', 'vlc-workload-receiver'], 2],
  ['ffmpeg', ['ffmpeg-workload-sender', 'ffmpeg-workload-receiver'], 2],
  ['GStreamer', ['gstreamer-workload-sender', 'gstreamer-workload-receiver'], 2],
  ['A group of peers', ['cache-workload-peers'], 1],
  ['A Deployment of others', ['market-data'], 0],
];

test('there is one example for each kind of application', () => {
  expect(APPLICATIONS).toHaveLength(EXPECTED.length);
});

describe.each(EXPECTED.map(([title, workloads, deployments], i) => ({ title, workloads, deployments, i })))(
  '$title',
  ({ workloads, deployments, i }) => {
    const found = madeOf(project, APPLICATIONS[i]);

    test('has at most 15 lines', () => {
      expect(APPLICATIONS[i].split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(15);
    });

    test('compiles, and synthesizes without a warning', () => {
      expect([found.status, found.stderr]).toEqual([0, '']);
    });

    test('has only Pods that the level restricted accepts', () => {
      const pods = found.objects.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template.spec);
      expect(pods.map(restrictedViolations)).toEqual(Array.from({ length: deployments }, () => []));
    });

    test('is in the proof', () => {
      const job = found.objects.find(({ kind }) => kind === 'Job');
      const [{ value }] = job.spec.template.spec.containers[0].env;
      const names: string[] = JSON.parse(value).map(({ name }: any) => name);
      expect(workloads.filter((workload) => !names.some((name) => name.startsWith(workload)))).toEqual([]);
    });

    test('is in the runbook and its picture', () => {
      const [, picture = ''] = found.runbook.split('```mermaid');
      expect(workloads.filter((name) => !picture.includes(name))).toEqual([]);
    });
  },
);
