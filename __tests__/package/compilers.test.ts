import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OTHER_PLUS, STRICTEST, importDefinitions, isOfPlus, mixedApp } from './_mixed-app';
import { PEERS, compileErrors, createProject, pack, run, synthesized } from './_user-project';

jest.setTimeout(600_000);

const COMPILERS = ['5.4', '5.9', '6', '7'];

/** Names of settings, whether the project has ES modules, and the options of the compiler. */
const SETTINGS: [name: string, isEsm: boolean, ...options: string[]][] = [
  ['CommonJS by node16', false, '--module', 'node16'],
  ['ES modules by node16', true, '--module', 'node16'],
  ['ES modules by nodenext', true, '--module', 'nodenext'],
  ['ES modules by bundler', true, '--module', 'esnext', '--moduleResolution', 'bundler'],
];

const DEFAULT_IMPORT = `import mc, * as all from 'cdk8s-antrea-multicast';
console.log(mc.MulticastStream.of('239.1.2.3').group, mc.TanzuCluster === all.TanzuCluster);
`;

const folder = mkdtempSync(join(tmpdir(), 'compilers-'));
const app = join(folder, 'app');
let files: Record<string, string>;

beforeAll(() => {
  const compilers = COMPILERS.map((version) => `typescript-${version}@npm:typescript@${version}`);
  createProject(app, [pack(folder).tarball, ...PEERS.newest, OTHER_PLUS, ...compilers]);
  importDefinitions(app);
});
afterAll(() => rmSync(folder, { recursive: true }));

function compile(version: string, isEsm: boolean, ...options: string[]): string[] {
  writeFileSync(join(app, 'package.json'), JSON.stringify({ private: true, type: isEsm ? 'module' : 'commonjs' }));
  writeFileSync(join(app, 'app.ts'), mixedApp(isEsm ? '.js' : ''));
  for (const output of ['app.js', 'imports/crd.antrea.io.js', 'imports/media.example.com.js']) {
    rmSync(join(app, output), { force: true });
  }
  return compileErrors(app, [...options, 'app.ts'], join(app, 'node_modules', `typescript-${version}`));
}

describe.each(COMPILERS)('TypeScript %s', (version) => {
  test.each(SETTINGS)('%s: an app compiles with the strictest options, and runs', (_, isEsm, ...options) => {
    const errors = compile(version, isEsm, ...STRICTEST, ...options);
    expect(errors.filter((error) => !isOfPlus(error))).toEqual([]);
    const written = synthesized(app, process.execPath, ['app.js']);
    files ??= written;
    expect(Object.keys(written)).toContain('supervisor.k8s.yaml');
    expect(written).toEqual(files);
  });

  test('all declarations compile without exactOptionalPropertyTypes, also those of cdk8s-plus', () => {
    const options = STRICTEST.filter((option) => option !== '--exactOptionalPropertyTypes');
    expect(compile(version, false, ...options, '--module', 'node16')).toEqual([]);
  });

  test('a default import is the whole library, in CommonJS too', () => {
    writeFileSync(join(app, 'package.json'), '{ "private": true }');
    writeFileSync(join(app, 'default.ts'), DEFAULT_IMPORT);
    const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node', 'default.ts'];
    expect(compileErrors(app, options, join(app, 'node_modules', `typescript-${version}`))).toEqual([]);
    expect(run(process.execPath, ['default.js'], app)).toBe('239.1.2.3 true\n');
  });
});
