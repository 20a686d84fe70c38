import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const FILE = join(__dirname, '..', '..', 'ci', 'github-compare.yml');
const { on, permissions, jobs } = parse(readFileSync(FILE, 'utf8'));
const STEPS: any[] = Object.values<any>(jobs).flatMap(({ steps }) => steps);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-workflow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), `#!/bin/bash\n${text}\n`);
  chmodSync(join(folder, path), 0o755);
}

function shell(step: any, env: { [name: string]: string }): number | null {
  const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
  const { status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step.run], {
    cwd: folder,
    env: { PATH, ...env },
  });
  return status;
}

test('only actions of GitHub, and no value of a user in a command', () => {
  const used = STEPS.flatMap(({ uses }) => uses ?? []).map((uses) => uses.split('@')[0]);
  expect([...new Set(used)].sort()).toEqual(['actions/checkout', 'actions/setup-node']);
  expect(STEPS.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
});

test('what runs the code of the pull request has no token that can write', () => {
  expect(on).toEqual(['pull_request']);
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.compare.permissions).toBeUndefined();
  expect(jobs.comment.permissions).toEqual({ 'pull-requests': 'write' });
  expect(jobs.comment.steps).toHaveLength(1);
  expect(jobs.comment.if).toBe('github.event.pull_request.head.repo.full_name == github.repository');
  const checkouts = STEPS.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
  expect(checkouts.map((step) => step.with['persist-credentials'])).toEqual([false, false]);
});

/** Runs the step whose command has an exit code. */
function compare(code: number): { status: number | null; files: { [name: string]: string }; report: string } {
  const report = 'a\nEOF\ncode=0';
  program('after/node_modules/.bin/cdk8s-antrea-multicast', `printf '%s\\n' '${report}'; exit ${code}`);
  const step = jobs.compare.steps.find(({ id }: any) => id === 'compare');
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  return { status: shell(step, files), files, report };
}

test.each([0, 1])('exit code %s of compare is in the output, with the report', (code) => {
  const { status, files, report } = compare(code);
  expect(status).toBe(0);
  const [first, second, ...lines] = readFileSync(files.GITHUB_OUTPUT, 'utf8').trimEnd().split('\n');
  expect(first).toBe(`code=${code}`);
  expect(second).toMatch(/^report<<[\da-f]{32}$/);
  expect(lines.join('\n')).toBe(`${report}\n${second.slice('report<<'.length)}`);
  expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toBe(`${report}\n`);
});

test('exit code 2 of compare fails the step', () => {
  expect(compare(2).status).toBe(1);
});

test.each([
  ['', 'POST repos/o/r/issues/7/comments'],
  ['12\n34', 'PATCH repos/o/r/issues/comments/12'],
])('comments that exist: %j', (ids, expected) => {
  program(
    'bin/gh',
    `if [ "$2" = --paginate ]; then printf '%s\\n' '${ids}'; else echo "$3 $4" > called; cat comment.md > body; fi`,
  );
  const REPORT = '`$(touch injected)` $HOME "quotes"';
  expect(shell(jobs.comment.steps[0], { GH_TOKEN: 't', REPOSITORY: 'o/r', NUMBER: '7', REPORT })).toBe(0);
  expect(readFileSync(join(folder, 'called'), 'utf8')).toBe(`${expected}\n`);
  expect(readFileSync(join(folder, 'body'), 'utf8')).toBe(`<!-- cdk8s-antrea-multicast compare -->\n\n${REPORT}\n`);
});
