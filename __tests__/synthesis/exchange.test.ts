import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeOutput } from '../../lib/synthesis/_exchange';
import { mentions } from '../_mentions';

let folder: string;
let dist: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  dist = join(folder, 'dist');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KEEP = { replace: false };
const REPLACE = { replace: true };

/** The files below a folder, by path; the target of a link. */
function tree(root: string, below = ''): { [path: string]: string } {
  const found: { [path: string]: string } = {};
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) {
      Object.assign(found, tree(root, path));
    } else {
      found[path] = entry.isSymbolicLink()
        ? `-> ${readlinkSync(join(root, path))}`
        : readFileSync(join(root, path), 'utf8');
    }
  }
  return found;
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const file = (path: string, text = 'new') => ({ path, text });

test('files and folders are written, and nothing else is left', () => {
  writeOutput(dist, [file('a.yaml', 'a'), file('x/y/b.yaml', 'b')], KEEP);
  expect(tree(folder)).toEqual({ 'dist/a.yaml': 'a', 'dist/x/y/b.yaml': 'b' });
});

test('folders above the output folder are created', () => {
  writeOutput(join(folder, 'p', 'q', 'dist'), [file('a')], KEEP);
  expect(tree(folder)).toEqual({ 'p/q/dist/a': 'new' });
});

describe('the other files in the output folder', () => {
  beforeEach(() => {
    put('dist/a', 'old');
    put('dist/mine/deep/file', 'mine');
    put('dist/x/also mine', 'mine');
    symlinkSync('/nowhere', join(dist, 'link'));
  });

  test('stay, with their permissions', () => {
    chmodSync(join(dist, 'mine'), 0o700);
    chmodSync(join(dist, 'mine/deep/file'), 0o600);
    chmodSync(dist, 0o711);
    writeOutput(dist, [file('a'), file('x/b')], KEEP);
    expect(tree(folder)).toEqual({
      'dist/a': 'new',
      'dist/link': '-> /nowhere',
      'dist/mine/deep/file': 'mine',
      'dist/x/also mine': 'mine',
      'dist/x/b': 'new',
    });
    const modes = ['', 'mine', 'mine/deep/file'].map((path) => statSync(join(dist, path)).mode & 0o777);
    expect(modes).toEqual([0o711, 0o700, 0o600]);
  });

  test('are removed with replace, and a link is not followed', () => {
    put('elsewhere/file', 'mine');
    symlinkSync(join(folder, 'elsewhere'), join(dist, 'to-elsewhere'));
    writeOutput(dist, [file('a'), file('mine')], REPLACE);
    expect(tree(folder)).toEqual({ 'dist/a': 'new', 'dist/mine': 'new', 'elsewhere/file': 'mine' });
  });

  test.each([
    ['mine', ['"', 'mine" is a folder', 'writes a file']],
    ['a/b', ['a" is a file', 'writes a folder']],
    ['link/b', ['link" is a link', 'writes a folder']],
  ])('are an error if the app writes %s', (path, parts) => {
    const before = tree(folder);
    expect(() => writeOutput(dist, [file('z'), file(path)], KEEP)).toThrow(mentions(...parts));
    expect(tree(folder)).toEqual(before);
  });
});

test('a link in place of a file is replaced, and its target is untouched', () => {
  put('target', 'mine');
  mkdirSync(dist);
  symlinkSync('../target', join(dist, 'a'));
  writeOutput(dist, [file('a')], KEEP);
  expect(tree(folder)).toEqual({ 'dist/a': 'new', target: 'mine' });
});

test('a second name of a file keeps the old text', () => {
  put('dist/a', 'old');
  linkSync(join(dist, 'a'), join(folder, 'second'));
  writeOutput(dist, [file('a')], KEEP);
  expect(tree(folder)).toEqual({ 'dist/a': 'new', second: 'old' });
});

test('an output folder that is a link stays a link', () => {
  put('real/mine', 'mine');
  symlinkSync('real', dist);
  writeOutput(dist, [file('a')], KEEP);
  expect(tree(folder)).toEqual({ dist: '-> real', 'real/a': 'new', 'real/mine': 'mine' });
});

describe('an output folder that cannot be renamed gets the files one by one', () => {
  const here = process.cwd();
  beforeEach(() => {
    put('dist/a', 'old');
    put('dist/mine/file', 'mine');
    process.chdir(join(dist, 'mine'));
  });
  afterEach(() => process.chdir(here));

  test('with the other files', () => {
    const before = lstatSync(dist).ino;
    writeOutput(dist, [file('a'), file('x/y/b')], KEEP);
    expect(tree(folder)).toEqual({ 'dist/a': 'new', 'dist/mine/file': 'mine', 'dist/x/y/b': 'new' });
    expect(lstatSync(dist).ino).toBe(before);
  });

  test('without them', () => {
    put('dist/b/c', 'old');
    writeOutput(dist, [file('a'), file('mine/x'), file('b')], REPLACE);
    expect(tree(folder)).toEqual({ 'dist/a': 'new', 'dist/mine/x': 'new', 'dist/b': 'new' });
  });

  test('and is untouched by an error', () => {
    expect(() => writeOutput(dist, [file('a'), file('mine')], KEEP)).toThrow(mentions('mine" is a folder'));
    expect(tree(folder)).toEqual({ 'dist/a': 'old', 'dist/mine/file': 'mine' });
  });
});

describe('the previous output is untouched', () => {
  const before = { 'dist/a': 'old', 'dist/b/c': 'old' };
  beforeEach(() => {
    put('dist/a', 'old');
    put('dist/b/c', 'old');
  });

  test('if the files throw', () => {
    function* files() {
      yield file('a');
      yield file('b/c');
      throw new Error('in the third chart');
    }
    expect(() => writeOutput(dist, files(), REPLACE)).toThrow('in the third chart');
    expect(tree(folder)).toEqual(before);
  });

  test.each([
    ['../a', 'not a valid path'],
    ['/a', 'not a valid path'],
    ['x//a', 'not a valid path'],
    ['//a', 'not a valid path'],
    ['x/./a', 'not a valid path'],
    ['x/', 'not a valid path'],
    ['a\0b', 'not a valid path'],
    ['z', 'two files of the output'],
    ['z/y', 'needs a folder'],
    ['long'.repeat(100), 'its name is too long (ENAMETOOLONG)'],
  ])('if a file has the path %j', (path, problem) => {
    expect(() => writeOutput(dist, [file('z'), file(path)], REPLACE)).toThrow(problem);
    expect(tree(folder)).toEqual(before);
  });
});

test.each([
  ['a file', () => put('dist', 'mine'), ['dist" is a file']],
  ['a link to nothing', () => symlinkSync('nothing', dist), ['a link to a folder that does not exist']],
  ['a link to itself', () => symlinkSync('dist', dist), ['ELOOP']],
])('an output folder that is %s is an error, and stays', (_, make, parts) => {
  make();
  const before = tree(folder);
  expect(() => writeOutput(dist, [file('a')], REPLACE)).toThrow(mentions(...parts));
  expect(tree(folder)).toEqual(before);
});

test('a file in place of a folder above is an error', () => {
  put('p', 'mine');
  expect(() => writeOutput(join(folder, 'p', 'dist'), [file('a')], KEEP)).toThrow(
    mentions('p/dist" cannot be written', 'a part of its path is a file (ENOTDIR)'),
  );
});

describe('what killed runs left', () => {
  // Process ids are lower than this.
  const DEAD = '999999999-0123abcd';

  test('is removed', () => {
    put('dist/a', 'old');
    put(`.dist.staging-${DEAD}/a`, 'half');
    put(`.dist.old-${DEAD.replace('c', 'd')}/a`, 'older');
    put(`dist/.dist.staging-${DEAD}/a`, 'half');
    writeOutput(dist, [file('b')], KEEP);
    expect(tree(folder)).toEqual({ 'dist/a': 'old', 'dist/b': 'new' });
  });

  test.each([
    ['missing', () => undefined],
    ['empty', () => mkdirSync(dist)],
  ])('is moved back if the output folder is %s, also if this run fails', (_, make) => {
    put(`.dist.old-${DEAD}/a`, 'old');
    put(`.dist.staging-${DEAD}/a`, 'half');
    make();
    expect(() => writeOutput(dist, [file('../b')], KEEP)).toThrow('not a valid path');
    expect(tree(folder)).toEqual({ 'dist/a': 'old' });
  });

  test('is not what others have there, nor a run that is alive', () => {
    put('.dist.staging', 'mine');
    put(`.dist2.staging-${DEAD}/a`, 'of another folder');
    put(`.dist.staging-${process.ppid}-0123abcd/a`, 'of another process');
    const before = tree(folder);
    writeOutput(dist, [file('b')], KEEP);
    expect(tree(folder)).toEqual({ ...before, 'dist/b': 'new' });
  });
});

test('two runs at the same time: the last one wins', () => {
  put('dist/a', 'old');
  function* files() {
    yield file('a', 'slow');
    renameSync(dist, join(folder, 'away'));
  }
  writeOutput(dist, files(), KEEP);
  expect(existsSync(join(folder, 'away'))).toBe(true);
  expect(tree(dist)).toEqual({ a: 'slow' });
});
