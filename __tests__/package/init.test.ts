import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, InitFolder, distOf } from './_init';

jest.setTimeout(300_000);

let folder: InitFolder;
let app: string;
beforeAll(() => {
  folder = new InitFolder();
  app = folder.init('app', ['--package-manager', 'npm']);
});
afterAll(() => folder.remove());

const run = (...args: string[]) => folder.run('npm', args, app);

test('synth writes the manifests and the runbook, and they pass the rules', () => {
  run('run', 'synth');
  expect(distOf(app)).toEqual(DIST);
  expect(run('run', 'lint')).toMatch(/^0 errors, /m);
});

test('the test passes with the snapshot that init wrote', () => {
  expect(run('test')).toMatch(/^# pass 1$/m);
});

test('the test fails after a change, until the snapshot is accepted', () => {
  const file = join(app, 'deployment.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('const REPLICAS = 2;', 'const REPLICAS = 3;'));
  expect(() => run('test')).toThrow(/failed/);
  run('run', 'snapshot');
  expect(readFileSync(join(app, 'manifests.snapshot.json'), 'utf8')).toContain('"replicas": 3');
});

test('a mistake in the deployment is one sentence, and the files of the last synth stay', () => {
  const file = join(app, 'deployment.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace("GROUP = '239.10.20.30'", "GROUP = '10.20.30.40'"));
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'synth'], { cwd: app, encoding: 'utf8' });
  writeFileSync(file, text);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^Multicast group "10\.20\.30\.40" is outside .*\n$/)]);
  expect(distOf(app)).toEqual(DIST);
});

test('the installed package writes the same app, without network', () => {
  const library = join(app, 'node_modules', 'cdk8s-antrea-multicast');
  const other = folder.init('other', ['--package-manager', 'npm', '--no-install'], library);
  const files = readdirSync(other, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|yml|md)$/.test(file));
  expect(files.length).toBeGreaterThan(5);
  const changed = files.filter(
    (file) => readFileSync(join(other, file), 'utf8') !== readFileSync(join(app, file), 'utf8'),
  );
  expect(changed).toEqual(['deployment.ts']);
});
