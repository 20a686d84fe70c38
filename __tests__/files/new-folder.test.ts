import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFromFolder, requireNewFolder, writeNewFolder } from '../../lib/files/_new-folder';

const FILES = [
  { path: 'a.txt', text: 'a' },
  { path: 'b/c.txt', text: 'c' },
];

let around: string;
let folder: string;
beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), 'new-folder-'));
  folder = join(around, 'app');
});
afterEach(() => rmSync(around, { recursive: true }));

test('a folder that exists stays the same folder', () => {
  mkdirSync(join(folder, '.git'), { recursive: true });
  const { ino } = statSync(folder);
  writeNewFolder('--output', folder, FILES);
  expect(statSync(folder).ino).toBe(ino);
  expect(readdirSync(folder).sort()).toEqual(['.git', 'a.txt', 'b']);
  expect(readdirSync(around)).toEqual(['app']);
});

test.each([true, false])('after an error there is no file; the folder existed: %s', (exists) => {
  if (exists) {
    mkdirSync(join(folder, '.git'), { recursive: true });
  }
  const twice = [...FILES, { path: 'a.txt', text: 'other' }];
  expect(() => writeNewFolder('--output', folder, twice)).toThrow(/cannot be written \(EEXIST\)/);
  expect(readdirSync(around, { recursive: true })).toEqual(exists ? ['app', join('app', '.git')] : []);
});

test('an error while the files are moved removes those that are moved', () => {
  // A folder with this name and with an entry cannot be replaced by the one of the app.
  mkdirSync(join(folder, 'b', 'mine'), { recursive: true });
  expect(() => writeNewFolder('--output', folder, FILES)).toThrow(/cannot be written \(ENOTEMPTY|EEXIST\)/);
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['b', join('b', 'mine')]);
});

test('only the ignored entries may be there', () => {
  mkdirSync(join(folder, '.git'), { recursive: true });
  requireNewFolder('--output', folder, ['.git']);
  expect(() => requireNewFolder('--output', folder)).toThrow(/not an empty folder/);
});

test('what others put into a new folder is not removed with it', () => {
  writeNewFolder('--output', folder, FILES);
  writeFileSync(join(folder, 'mine.txt'), '');
  removeFromFolder(folder, ['a.txt', 'b', 'absent'], true);
  expect(readdirSync(folder)).toEqual(['mine.txt']);
  removeFromFolder(folder, ['mine.txt'], true);
  expect(readdirSync(around)).toEqual([]);
});

test.each(['a.txt', 'b'])('a file that someone wrote meanwhile stays: %s', (name) => {
  mkdirSync(folder);
  writeFileSync(join(folder, name), 'mine');
  expect(() => writeNewFolder('--output', folder, FILES)).toThrow(/cannot be written/);
  expect(readdirSync(folder)).toEqual([name]);
  expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
});

test('a new folder has the permissions of any other, and a file with a secret only those of the user', () => {
  writeNewFolder('--output', folder, [...FILES, { path: 's.txt', text: 's', hasSecret: true }]);
  mkdirSync(join(around, 'other'));
  expect(statSync(folder).mode).toBe(statSync(join(around, 'other')).mode);
  expect(statSync(join(folder, 's.txt')).mode & 0o777).toBe(0o600);
});

test('a file with a secret stays so in a folder that exists', () => {
  mkdirSync(folder);
  writeNewFolder('--output', folder, [{ path: 's.txt', text: 's', hasSecret: true }]);
  expect(statSync(join(folder, 's.txt')).mode & 0o777).toBe(0o600);
});

test('a name that is too long is one sentence', () => {
  expect(() => requireNewFolder('--output', join(around, 'a'.repeat(300)))).toThrow(
    /cannot be read \(ENAMETOOLONG\): choose another place\.$/,
  );
});
