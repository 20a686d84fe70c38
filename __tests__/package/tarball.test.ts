import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

jest.setTimeout(300_000);

const PROJECT = join(__dirname, '..', '..');
const { peerDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
const OLDEST = Object.entries<string>(peerDependencies).map(([name, range]) => `${name}@${range.replace('^', '')}`);
const NEWEST = Object.keys(peerDependencies).map((name) => `${name}@latest`);

const folder = mkdtempSync(join(tmpdir(), 'tarball-'));
let files: string[];
let tarball: string;

beforeAll(() => {
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], PROJECT),
  );
  files = packed.files.map(({ path }: { path: string }) => path);
  tarball = join(folder, packed.filename);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The blocks of the README in one language, in their order. */
function readmeBlocks(language: string): string[] {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block]) => block);
}

test('it holds what users need and nothing else', () => {
  const allowed = /^(LICENSE|README\.md|API\.md|package\.json|\.jsii|(lib|imports)\/[\w./-]+\.(js|d\.ts))$/;
  expect(files.filter((file) => !allowed.test(file))).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(['.jsii', 'API.md', 'LICENSE', 'README.md', 'lib/index.js']));
});

test('every file in it has a source today', () => {
  const compiled = files.filter((file) => /\.(js|d\.ts)$/.test(file));
  expect(compiled.filter((file) => !existsSync(join(PROJECT, file.replace(/\.(js|d\.ts)$/, '.ts'))))).toEqual([]);
});

test('it brings no runtime dependency', () => {
  expect(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies');
});

describe.each([
  ['oldest', OLDEST],
  ['newest', NEWEST],
])('with its %s peers', (age, peers) => {
  const app = join(folder, age);
  const tools = join(PROJECT, 'node_modules', '.bin');

  beforeAll(() => {
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), '{ "private": true }');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
    run('npm', ['install', ...quiet, tarball, ...peers, '@types/node@20'], app);
    const [first, wanted, library, snapshot] = readmeBlocks('ts');
    writeFileSync(join(app, 'wanted.ts'), wanted);
    writeFileSync(join(app, 'first.ts'), first);
    writeFileSync(join(app, 'library.ts'), library);
    writeFileSync(join(app, 'video-supervisor.ts'), snapshot);
    writeFileSync(join(app, 'video.test.js'), readmeBlocks('js')[0]);
    writeFileSync(
      join(app, 'strings.ts'),
      `import { App } from 'cdk8s';
       import { ClusterVariable, SupervisorChart, TanzuCluster } from 'cdk8s-antrea-multicast';
       const app = new App();
       const chart = new SupervisorChart(app, 'strings', { vsphereNamespace: 'ns' });
       const value = ['no', '0x1F', '1_000', '12e3', '2001-01-01'];
       const labels = Object.fromEntries(value.map((text, i) => ['label' + i, text]));
       new TanzuCluster(chart, 'Cluster', {
         name: 'c1', release: 'v1.25', antreaVersion: '1.11.3', podCidrs: ['172.20.0.0/16'], serviceCidrs: ['172.21.0.0/16'], labels,
         vmClass: 'a', storageClass: 'b', nodePools: [{ name: 'np' }], variables: [ClusterVariable.unchecked('own', value)],
       });
       app.synth();`,
    );
    const options = ['--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node', '--ignoreConfig'];
    const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
    run(
      process.execPath,
      [compiler, ...options, 'first.ts', 'wanted.ts', 'library.ts', 'video-supervisor.ts', 'strings.ts'],
      app,
    );
  });

  function synth(script: string): any[] {
    rmSync(join(app, 'dist'), { recursive: true, force: true });
    run(process.execPath, [script], app);
    const written = readdirSync(join(app, 'dist')).sort();
    return written.flatMap((file) =>
      parseAllDocuments(readFileSync(join(app, 'dist', file), 'utf8'), { version: '1.2' }).map((one) => one.toJS()),
    );
  }

  test("the README's first example synthesizes", () => {
    expect(synth('first.js').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'AntreaConfig video-antrea-package',
      'Cluster video',
      'Namespace multicast',
      'Deployment player',
      'Deployment camera',
    ]);
  });

  test("the README's example for VKS synthesizes", () => {
    expect(synth('wanted.js').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'AddonConfig live-antrea',
      'Cluster live',
    ]);
  });

  test("the README's example of a library synthesizes", () => {
    const written = synth('library.js');
    expect(written.map(({ kind }) => kind)).toEqual(['Namespace', 'Deployment']);
    expect(written[1].metadata.name).toMatch(/^workload-player-/);
  });

  test("the README's snapshot test runs", () => {
    run(join(tools, 'jest'), ['--rootDir', app, '--ci=false'], app);
    expect(readFileSync(join(app, '__snapshots__', 'video.test.js.snap'), 'utf8')).toContain('video-antrea-package');
  });

  test('strings that look like something else stay strings', () => {
    const strings = ['no', '0x1F', '1_000', '12e3', '2001-01-01'];
    const [{ metadata, spec }] = synth('strings.js');
    expect(Object.values(metadata.labels)).toEqual(strings);
    expect(spec.topology.variables[2].value).toEqual(strings);
  });
});
