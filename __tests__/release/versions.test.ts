import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(__dirname, '..', '..');
const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The version that `npm run release` takes after a version and a commit, or undefined if it takes none. */
function versionAfter(version: string, message: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'versions-'));
  folders.push(folder);
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: folder, encoding: 'utf8' });
  const { scripts, ...config } = JSON.parse(readFileSync(join(PROJECT, '.versionrc.json'), 'utf8'));
  expect(Object.keys(scripts)).toEqual(['prebump', 'postbump']);
  writeFileSync(join(folder, '.versionrc.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a', version }));
  run('git', 'init', '--quiet');
  run('git', 'add', '.');
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  run('git', ...identity, 'commit', '--quiet', '--message', 'feat: first');
  run('git', '-c', 'tag.gpgsign=false', 'tag', `v${version}`);
  run('git', ...identity, 'commit', '--quiet', '--allow-empty', '--message', message);
  const output = run(process.execPath, join(PROJECT, 'node_modules/commit-and-tag-version/bin/cli.js'), '--dry-run');
  return /tagging release v(\S+)/.exec(output)?.[1];
}

test.each([
  ['0.1.0', 'docs: a', '0.1.1'],
  ['0.1.0', 'fix: a', '0.1.1'],
  // A range such as ^0.1.0 accepts 0.1.1, and not 0.2.0.
  ['0.1.0', 'feat: a', '0.1.1'],
  ['0.1.0', 'feat!: a', '0.2.0'],
  ['0.1.0', 'fix: a\n\nBREAKING CHANGE: b', '0.2.0'],
  ['1.1.0', 'feat: a', '1.2.0'],
  ['1.1.0', 'feat!: a', '2.0.0'],
])('after %s, the commit %j makes %s', (version, message, next) => {
  expect(versionAfter(version, message)).toBe(next);
});
