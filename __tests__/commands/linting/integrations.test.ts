import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { buildProgram } from '../_program';

// The workflow, the job and the hook for other repositories: each is parsed, and its commands run in such a repository.
jest.setTimeout(120_000);

const PROJECT = join(__dirname, '..', '..', '..');
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: camera }\nspec: { containers: [{ name: a, image: b }] }\n';

const folder = mkdtempSync(join(tmpdir(), 'integrations-'));
const repository = join(folder, 'repository');
const commands = join(folder, 'commands');
let program: string;

beforeAll(() => {
  mkdirSync(join(folder, 'built'));
  program = buildProgram(join(folder, 'built'));
  mkdirSync(join(repository, 'k8s'), { recursive: true });
  writeFileSync(join(repository, 'k8s', 'pod.yaml'), `${POD}---\n${POD}`);
  writeFileSync(join(repository, 'values.yaml'), 'replicas: 1\n');
  mkdirSync(commands);
  // Instead of an installation from a registry, npm puts the built program where it is expected.
  const installed = '"$4/node_modules/.bin"';
  writeCommand(
    'npm',
    `[ "$1 $2 $3" = 'install --no-save --prefix' ] && mkdir -p ${installed} && cp ${commands}/cdk8s-antrea-multicast ${installed}`,
  );
  writeCommand('cdk8s-antrea-multicast', `exec ${process.execPath} ${program} "$@"`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function writeCommand(name: string, script: string): void {
  writeFileSync(join(commands, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(commands, name), 0o755);
}

function yamlOf(file: string): any {
  return load(readFileSync(join(PROJECT, file), 'utf8'));
}

/** Runs a script as a CI job does, in the repository. Returns its exit code. */
function shell(script: string, env: { [name: string]: string }): number | null {
  const { status, stderr } = spawnSync('bash', ['-e', '-c', script], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${commands}:${process.env.PATH}`, ...env },
  });
  expect(stderr).toBe('');
  return status;
}

function json(path: string): any {
  return JSON.parse(readFileSync(path, 'utf8'));
}

test('the workflow of GitHub installs, checks and uploads', () => {
  const { on, jobs, permissions } = yamlOf('.github/workflows/lint-manifests.yml');
  expect(Object.keys(on)).toEqual(['workflow_call']);
  expect(permissions).toEqual({ contents: 'read', 'security-events': 'write' });
  const { steps } = jobs.lint;
  const temporary = join(folder, 'runner');
  mkdirSync(temporary);
  const { inputs } = on.workflow_call;
  const env = { RUNNER_TEMP: temporary, VERSION: inputs.version.default, FILES: inputs.files.default };
  const upload = steps.find(({ uses = '' }: any) => uses.startsWith('github/codeql-action/upload-sarif@'));
  const [install, lint] = steps.filter(({ run }: any) => run !== undefined);
  expect(shell(install.run, env)).toBe(0);
  expect(shell(lint.run, { ...env, OPTIONS: '--strict' })).toBe(1);
  const { runs } = json(join(repository, upload.with.sarif_file));
  expect(runs[0].results.map(({ ruleId }: any) => ruleId)).toContain('TAM016');
});

test('the job of GitLab installs, checks and reports', () => {
  const { 'lint-manifests': job } = yamlOf('ci/gitlab-lint.yml');
  const temporary = join(folder, 'gitlab');
  mkdirSync(temporary);
  const script = job.script.join('\n').replaceAll('/tmp/lint', temporary);
  expect(shell(script, job.variables)).toBe(1);
  const report = join(repository, job.artifacts.reports.codequality);
  expect(json(report)).toContainEqual({
    description: expect.stringContaining('It is defined twice'),
    check_name: 'TAM016',
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    severity: 'major',
    location: { path: 'k8s/pod.yaml', lines: { begin: expect.any(Number) } },
  });
  const prints = json(report).map(({ fingerprint }: any) => fingerprint);
  expect(new Set(prints).size).toBe(prints.length);
  rmSync(report);
});

test('the hook of pre-commit runs', () => {
  const [hook] = yamlOf('.pre-commit-hooks.yaml');
  expect(hook).toMatchObject({ id: 'lint-manifests', language: 'node', pass_filenames: false });
  expect('k8s/pod.yml').toMatch(new RegExp(hook.files));
  expect(shell(`${hook.entry} ${hook.args.join(' ')} > /dev/null`, {})).toBe(1);
});
