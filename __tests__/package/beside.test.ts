import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { parseAllDocuments } from 'yaml';
import { OTHER_PLUS, STRICTEST, importDefinitions, isOfPlus, mixedApp } from './_mixed-app';
import { PEERS, compileErrors, createProject, pack, run, synthesized } from './_user-project';

// The short part of what users have in their projects. compilers.test.ts, runners.test.ts and stock-template.test.ts are long.
jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'beside-'));
const app = join(folder, 'app');
let errors: string[];
let files: Record<string, string>;

beforeAll(() => {
  createProject(app, [pack(folder).tarball, ...PEERS.newest, OTHER_PLUS]);
  importDefinitions(app);
  writeFileSync(join(app, 'app.ts'), mixedApp());
  errors = compileErrors(app, [...STRICTEST, '--module', 'node16', 'app.ts']);
  files = synthesized(app, process.execPath, ['app.js']);
});
afterAll(() => rmSync(folder, { recursive: true }));

function objectsOf(file: string): any[] {
  return parseAllDocuments(files[file]).map((one) => one.toJS());
}

test('its declarations and an app compile with exactOptionalPropertyTypes and noUncheckedIndexedAccess', () => {
  expect(errors.filter((error) => !isOfPlus(error))).toEqual([]);
});

test.each(['own.k8s.yaml', 'reference.k8s.yaml'])('%s has the Deployments of both versions of cdk8s-plus', (file) => {
  const templates = objectsOf(file)
    .filter(({ kind, metadata }) => kind === 'Deployment' && ['older', 'newer'].includes(metadata.name))
    .map(({ spec }) => spec.template);
  expect(templates).toHaveLength(2);
  for (const { metadata, spec } of templates) {
    expect(metadata.labels).toMatchObject({ 'multicast-stream/239.1.2.3-5001': 'receiver' });
    expect(spec.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  }
});

test('classes of cdk8s import and of newer cdk8s-plus are in the same app', () => {
  expect(objectsOf('apart.k8s.yaml').map(({ kind }) => kind)).toEqual(['Service', 'StatefulSet', 'Recorder']);
});

test('an exported class writes what the class of cdk8s import writes', () => {
  expect(files['exported.k8s.yaml']).toBe(files['imported.k8s.yaml']);
});

test('an ES module synthesizes the same bytes by named imports and import *', () => {
  const bundle = { bundle: true, format: 'esm', packages: 'external', outfile: join(app, 'app.mjs') } as const;
  buildSync({ ...bundle, absWorkingDir: app, entryPoints: ['app.ts'] });
  expect(synthesized(app, process.execPath, ['app.mjs'])).toEqual(files);
});

test('an ES module has every name of require', () => {
  writeFileSync(
    join(app, 'names.mjs'),
    `import { createRequire } from 'node:module';
import byDefault, * as mc from 'cdk8s-antrea-multicast';
const required = createRequire(import.meta.url)('cdk8s-antrea-multicast');
const missing = Object.keys(required).filter((name) => mc[name] !== required[name]);
const further = Object.keys(mc).filter((name) => !Object.hasOwn(required, name));
console.log(JSON.stringify({ first: Object.keys(required).sort()[0], missing, further, byDefault: [byDefault === required, required.default === required] }));`,
  );
  const { further, ...names } = JSON.parse(run(process.execPath, ['names.mjs'], app));
  expect(names).toEqual({ first: 'Acknowledgement', missing: [], byDefault: [true, true] });
  // Later versions of Node add this name.
  expect(further.filter((name: string) => name !== 'module.exports')).toEqual([]);
});

test('an error that nothing catches is printed without pages of code', () => {
  writeFileSync(join(app, 'wrong.js'), "require('cdk8s-antrea-multicast').MulticastStream.of('10.0.0.1');");
  const { status, stderr } = spawnSync(process.execPath, ['wrong.js'], { cwd: app, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('InvalidInput') });
  expect(Math.max(...stderr.split('\n').map((line) => line.length))).toBeLessThan(2_000);
});
