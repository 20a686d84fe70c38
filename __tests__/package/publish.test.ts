import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000);

const load = createRequire(__filename);
const { allowed, breaks, built, problems, released } = load('../../scripts/release/_api.cjs');
const { PART, installed } = load('../../scripts/release/_installed.cjs');
const { sbom } = load('../../scripts/release/sbom.cjs');

const PROJECT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'publish-'));
let tarball: string;

beforeAll(() => {
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: PROJECT, encoding: 'utf8', stdio: 'pipe' }));
  tarball = join(folder, filename);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The text of a file in the tarball. */
function packed(file: string): string {
  return execFileSync('tar', ['-xzOf', tarball, `package/${file}`], { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

/** The output of a tool, if it failed. */
function complaints(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, 'node_modules', tool), ...args], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

/** Licences under which code may be passed on with that of this package. */
const LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

/** Whether a licence, or one of those to choose from, is allowed. */
function isAllowed(license = ''): boolean {
  return license
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((one) => LICENCES.includes(one));
}

describe('Construct Hub takes it', () => {
  const read = () => JSON.parse(packed('package.json'));

  test('because its licence is open', () => {
    expect(read().license).toBe('Apache-2.0');
    expect(packed('LICENSE')).toMatch(/^\s+Apache License\s+Version 2\.0/);
  });

  test('because it has an assembly of jsii of the same name and version', () => {
    const { name, version, jsii } = read();
    expect(jsii).toMatchObject({ outdir: 'jsii-packages' });
    expect(JSON.parse(packed('.jsii'))).toMatchObject({ name, version, license: 'Apache-2.0' });
  });

  test('because a keyword and its dependencies are of cdk8s', () => {
    expect(read().keywords).toContain('cdk8s');
    expect(Object.keys(JSON.parse(packed('.jsii')).dependencies)).toEqual(
      expect.arrayContaining(['cdk8s', 'cdk8s-plus-25', 'constructs']),
    );
  });

  test('because constructs of all packages are of the same cdk8s: it is a peer dependency, and no dependency', () => {
    const { dependencies, peerDependencies, private: isPrivate } = read();
    expect({ dependencies, isPrivate }).toEqual({});
    expect(Object.keys(peerDependencies)).toEqual(['cdk8s', 'cdk8s-plus-25', 'constructs']);
  });

  test('with its README, author, description and repository', () => {
    const { readme, author, description, repository, homepage } = JSON.parse(packed('.jsii'));
    expect(packed('README.md')).toMatch(/^# cdk8s-antrea-multicast\n/);
    expect(readme.markdown).toContain('npm install cdk8s-antrea-multicast');
    expect(author).toMatchObject({ name: expect.stringMatching(/\S/), roles: ['author'] });
    expect(description).toMatch(/cdk8s/);
    // Other registries refuse an address that does not begin with https.
    expect(repository).toEqual({ type: 'git', url: expect.stringMatching(/^https:\/\/github\.com\/.*\.git$/) });
    expect(homepage).toMatch(/^https:\/\//);
  });
});

test('publint finds nothing', () => {
  expect(complaints('publint/src/cli.js', 'run', tarball, '--strict')).toBe('');
});

test('Are The Types Wrong finds nothing', () => {
  // `.jsii` is an entry for tools that read it as a file.
  const options = ['--exclude-entrypoints', './.jsii', '--no-emoji', '--format', 'ascii'];
  expect(complaints('@arethetypeswrong/cli/dist/index.js', tarball, ...options)).toBe('');
});

describe('the API', () => {
  test('a break is found', () => {
    const changed = structuredClone(built());
    delete changed.types['cdk8s-antrea-multicast.MulticastProof'];
    changed.types['cdk8s-antrea-multicast.TanzuClusterProps'].properties.push({
      ...{ abstract: true, immutable: true, name: 'newAndRequired', type: { primitive: 'string' } },
    });
    expect(breaks(built(), changed).map(({ key }: { key: string }) => key)).toEqual([
      'removed:cdk8s-antrea-multicast.MulticastProof',
      'strengthened:cdk8s-antrea-multicast.TanzuClusterProps',
    ]);
  });

  test('an addition is not a break, and the texts of the last release are not needed to see that', () => {
    const changed = structuredClone(built());
    delete changed.types['cdk8s-antrea-multicast.MulticastProof'];
    expect(breaks(changed, built())).toEqual([]);
  });

  test('it has no break since the last release that is not allowed', () => {
    expect(problems(breaks(released(), built()), allowed())).toEqual([]);
  });
});

describe('the packages that users get', () => {
  const packages: { name: string; version: string; license?: string; part: string }[] = installed();
  const titles = (part: string) =>
    packages.filter((one) => one.part === part).map(({ name, version, license }) => `${name} ${version} (${license})`);

  test('they are those that are bundled, the peers, and all that the peers need', () => {
    expect(titles(PART.BUNDLED).map((title) => title.split(' ')[0])).toEqual(
      expect.arrayContaining(['ajv', 'fast-uri', 'js-yaml']),
    );
    expect(titles(PART.PEER).map((title) => title.split(' ')[0])).toEqual(
      expect.arrayContaining(['cdk8s', 'cdk8s-plus-25', 'constructs', 'minimatch', 'yaml']),
    );
    expect(titles(PART.OPTIONAL).map((title) => title.split(' ')[0])).toContain('backport');
  });

  test.each([
    ['MIT', true],
    ['(MIT OR CC0-1.0)', true],
    ['GPL-3.0-only', false],
    ['MIT AND GPL-2.0-only', false],
    [undefined, false],
  ])('the licence %s is allowed: %s', (license, expected) => {
    expect(isAllowed(license)).toBe(expected);
  });

  test('all have allowed licences', () => {
    expect(packages.filter(({ license }) => !isAllowed(license))).toEqual([]);
  });

  test('the tarball has the text of the licence of each bundled package', () => {
    const sections = packed('bundled/LICENSES.md').split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(titles(PART.BUNDLED));
    expect(sections.filter((section) => !/copyright/i.test(section))).toEqual([]);
  });

  test('the page of licences has each of them', () => {
    const page = packed('docs/licenses.md').replace(/ +/g, ' ');
    const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |\n`);
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });

  test('the bill of materials has each of them with its hash or its package, and nothing else', () => {
    const bill = sbom();
    const { metadata, components, dependencies } = bill;
    const { name, version } = JSON.parse(packed('package.json'));
    expect(metadata.component).toMatchObject({ name, version, purl: `pkg:npm/${name}@${version}` });
    const refs = components.map((one: any) => one['bom-ref']);
    expect(refs.toSorted()).toEqual([...new Set(packages.map((one) => `${one.name}@${one.version}`))].sort());
    const isBundled = ({ properties }: any) => properties.some((one: any) => one.name === 'cdx:npm:package:bundled');
    expect(components.filter((one: any) => !one.hashes && !isBundled(one))).toEqual([]);
    expect(dependencies.map(({ ref }: any) => ref).toSorted()).toEqual([`${name}@${version}`, ...refs].sort());
    expect(JSON.stringify(sbom())).toBe(JSON.stringify(bill));
  });
});
