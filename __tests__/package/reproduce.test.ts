import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { differences } = createRequire(__filename)('../../scripts/release/reproduce.cjs');

// Two installations and two builds.
jest.setTimeout(1_200_000);

const PROJECT = join(__dirname, '..', '..');

test('two builds of the last commit make one tarball', () => {
  const script = join(PROJECT, 'scripts', 'release', 'reproduce.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: PROJECT, encoding: 'utf8' });
  expect({ status, stdout, failed: status === 0 ? '' : stderr }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^two builds, one tarball: sha256 [0-9a-f]{64}$/m),
    failed: '',
  });
});

test('a file that differs is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'differences-'));
  try {
    const tarballs = ['a', 'b'].map((text) => {
      const place = join(folder, text);
      mkdirSync(place);
      writeFileSync(join(place, 'same'), 'same');
      writeFileSync(join(place, 'other'), text);
      execFileSync('tar', ['-czf', `${place}.tgz`, '-C', place, '.']);
      return `${place}.tgz`;
    });
    expect(differences(...tarballs)).toEqual(['other']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
