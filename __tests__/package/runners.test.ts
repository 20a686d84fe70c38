import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { OTHER_PLUS, importDefinitions, mixedApp } from './_mixed-app';
import { PEERS, createProject, pack, run, synthesized } from './_user-project';

jest.setTimeout(600_000);

// vitest 5 needs Node 22.
const RUNNERS = ['tsx@4', 'ts-node@10', 'vitest@4', 'typescript@5.9'];

/** A test with a snapshot. Its import of `test` and `expect` is that of the runner. */
const SNAPSHOT_TEST = `import { Testing } from 'cdk8s';
import { ClusterReference, ManifestSnapshot, MulticastReceiver, MulticastStream, WorkloadChart } from 'cdk8s-antrea-multicast';
import { expect, test } from 'vitest';

test('the manifests', () => {
  const app = Testing.app();
  const cluster = ClusterReference.of('video', 'v1.25.7---vmware.3-fips.1-tkg.1');
  const workload = new WorkloadChart(app, 'workload', { cluster });
  const group = process.env.GROUP ?? '239.1.2.3';
  new MulticastReceiver(workload, 'Receiver', { stream: MulticastStream.of(group), image: 'example.com/iperf:v1' });
  expect(ManifestSnapshot.ofApp(app)).toMatchSnapshot();
});
`;

/** The options of \`cdk8s init\`. */
const TSCONFIG = { compilerOptions: { module: 'CommonJS', target: 'ES2017', lib: ['es2016'], strict: true } };

const folder = mkdtempSync(join(tmpdir(), 'runners-'));
const app = join(folder, 'app');
const bin = (name: string): string => join(app, 'node_modules', '.bin', name);
let expected: Record<string, string>;

beforeAll(() => {
  createProject(app, [pack(folder).tarball, ...PEERS.newest, OTHER_PLUS, ...RUNNERS]);
  importDefinitions(app);
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(app, 'app.ts'), mixedApp());
  writeFileSync(join(app, 'app.mts'), mixedApp('.js'));
  buildSync({
    absWorkingDir: app,
    entryPoints: ['app.ts'],
    outfile: join(app, 'bundled.cjs'),
    bundle: true,
    packages: 'external',
    format: 'cjs',
    platform: 'node',
  });
  expected = synthesized(app, process.execPath, ['bundled.cjs']);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('require in CommonJS synthesizes', () => {
  expect(Object.keys(expected)).toEqual([
    'apart.k8s.yaml',
    'exported.k8s.yaml',
    'imported.k8s.yaml',
    'own.k8s.yaml',
    'reference.k8s.yaml',
    'supervisor.k8s.yaml',
  ]);
});

test.each([
  ['ts-node', 'app.ts'],
  ['tsx', 'app.ts'],
  ['tsx', 'app.mts'],
])('%s %s synthesizes the same bytes', (runner, file) => {
  expect(synthesized(app, bin(runner), [file])).toEqual(expected);
});

test('vitest writes a snapshot of the manifests, and fails if they change', () => {
  writeFileSync(join(app, 'video.test.ts'), SNAPSHOT_TEST);
  run(bin('vitest'), ['run'], app);
  expect(readFileSync(join(app, '__snapshots__', 'video.test.ts.snap'), 'utf8')).toContain('239.1.2.3');
  run('env', ['CI=true', bin('vitest'), 'run'], app);
  expect(() => run('env', ['CI=true', 'NO_COLOR=1', 'GROUP=239.1.2.4', bin('vitest'), 'run'], app)).toThrow(
    'Snapshot `the manifests 1` mismatched',
  );
});
