import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { mentions } from '../_mentions';
import { stagingFor, writeOutput } from '../../lib/synthesis/_exchange';

jest.setTimeout(120_000);

const FILES = 200;
const KILLS = 12;

let folder: string;
let dist: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'));
  dist = join(folder, 'dist');
  const entry = join(__dirname, '..', '..', 'lib', 'synthesis', '_exchange.ts');
  buildSync({ entryPoints: [entry], outfile: join(folder, 'exchange.cjs'), bundle: true, platform: 'node' });
  writeFileSync(
    join(folder, 'writer.cjs'),
    `const { writeOutput } = require('./exchange.cjs');
for (let run = 0; ; run++) {
  const files = Array.from({ length: ${FILES} }, (_, i) => ({ path: \`f\${i % 7}/\${i}\`, text: String(run) }));
  writeOutput(${JSON.stringify(dist)}, files, { replace: false });
}`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The number of files that a run wrote, by the number of the run. */
function runsInOutput(): { [run: string]: number } {
  const counts: { [run: string]: number } = {};
  for (const name of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (name.isFile()) {
      const text = readFileSync(join(name.parentPath, name.name), 'utf8');
      counts[text] = (counts[text] ?? 0) + 1;
    }
  }
  return counts;
}

async function killedAfter(milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [join(folder, 'writer.cjs')], { stdio: 'inherit' });
  const end = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await end;
}

test('a run that is killed at any time leaves the output of one run, with the files of the user', async () => {
  writeOutput(dist, [{ path: 'mine', text: 'mine' }], { replace: false });
  for (let kill = 0; kill < KILLS; kill++) {
    await killedAfter(300 + 41 * kill);
    stagingFor(dist).discard();
    const { mine, ...runs } = runsInOutput();
    expect({ mine, runs: Object.values(runs) }).toEqual({ mine: 1, runs: Object.keys(runs).length ? [FILES] : [] });
    expect(readdirSync(folder).sort()).toEqual(['dist', 'exchange.cjs', 'writer.cjs']);
  }
});

/** The user that owns no files. */
const NOBODY = 65534;

/** Writes the file `new` as that user. Returns the error. */
function writtenByNobody(outdir: string): string {
  // Not by options of the process: that user may have no right to run this Node.
  const script = `process.setgroups([]); process.setgid(${NOBODY}); process.setuid(${NOBODY});
  try {
    require('./exchange.cjs').writeOutput(${JSON.stringify(outdir)}, [{ path: 'new', text: '' }], { replace: false });
  } catch (error) {
    console.log(error.message);
  }`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
}

const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  process.stderr.write('SKIPPED, not passed: the tests of permissions need root, to run as another user\n');
}

(isRoot ? describe : describe.skip)('a folder of another user', () => {
  let parent: string;
  let outdir: string;
  beforeEach(() => {
    parent = mkdtempSync(join(folder, 'parent-'));
    outdir = join(parent, 'dist');
    mkdirSync(outdir);
    writeFileSync(join(outdir, 'old'), 'old');
    [folder, parent, outdir].forEach((path) => chmodSync(path, 0o755));
  });

  test('that is not writable is an error with the reason, and unchanged', () => {
    expect(writtenByNobody(outdir)).toEqual(
      mentions('dist" cannot be written, because there is no permission to write it (EACCES): change'),
    );
    expect([readdirSync(parent), readdirSync(outdir)]).toEqual([['dist'], ['old']]);
  });

  test('that does not exist yet is an error with the reason', () => {
    expect(writtenByNobody(join(parent, 'other'))).toEqual(mentions('other" cannot be written', '(EACCES)'));
    expect(readdirSync(parent)).toEqual(['dist']);
  });

  test('that is around a writable output folder gets nothing', () => {
    chmodSync(outdir, 0o777);
    expect(writtenByNobody(outdir)).toBe('');
    expect([readdirSync(parent), readdirSync(outdir)]).toEqual([['dist'], ['new', 'old']]);
  });

  test('that could be moved away, but not removed, is an error with the reason, and unchanged', () => {
    chmodSync(parent, 0o777);
    expect(writtenByNobody(outdir)).toEqual(mentions('dist" cannot be written', '(EACCES)'));
    expect([readdirSync(parent), readdirSync(outdir)]).toEqual([['dist'], ['old']]);
  });

  test('in the output folder is kept', () => {
    [parent, outdir].forEach((path) => chownSync(path, NOBODY, NOBODY));
    mkdirSync(join(outdir, 'theirs'), { mode: 0o700 });
    writeFileSync(join(outdir, 'theirs', 'file'), 'theirs');
    expect(writtenByNobody(outdir)).toBe('');
    expect([readdirSync(parent), readdirSync(outdir)]).toEqual([['dist'], ['new', 'old', 'theirs']]);
    expect(readdirSync(join(outdir, 'theirs'))).toEqual(['file']);
  });

  test('with an output folder of the user keeps the files of others', () => {
    [parent, outdir].forEach((path) => chownSync(path, NOBODY, NOBODY));
    expect(writtenByNobody(outdir)).toBe('');
    expect([readdirSync(parent), readdirSync(outdir)]).toEqual([['dist'], ['new', 'old']]);
    expect(readFileSync(join(outdir, 'old'), 'utf8')).toBe('old');
  });

  test('in the output folder, in which files are to be written, is an error and unchanged', () => {
    chmodSync(outdir, 0o777);
    mkdirSync(join(outdir, 'new'));
    expect(writtenByNobody(outdir)).toEqual(mentions('new" is a folder'));
    expect([readdirSync(parent), readdirSync(outdir)]).toEqual([['dist'], ['new', 'old']]);
  });
});
