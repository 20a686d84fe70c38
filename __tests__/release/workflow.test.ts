import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const PROJECT = join(__dirname, '..', '..');
const WORKFLOWS = join(PROJECT, '.github', 'workflows');
const RELEASE = parse(readFileSync(join(WORKFLOWS, 'release.yml'), 'utf8'));
const JOBS = Object.entries<any>(RELEASE.jobs);
const PACKAGE = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

/** The commands of a job. */
function commands(job: string): string {
  return RELEASE.jobs[job].steps.map(({ run = '' }) => run).join('\n');
}

/** All jobs that a job waits for. */
function before(job: string): string[] {
  const needs = [RELEASE.jobs[job].needs ?? []].flat();
  return [...needs, ...needs.flatMap(before)];
}

test('only the tag of a version starts a release, and a release ends before the next begins', () => {
  expect(RELEASE.on).toEqual({ push: { tags: ['v*'] } });
  expect(RELEASE.concurrency).toEqual({ group: 'release', 'cancel-in-progress': false });
});

test('the suites that it calls need no more than to read: GitHub refuses a call that needs more than the caller has', () => {
  const { permissions, jobs } = parse(readFileSync(join(WORKFLOWS, 'ci.yml'), 'utf8'));
  expect(permissions).toEqual({ contents: 'read' });
  expect(Object.values<any>(jobs).map((job) => job.permissions)).toEqual([undefined]);
});

test('it may read, and a job may do more only for its one purpose', () => {
  expect(RELEASE.permissions).toEqual({ contents: 'read' });
  expect(Object.fromEntries(JOBS.map(([name, { permissions }]) => [name, permissions]))).toEqual({
    version: undefined,
    suites: undefined,
    build: undefined,
    npm: { 'id-token': 'write' },
    pypi: { 'id-token': 'write' },
    maven: {},
    go: {},
    nuget: { 'id-token': 'write' },
    page: { contents: 'write' },
  });
});

test('a job that publishes does not check out or build code', () => {
  for (const [name, { steps = [] }] of JOBS.filter(([one]) => !['version', 'build'].includes(one))) {
    const used = steps.map(({ uses }: { uses?: string }) => uses?.split('@')[0]);
    expect([name, used.includes('actions/checkout')]).toEqual([name, false]);
    expect([name, /npm (ci|run|install)\b/.test(name === 'suites' ? '' : commands(name))]).toEqual([name, false]);
  }
});

test.each(['npm', 'pypi', 'maven', 'go', 'nuget', 'page'])('%s waits for the version check and all suites', (job) => {
  expect(before(job)).toEqual(expect.arrayContaining(['version', 'suites', 'build']));
});

test('the suites are those of CI', () => {
  expect(RELEASE.jobs.suites.uses).toBe('./.github/workflows/ci.yml');
  expect(parse(readFileSync(join(WORKFLOWS, 'ci.yml'), 'utf8')).on).toHaveProperty('workflow_call');
});

test('the tag is compared with the version first', () => {
  expect(RELEASE.jobs.version.needs).toBeUndefined();
  expect(commands('version')).toContain('node scripts/release/check-tag.cjs "$GITHUB_REF_NAME"');
});

test('npm gets the built tarball with its provenance, without a token', () => {
  expect(commands('npm')).toBe('\n\nnpm publish --provenance --access public ./release/*.tgz');
  expect(JSON.stringify(RELEASE.jobs.npm)).not.toContain('secrets.');
  // Older npm cannot publish without a token.
  expect(RELEASE.jobs.npm.steps[0].with['node-version']).toBeGreaterThanOrEqual(24);
});

test.each([
  ['maven', 'PUBLISH_MAVEN', 'java'],
  ['go', 'PUBLISH_GO', 'go'],
  ['nuget', 'PUBLISH_NUGET', 'dotnet'],
])('%s is off until the variable %s is true', (job, variable, folder) => {
  expect(RELEASE.jobs[job].if).toBe(`vars.${variable} == 'true'`);
  expect(commands(job)).toContain(` jsii-packages/${folder}`);
});

test('there is a build before what reads it', () => {
  expect(commands('build')).toMatch(/^npm ci\n[^]*^npm run build\nnpm run languages\n/m);
});

test('PyPI trusts the workflow', () => {
  expect(commands('pypi')).toContain('publib-pypi jsii-packages/wheels');
  expect(RELEASE.jobs.pypi.steps[2].env).toEqual({ PYPI_TRUSTED_PUBLISHER: '1' });
});

test('the page of the release has the tarball, the bill of materials and their hashes', () => {
  expect(commands('build')).toMatch(
    /npm pack .*\n.*npm run sbom .*release\/.*\.cdx\.json\n.*notes\.cjs.*\n.*SHA256SUMS/,
  );
  expect(commands('page')).toMatch(/gh release create .*--notes-file notes\.md release\/\*$/);
});

test('every npm script that it runs exists', () => {
  const scripts = JOBS.flatMap(([name, { steps }]) => (steps ? [...commands(name).matchAll(/npm run (\S+)/g)] : []));
  const names = scripts.map(([, script]) => script);
  expect(names).toEqual(expect.arrayContaining(['audit', 'reproduce', 'sbom']));
  expect(names.filter((name) => !name.startsWith('--') && !(name in PACKAGE.scripts))).toEqual([]);
});

describe.each(readdirSync(WORKFLOWS))('%s', (file) => {
  const text = readFileSync(join(WORKFLOWS, file), 'utf8');

  test('pins a version of each action', () => {
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, one]) => one).filter((one) => !one.startsWith('./'));
    expect(used.filter((one) => !/@v\d+$/.test(one))).toEqual([]);
  });

  test('puts no expression into a command', () => {
    const { jobs } = parse(text);
    const runs = Object.values<any>(jobs).flatMap(({ steps = [] }) => steps.map(({ run = '' }) => run));
    expect(runs.filter((run) => run.includes('${{'))).toEqual([]);
  });
});
