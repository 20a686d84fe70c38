import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IMAGE = join(__dirname, '..', '..', 'images', 'multicast');
const { list, sbom } = createRequire(__filename)('../../images/multicast/sbom.cjs');

const STATUS = `Package: libstdc++6
Status: install ok installed
Architecture: amd64
Source: gcc-12 (12.2.0-14)
Version: 12.2.0-14+deb12u1
Description: GNU Standard C++ Library v3
 Version: 9 is not a field.

Package: removed
Status: deinstall ok config-files
Architecture: amd64
Version: 1

Package: base-files
Status: install ok installed
Architecture: amd64
Version: 12.4+deb12u15
`;

describe('the bill of materials', () => {
  test('has each installed package, with its version and its source', () => {
    expect(sbom(STATUS)).toMatchObject({
      bomFormat: 'CycloneDX',
      components: [
        { name: 'base-files', version: '12.4+deb12u15' },
        {
          name: 'libstdc++6',
          version: '12.2.0-14+deb12u1',
          purl: 'pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1?arch=amd64&distro=debian-12',
          properties: [{ name: 'dpkg:source', value: 'gcc-12' }],
        },
      ],
    });
    expect(list(STATUS)).toBe('base-files 12.4+deb12u15\nlibstdc++6 12.2.0-14+deb12u1\n');
  });

  test('of something else is refused', () => {
    expect(() => sbom('{}')).toThrow('This is not the list of packages of a Debian image');
  });
});

test('packages.txt has the packages that the Dockerfile installs', () => {
  const [, names] = /apt-get install -y --no-install-recommends \\\n\s+([^;]+);/.exec(
    readFileSync(join(IMAGE, 'Dockerfile'), 'utf8'),
  ) as RegExpExecArray;
  const lines = readFileSync(join(IMAGE, 'packages.txt'), 'utf8').trimEnd().split('\n');
  expect(lines.filter((line) => !/^[a-z0-9][a-z0-9.+-]+ \S+$/.test(line))).toEqual([]);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining(names.trim().split(/\s+/)));
});

describe('the snapshot of the base image', () => {
  const PINNED = `Types: deb
# http://snapshot.example.com/archive/debian/20260824T000000Z
URIs: http://mirror.example.com/debian
Suites: bookworm bookworm-updates
`;
  const SECURITY = PINNED.replaceAll('debian/', 'debian-security/').replace(/debian$/m, 'debian-security');
  const OWN = 'Types: deb\n# of the company\nURIs: https://packages.example.com/debian\n';

  /** Runs the script on sources of apt. */
  function use(sources: string | undefined): { status: number | null; stderr: string; text: string } {
    const folder = mkdtempSync(join(tmpdir(), 'sources-'));
    try {
      const file = join(folder, 'debian.sources');
      if (sources !== undefined) {
        writeFileSync(file, sources);
      }
      const { status, stderr } = spawnSync('sh', [join(IMAGE, 'use-snapshot.sh'), folder], { encoding: 'utf8' });
      return { status, stderr, text: sources === undefined ? '' : readFileSync(file, 'utf8') };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('takes the place of each address', () => {
    const { status, text } = use(`${PINNED}\n${SECURITY}`);
    expect(status).toBe(0);
    expect(text.match(/^(#|URIs:).*/gm)).toEqual([
      'URIs: http://snapshot.example.com/archive/debian/20260824T000000Z',
      'URIs: http://snapshot.example.com/archive/debian-security/20260824T000000Z',
    ]);
  });

  test.each([
    ['no sources', undefined, 'The base image names no snapshot in '],
    ['no snapshot', OWN, 'The base image names no snapshot in '],
    [
      'a snapshot for only a part',
      `${PINNED}\n${OWN}`,
      'URIs: https://packages.example.com/debian\nThese addresses of ',
    ],
  ])('%s is an error', (_, sources, message) => {
    const { status, stderr } = use(sources);
    expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});
