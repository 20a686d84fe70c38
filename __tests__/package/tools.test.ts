import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, InitFolder, distOf } from './_init';
import { PEERS, compileErrors, createProject, pack, synthesized } from './_user-project';

// The tests download each package manager and all peers.
jest.setTimeout(600_000);

/** Commands that add packages to a project. */
const MANAGERS: [name: string, ...add: string[]][] = [
  ['npm', 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'],
  ['pnpm', 'npx', '--yes', 'pnpm@12.4.2', 'add', '--ignore-scripts'],
  ['Yarn 1', 'npx', '--yes', 'yarn@1', 'add', '--ignore-scripts', '--no-lockfile'],
];

const APP = `import { App } from 'cdk8s';
import { MulticastReceiver, MulticastStream, SupervisorChart, TanzuCluster, WorkloadChart } from 'cdk8s-antrea-multicast';
const app = new App();
const chart = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns' });
const cluster = new TanzuCluster(chart, 'Cluster', {
  name: 'c1', release: 'v1.25', antreaVersion: '1.11.3', podCidrs: ['172.20.0.0/16'], serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'a', storageClass: 'b', nodePools: [{ name: 'np' }],
});
cluster.enableMulticast();
const workload = new WorkloadChart(app, 'workload', { cluster });
new MulticastReceiver(workload, 'Receiver', { stream: MulticastStream.of('239.1.2.3'), image: 'example.com/iperf' });
app.synth();
`;

const folder = mkdtempSync(join(tmpdir(), 'tools-'));
let tarball: string;

beforeAll(() => {
  ({ tarball } = pack(folder));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(MANAGERS)('%s installs it so that it compiles and synthesizes', (name, ...add) => {
  const app = join(folder, name.replace(' ', '-'));
  createProject(app, [tarball, ...PEERS.allowed, 'typescript@5.9'], add);
  writeFileSync(join(app, 'app.ts'), APP);
  const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node', 'app.ts'];
  expect(compileErrors(app, options, join(app, 'node_modules', 'typescript'))).toEqual([]);
  expect(Object.keys(synthesized(app, process.execPath, ['app.js']))).toEqual([
    'supervisor.k8s.yaml',
    'workload.k8s.yaml',
  ]);
});

describe('init', () => {
  let apps: InitFolder;
  beforeAll(() => {
    apps = new InitFolder();
    apps.install('pnpm@12.4.2');
  });
  afterAll(() => apps.remove());

  // __tests__/package/init.test.ts has npm with ES modules.
  test.each([
    ['npm', 'cjs'],
    ['pnpm', 'esm'],
    ['pnpm', 'cjs'],
  ])('an app with %s and %s', (manager, kind) => {
    const app = apps.init(`${manager}-${kind}`, ['--package-manager', manager, '--module', kind]);
    apps.run(manager, ['run', 'synth'], app);
    expect(distOf(app)).toEqual(DIST);
    expect(apps.run(manager, ['test'], app)).toMatch(/^# pass 1$/m);
    expect(apps.run(manager, ['run', 'lint'], app)).toMatch(/^0 errors, /m);
  });
});
