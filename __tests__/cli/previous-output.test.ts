import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mentions } from '../_mentions';
import { ProjectCopy } from './_project';
import { Run, canMount, inMounts, npmSynth, processesLeft, runFolders, stagingFolders, synthArguments } from './_runs';

jest.setTimeout(120_000);

// The tests leave the project as it was.
let project: ProjectCopy;
beforeAll(() => (project = new ProjectCopy()));
afterAll(() => project.remove());

const APP = `import { ApiObject, App, Chart } from 'cdk8s';

const app = new App();
for (const name of ['one', 'two']) {
  const metadata = { name: 'VALUE', namespace: 'default' };
  new ApiObject(new Chart(app, name), 'Object', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
}
app.synth();
`;
const PLUGIN = 'validations: [{ package: ./plugin.js, version: 1.0.0, class: Plugin }]\nimports:';
const PREVIOUS = { 'one.k8s.yaml': 'previous one\n', mine: 'mine\n' };

beforeEach(() => {
  project.write('app.ts', APP);
  project.removeOutput();
  Object.entries(PREVIOUS).forEach(([name, text]) => project.write(`dist/${name}`, text));
});

/** The app works for a second before it writes files. */
function makeSlow(): void {
  project.edit('app.ts', 'app.synth();', 'for (const end = Date.now() + 2500; Date.now() < end;) {}\napp.synth();');
}

test('a run exchanges the files, and prints their names in the output folder', () => {
  const { status, stdout, stderr } = npmSynth(project);
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: 'Synthesizing application\n  - dist/one.k8s.yaml\n  - dist/two.k8s.yaml\n',
    stderr: '',
  });
  expect(Object.keys(project.written())).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  expect(stagingFolders(project)).toEqual([]);
});

describe('the previous files are unchanged', () => {
  test.each([
    ['a type error', 'new App()', 'new App({ outdri: 1 })', "'outdri' does not exist"],
    ['an error of the app', 'app.synth();', 'throw new Error("of the app");', 'of the app'],
    ['an error after the files are written', 'app.synth();', 'app.synth();\nthrow new Error("late");', 'Error: late'],
    ['an app that does not synthesize', 'app.synth();', '', 'wrote no file'],
    [
      'a failed validation',
      'app.synth();',
      'app.node.addValidation({ validate: () => ["no"] });\napp.synth();',
      '[] no',
    ],
    ['an app that calls process.exit', 'app.synth();', 'app.synth();\nprocess.exit(3);', 'non-zero exit code 3'],
    ['an app that is killed', 'app.synth();', 'process.kill(process.pid, "SIGKILL");', 'ended by the signal SIGKILL'],
  ])('by %s', (_, from, to, reason) => {
    project.edit('app.ts', from, to);
    const { status, stderr } = npmSynth(project);
    expect(status).not.toBe(0);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('The previous files in "dist" are unchanged.');
    expect(stderr).not.toContain('cdk8s-cli');
    expect(project.written()).toEqual(PREVIOUS);
    expect([...stagingFolders(project), ...runFolders(project)]).toEqual([]);
  });

  test.each([
    [['--format', 'other'], 'format'],
    [['--output', 'dist', '--stdout'], 'mutually exclusive'],
    [['--output', '.'], 'contains the current folder'],
    [['--output', '..'], 'contains the current folder'],
  ])('by the options %j', (options, reason) => {
    const { status, stderr } = npmSynth(project, ...options);
    expect({ status, stderr }).toEqual({ status: 1, stderr: mentions(reason) });
    expect(project.written()).toEqual(PREVIOUS);
  });

  test('by a file in place of the output folder', () => {
    writeFileSync(join(project.folder, 'file'), 'mine');
    const { status, stderr } = npmSynth(project, '--output', 'file');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: mentions('the output folder "file" is a file', 'use another'),
    });
  });
});

describe('options are those of the stock CLI', () => {
  test('--output', () => {
    expect(npmSynth(project, '--output', 'p/q').stdout).toContain('  - p/q/one.k8s.yaml\n');
    expect(readdirSync(join(project.folder, 'p', 'q'))).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
    expect(project.written()).toEqual(PREVIOUS);
  });

  test('--stdout', () => {
    expect(npmSynth(project, '--stdout').stdout).toContain('kind: ConfigMap');
    expect(project.written()).toEqual(PREVIOUS);
  });

  test('--format helm', () => {
    project.edit('cdk8s.yaml', 'imports:', 'others:');
    const { status, stdout } = npmSynth(project, '--format', 'helm', '--chart-version', '1.0.0');
    project.edit('cdk8s.yaml', 'others:', 'imports:');
    expect({ status, stdout }).toEqual({ status: 0, stdout: mentions('dist/templates/one.k8s.yaml') });
    expect(readdirSync(join(project.folder, 'dist'))).toEqual(['Chart.yaml', 'README.md', 'templates']);
  });
});

describe('a plugin that validates the files', () => {
  const plugin = (status: string) => `exports.Plugin = class {
  async validate({ manifests, report }) {
    const violatingResources = [{ resourceName: 'x', locations: [], manifestPath: manifests[0] }];
    report.addViolation({ ruleName: 'rule', recommendation: '', fix: '', violatingResources });
    report.submit('${status}');
  }
};`;

  beforeEach(() => {
    rmSync(join(project.folder, 'report.json'), { force: true });
    project.edit('cdk8s.yaml', 'imports:', PLUGIN);
  });
  afterEach(() => project.edit('cdk8s.yaml', PLUGIN, 'imports:'));

  test.each([
    ['failure', 2, ['mine', 'one.k8s.yaml']],
    ['success', 0, ['construct-metadata.json', 'one.k8s.yaml', 'two.k8s.yaml']],
  ])('and reports %s: the names in the report are those in the output folder', (result, code, files) => {
    project.write('plugin.js', plugin(result));
    const { status, stdout } = npmSynth(project, '--validate', '--validation-reports-output-file', 'report.json');
    expect({ status, files: Object.keys(project.written()) }).toEqual({ status: code, files });
    expect(stdout).toContain('Manifest Path: dist/one.k8s.yaml');
    expect(readFileSync(join(project.folder, 'report.json'), 'utf8')).toContain('"manifestPath": "dist/one.k8s.yaml"');
  });
});

describe('a Helm chart for more than one API server is refused', () => {
  const helm = ['--format', 'helm', '--chart-version', '1.0.0'];
  const refusal = [mentions('[one] The output folder "dist/templates"', 'Helm chart', 'without --format helm')];
  const refusalIn = (stderr: string) => stderr.split('\n').filter((line) => line.includes('[one] '));

  beforeEach(() => {
    project.edit(
      'app.ts',
      'import { ApiObject',
      "import { WorkloadChart } from 'cdk8s-antrea-multicast';\nimport { ApiObject",
    );
    const cluster = "{ clusterName: 'c', release: 'v1.35.6' }";
    project.edit('app.ts', 'new Chart(app, name)', `new WorkloadChart(app, name, { cluster: ${cluster} })`);
  });

  test('by npm run synth', () => {
    const { status, stderr } = npmSynth(project, ...helm);
    expect({ status, refusal: refusalIn(stderr) }).toEqual({ status: 1, refusal });
    expect(project.written()).toEqual(PREVIOUS);
  });

  test('by the stock CLI', () => {
    const { status, stderr } = project.synth('.', '--app', 'node scripts/run-app.cjs app.ts', ...helm);
    expect({ status, refusal: refusalIn(stderr) }).toEqual({ status: 1, refusal });
  });
});

describe('an App with its own outdir', () => {
  test('writes there', () => {
    project.edit('app.ts', 'new App()', "new App({ outdir: 'own' })");
    const { status, stderr } = npmSynth(project);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: mentions('note: the App of app.ts has the outdir "own"', 'not in "dist"'),
    });
    expect(readdirSync(join(project.folder, 'own'))).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
    expect(project.written()).toEqual(PREVIOUS);
  });

  test('also with the stock CLI', () => {
    project.edit('app.ts', 'new App()', "new App({ outdir: 'own-2' })");
    const { status, stderr } = project.synth('.', '--app', 'node scripts/run-app.cjs app.ts');
    expect({ status, stderr }).toEqual({ status: 0, stderr: mentions('the outdir "own-2"') });
    expect(readdirSync(join(project.folder, 'own-2'))).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  });

  test('that is the output folder writes as any other App', () => {
    project.edit('app.ts', 'new App()', "new App({ outdir: './dist' })");
    expect(npmSynth(project)).toMatchObject({ status: 0, stderr: '', stdout: mentions('dist/one.k8s.yaml') });
    expect(Object.keys(project.written())).toEqual(['one.k8s.yaml', 'two.k8s.yaml']);
  });
});

test.each([
  ['SIGINT', 20, 130],
  ['SIGINT', 600, 130],
  ['SIGINT', 1800, 130],
  ['SIGTERM', 900, 143],
  ['SIGHUP', 1400, 129],
] as const)('%s after %i ms leaves the previous files, and no process or folder', async (signal, delay, code) => {
  makeSlow();
  const end = await new Run(project, ...synthArguments()).kill(signal, delay);
  // A signal before the handler is there ends the process too.
  expect([code, null]).toContain(end.code);
  expect(await processesLeft(project, 3)).toEqual([]);
  expect(project.written()).toEqual(PREVIOUS);
  expect([...stagingFolders(project), ...runFolders(project)]).toEqual([]);
});

test.each([300, 1000, 2000])('kill -9 after %i ms leaves the previous files; the app ends soon', async (delay) => {
  makeSlow();
  await new Run(project, ...synthArguments()).kill('SIGKILL', delay);
  expect(project.written()).toEqual(PREVIOUS);
  expect(await processesLeft(project, 10)).toEqual([]);
  project.edit('app.ts', 'VALUE', 'value');
  expect(npmSynth(project).status).toBe(0);
  expect(project.written()['one.k8s.yaml']).toContain('name: value');
  expect([...stagingFolders(project), ...runFolders(project)]).toEqual([]);
});

test('the next run clears what a killed run-app.cjs left', async () => {
  makeSlow();
  await new Run(project, join('scripts', 'run-app.cjs'), 'app.ts').kill('SIGKILL', 600);
  expect(runFolders(project)).toHaveLength(1);
  npmSynth(project);
  expect(runFolders(project)).toEqual([]);
  expect(await processesLeft(project, 0)).toEqual([]);
});

const mounts = canMount();
if (!mounts) {
  process.stderr.write('SKIPPED, not passed: the tests of full and read-only disks need `unshare -m` and mount\n');
}

(mounts ? describe : describe.skip)('the reason is one sentence, and the previous files are unchanged', () => {
  const synth = `"${process.execPath}" ${synthArguments()
    .map((one) => `'${one}'`)
    .join(' ')}`;
  const previous = 'echo previous > out/dist/one.k8s.yaml';
  const showsPrevious = (stdout: string) =>
    expect(stdout.split('\n').slice(-3)).toEqual(['previous', 'one.k8s.yaml', '']);
  const show = 'cat out/dist/one.k8s.yaml; ls -A out/dist; test -z "$(ls -A out | grep -v ^dist$)"';

  beforeEach(() => mkdirSync(join(project.folder, 'out'), { recursive: true }));

  test.each([
    ['a full disk', 'head -c 100k /dev/zero > out/dist/fill || rm -f out/dist/fill', 'the disk is full (ENOSPC)'],
    ['a read-only disk', 'mount -o remount,ro out', 'the file system is read-only (EROFS)'],
  ])('on %s', (_, make, reason) => {
    project.edit('app.ts', "kind: 'ConfigMap'", "kind: 'ConfigMap', data: { large: 'x'.repeat(100_000) }");
    const script = ['mount -t tmpfs -o size=64k tmpfs out', 'mkdir out/dist', previous, make];
    const { stdout, stderr } = inMounts(project, [...script, `${synth} -o out/dist || echo failed`, show].join('\n'));
    expect(stderr).toEqual(mentions('cannot be written, because', reason, ': '));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toContain('failed');
    showsPrevious(stdout);
  });

  test.each([
    ['the compiled files', `'${'x'.repeat(100_000)}'`, 'no space left on device'],
    ['the files of the app', "'x'.repeat(100_000)", 'the disk is full (ENOSPC)'],
  ])('on a full disk of %s', (_, text, reason) => {
    project.edit('app.ts', "kind: 'ConfigMap'", `kind: 'ConfigMap', data: { large: ${text} }`);
    const script = ['mkdir -p out/dist', previous, 'mount -t tmpfs -o size=64k tmpfs node_modules/.cache'];
    const { stdout, stderr } = inMounts(project, [...script, `${synth} -o out/dist || echo failed`, show].join('\n'));
    expect(stderr).toEqual(mentions(reason));
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toContain('failed');
    showsPrevious(stdout);
  });

  test('on a full disk before the compiler runs', () => {
    const cache = 'node_modules/.cache';
    const full = [`mount -t tmpfs -o size=64k tmpfs ${cache}`, `head -c 100k /dev/zero > ${cache}/fill || true`];
    const { stdout, stderr } = inMounts(project, [...full, `${synth} || echo failed`].join('\n'));
    expect(stderr).toEqual(mentions('the disk is full (ENOSPC)'));
    expect(stdout).toContain('failed');
    expect(project.written()).toEqual(PREVIOUS);
  });

  test('an output folder that is a mount point is written', () => {
    const script = ['mkdir -p out/dist', 'mount -t tmpfs -o size=640k tmpfs out/dist', previous, synth];
    const { stdout, stderr } = inMounts(project, [`${script.join('\n')} -o out/dist`, 'ls -A out out/dist'].join('\n'));
    expect(stderr).toBe('');
    expect(stdout.split('\n').slice(-7)).toEqual(['out:', 'dist', '', 'out/dist:', 'one.k8s.yaml', 'two.k8s.yaml', '']);
  });
});

test('an error that names a package is shown', () => {
  project.edit('app.ts', 'app.synth();', `throw Object.assign(new Error("EACCES: denied, open 'node_modules/x'"));`);
  const { stderr } = npmSynth(project);
  expect(stderr).toEqual(mentions("Error: EACCES: denied, open 'node_modules/x'"));
  expect(stderr).toMatch(/^\s+at .*app\.ts:8/m);
  expect(stderr).not.toMatch(/^\s+at .*node_modules/m);
  expect(existsSync(join(project.folder, 'dist'))).toBe(true);
});
