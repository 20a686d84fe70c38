import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT, pack, run, synthesized } from './_user-project';

jest.setTimeout(600_000);

const folder = mkdtempSync(join(tmpdir(), 'stock-'));
const app = join(folder, 'video');

const CDK8S = join(PROJECT, 'node_modules', '.bin', 'cdk8s');

/** The chart of the template, with constructs of this library. Its test stays as it is. */
const MAIN = `import { App, ClusterReference, MulticastReceiver, MulticastStream, WorkloadChart } from 'cdk8s-antrea-multicast';
import { Construct } from 'constructs';

export class MyChart extends WorkloadChart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { cluster: ClusterReference.of('video', 'v1.25.7---vmware.3-fips.1-tkg.1') });
    new MulticastReceiver(this, 'Receiver', { stream: MulticastStream.of('239.1.2.3'), image: 'example.com/iperf:v1' });
  }
}

const app = new App();
new MyChart(app, 'video');
app.synth();
`;

/** Runs cdk8s init. Where no network serves the schema of Kubernetes, its last steps fail: import, compile, test, synth. */
function init(): { status: number | null; stderr: string } {
  mkdirSync(app);
  const options = { cwd: app, encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' } } as const;
  return spawnSync(process.execPath, [CDK8S, 'init', 'typescript-app'], options);
}

beforeAll(() => {
  const { tarball } = pack(folder);
  const { status, stderr } = init();
  if (status !== 0) {
    if (!stderr.includes('Could not find a schema for k8s version')) {
      throw new Error(stderr);
    }
    process.stderr.write('SKIPPED, not passed: cdk8s import k8s of the stock template, which downloads a schema\n');
    const config = join(app, 'cdk8s.yaml');
    copyFileSync(join(PROJECT, 'crds', 'crd.antrea.io.yaml'), join(app, 'antrea.yaml'));
    writeFileSync(config, readFileSync(config, 'utf8').replace('- k8s', '- antrea.yaml'));
  }
  run('npm', ['install', '--no-audit', '--no-fund', tarball], app);
  writeFileSync(join(app, 'main.ts'), MAIN);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the commands of the template import, compile and test', () => {
  run('npm', ['run', 'import'], app);
  run('npm', ['run', 'compile'], app);
  run('npm', ['test', '--', '-u'], app);
  expect(readFileSync(join(app, '__snapshots__', 'main.test.ts.snap'), 'utf8')).toContain('"kind": "Deployment"');
  run('npm', ['test', '--', '--ci'], app);
});

test('npm run synth writes the manifests', () => {
  const files = synthesized(app, 'npm', ['run', 'synth']);
  expect(Object.keys(files)).toEqual(['video.k8s.yaml']);
  expect(files['video.k8s.yaml']).toMatch(/^kind: Deployment$/m);
});
