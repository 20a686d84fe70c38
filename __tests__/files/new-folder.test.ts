import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
