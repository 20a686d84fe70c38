import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, InitFolder, distOf } from './_init';

// The tests download each package manager and all peers.
jest.setTimeout(600_000);

const PROJECT = join(__dirname, '..', '..');
const { peerDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
const PEERS = Object.entries<string>(peerDependencies).map(([name, range]) => `${name}@${range}`);

/** Commands that add packages to a project. */
const MANAGERS: [name: string, ...add: string[]][] = [
  ['npm', 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'],
  ['pnpm', 'npx', '--yes', 'pnpm@12.4.2', 'add', '--ignore-scripts'],
  ['Yarn 1', 'npx', '--yes', 'yarn@1', 'add', '--ignore-scripts', '--no-lockfile'],
];
const COMPILERS = ['5.4', '5.9', '6', '7'];

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

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A project of a user, in which the package manager installed the tarball and the peers. */
function install(name: string, [command, ...add]: string[], ...further: string[]): string {
  const app = join(folder, name.replace(' ', '-'));
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true }');
  writeFileSync(join(app, 'app.ts'), APP);
  run(command, [...add, tarball, ...PEERS, '@types/node@20', ...further], app);
  return app;
}

function compileAndSynth(app: string): string[] {
  const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node'];
  run(process.execPath, [join(app, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, 'app.ts'], app);
  run(process.execPath, ['app.js'], app);
  return readdirSync(join(app, 'dist')).sort();
}

const WRITTEN = ['supervisor.k8s.yaml', 'workload.k8s.yaml'];

beforeAll(() => {
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  tarball = join(folder, JSON.parse(run('npm', pack, PROJECT))[0].filename);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(MANAGERS)('%s installs it so that it compiles and synthesizes', (name, ...add) => {
  expect(compileAndSynth(install(name, add, 'typescript@5.9'))).toEqual(WRITTEN);
});

test.each(COMPILERS)('TypeScript %s compiles a project that uses it', (version) => {
  const [, ...npm] = MANAGERS[0];
  expect(compileAndSynth(install(`typescript-${version}`, npm, `typescript@${version}`))).toEqual(WRITTEN);
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
