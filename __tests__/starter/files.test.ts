import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { parse } from 'yaml';
import { Starter } from '../../lib/starter/starter';
import { filesOf, snapshotByCode } from './_new-app';

const PROJECT = join(__dirname, '..', '..');
const { peerDependencies, devDependencies } = jest.requireActual(join(PROJECT, 'package.json'));

/** Options of apps that differ in what the release needs. */
const APPS: { [what: string]: { [option: string]: string } } = {
  'the defaults': {},
  'a release of VKS': { '--release': 'v1.36.2---vmware.2-vkr.3', '--storage-class': 'gold' },
  'a release that no table has': { '--release': 'v1.33.6---vmware.1-fips-vkr.2', '--antrea': '2.3.1' },
  'names of their own': {
    ...{ '--vsphere-namespace': 'mcast', '--cluster': 'mccluster', '--pod-cidr': '10.1.0.0/16' },
    ...{ '--service-cidr': '10.2.0.0/16', '--vm-class': 'large', '--node-pool': 'np1', '--replicas': '5' },
    ...{ '--group': '239.255.12.43', '--port': '5001', '--image': 'example.com:5000/a/b:v1' },
  },
  'a VM that receives': { '--vm-image': 'vmi-0a0044d7c690bcbea' },
};
const quietly = () => jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
afterEach(() => jest.restoreAllMocks());

test.each(Object.entries(APPS))('the snapshot is what the code writes: %s', (_, values) => {
  const files = filesOf(values);
  const written = quietly();
  expect(JSON.parse(files.get('manifests.snapshot.json') as string)).toEqual(
    JSON.parse(JSON.stringify(snapshotByCode(files))),
  );
  written.mockRestore();
});

test('the objects are those of the first example', () => {
  const snapshot = JSON.parse(filesOf().get('manifests.snapshot.json') as string);
  const kinds = Object.values<any[]>(snapshot).map((objects) => objects.map(({ kind }) => kind));
  expect(kinds[0]).toEqual(['AntreaConfig', 'Cluster']);
  expect(kinds[1]).toEqual(expect.arrayContaining(['Namespace', 'Deployment', 'Job']));
});

test('a VM that receives is next to its cluster, and multicast reaches it', () => {
  const files = filesOf({ '--vm-image': 'vmi-0a0044d7c690bcbea' });
  const [supervisor] = Object.values<any[]>(JSON.parse(files.get('manifests.snapshot.json') as string));
  const machine = supervisor.find(({ kind }) => kind === 'VirtualMachine');
  expect(machine.spec.imageName).toBe('vmi-0a0044d7c690bcbea');
  expect(files.get('deployment.ts')).toContain('reach: MulticastReach.HOSTS_OUTSIDE');
  expect(filesOf({ '--vm-image': 'none' }).get('deployment.ts')).not.toContain('VM_IMAGE');
});

test('nothing is printed while the files are made', () => {
  const written = quietly();
  filesOf();
  expect(written.mock.calls).toEqual([]);
});

test('the files are the same at each run', () => {
  expect([...filesOf()]).toEqual([...filesOf()]);
});

test('package.json has the packages with which this library is tested, and no runner of tests', () => {
  const { dependencies, devDependencies: own, type } = JSON.parse(filesOf().get('package.json') as string);
  expect(dependencies).toEqual({ ...peerDependencies, 'cdk8s-antrea-multicast': '^1.2.3' });
  expect(own).toEqual({
    '@types/node': `^${devDependencies['@types/node']}`,
    typescript: `^${devDependencies.typescript}`,
  });
  expect(type).toBe('module');
  expect(JSON.parse(filesOf({}, { isModule: false }).get('package.json') as string).type).toBe('commonjs');
});

test.each([
  ['npm', undefined, ['npm ci', 'npm test', 'npm run synth', 'npm run lint']],
  [
    'pnpm',
    '12.4.2',
    [
      'npm install --global pnpm@12.4.2',
      'pnpm install --frozen-lockfile',
      'pnpm test',
      'pnpm run synth',
      'pnpm run lint',
    ],
  ],
] as const)('CI of %s', (manager, managerVersion, commands) => {
  const files = filesOf({}, { manager, managerVersion });
  const github = parse(files.get('.github/workflows/check.yml') as string);
  expect(github.permissions).toEqual({ contents: 'read' });
  expect(github.jobs.check.steps.flatMap(({ run }: any) => run ?? [])).toEqual(commands);
  const { check } = parse(files.get('.gitlab-ci.yml') as string);
  expect(check.script.slice(0, -1)).toEqual(commands.slice(0, -1));
  expect(check.script.at(-1)).toContain(`lint dist --format gitlab --output ${check.artifacts.reports.codequality}`);
  expect(files.get('README.md')).toContain(`${manager} run synth`);
});

test('the README names pages that are in the package', () => {
  const pages = [...(filesOf().get('README.md') as string).matchAll(/`(?:[\w./-]+\/docs\/)?([\w-]+\.md)`/g)];
  expect(pages.length).toBeGreaterThan(3);
  expect(readdirSync(join(PROJECT, 'docs'))).toEqual(expect.arrayContaining(pages.map(([, name]) => name)));
});

describe('the code', () => {
  let folder: string;
  const all = Object.values(APPS).flatMap((values) => [true, false].map((isModule) => filesOf(values, { isModule })));
  beforeAll(() => {
    folder = mkdtempSync(join(PROJECT, '.starter-'));
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
    all.forEach((files, i) =>
      files.forEach((text, path) => {
        mkdirSync(dirname(join(folder, `${i}`, path)), { recursive: true });
        writeFileSync(join(folder, `${i}`, path), text);
      }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('compiles with all strict checks', () => {
    const config = JSON.parse(all[0].get('tsconfig.json') as string);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    const paths = { 'cdk8s-antrea-multicast': [join(PROJECT, 'lib', 'index.ts')] };
    const sources = all.flatMap((_, i) => ['main.ts', 'manifests.test.ts'].map((file) => join(folder, `${i}`, file)));
    const program = ts.createProgram(sources, {
      ...options,
      ...{ noEmit: true, rootDir: PROJECT, outDir: undefined, paths, esModuleInterop: true },
    });
    const found = sources.flatMap((file) => [
      ...program.getSyntacticDiagnostics(program.getSourceFile(file)),
      ...program.getSemanticDiagnostics(program.getSourceFile(file)),
    ]);
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  test.each([
    [
      'prettier',
      [
        'prettier/bin/prettier.cjs',
        '--check',
        '--ignore-path',
        'none',
        '**/*.{ts,yml,md}',
        '**/{package,tsconfig}.json',
      ],
    ],
    ['ESLint', ['eslint/bin/eslint.js', '--no-ignore', '--max-warnings', '0', '**/*.ts']],
  ])('%s changes and finds nothing', (_, [bin, ...args]) => {
    const found = spawnSync(process.execPath, [join(PROJECT, 'node_modules', bin), ...args], { cwd: folder });
    expect(`${found.stdout}${found.stderr}`.replace(/^.*(All matched files|Checking formatting).*\n/gm, '')).toBe('');
  });
});

describe('the answers', () => {
  const refusal = (values: { [option: string]: string }): string => {
    try {
      new Starter(values);
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  };

  test.each([
    ['--vsphere-namespace', 'A b', 'DNS label'],
    ['--cluster', 'Video', 'DNS label'],
    ['--release', 'latest', 'kubectl get tkr'],
    ['--release', 'v1.23.3---vmware.1-tkg.1', 'does not support multicast'],
    ['--antrea', 'x', 'not a version of Antrea'],
    ['--cluster-class', 'A b', 'clusterclass'],
    ['--ubuntu', 'x', 'digits and dots'],
    ['--pod-cidr', '1.2.3', 'CIDR'],
    ['--pod-cidr', '172.21.0.0/16', 'overlap'],
    ['--vm-class', 'A b', 'virtualmachineclass'],
    ['--storage-class', 'A b', 'storageclass'],
    ['--node-pool', 'A', 'DNS label'],
    ['--replicas', '1', 'too few'],
    ['--replicas', 'x', 'whole number'],
    ['--group', '10.0.0.1', '224.0.0.0'],
    ['--group', 'ff02::1', 'IPv4'],
    ['--port', '80', '1024 to 65535'],
    ['--port', '5e3', 'whole number'],
    ['--vm-image', 'a b', 'vm-image'],
    ['--image', 'a b', 'image reference'],
    ['--image', "a'; rm -rf ~ #", 'image reference'],
  ])('%s %j: %s', (option, value, expected) => {
    const message = refusal({ [option]: value });
    expect(message).toContain(expected);
    expect(message.startsWith(`${option}: `)).toBe(true);
    expect(message.split('\n')).toHaveLength(1);
  });

  test('all mistakes are reported together', () => {
    expect(refusal({ '--cluster': 'A', '--port': '1', '--group': '1.1.1.1' }).split('\n')).toEqual([
      expect.stringContaining('--cluster: '),
      expect.stringContaining('--group: '),
      expect.stringContaining('--port: '),
    ]);
  });

  test('a release that no table has needs its version of Antrea', () => {
    const starter = new Starter({ '--release': 'v1.33.6---vmware.1-fips-vkr.2' });
    expect(starter.withoutDefault.map(({ option }) => option)).toEqual(['--antrea']);
    expect(starter.open.map(({ option }) => option)).toContain('--ubuntu');
    expect(new Starter({}).open.map(({ option }) => option)).not.toContain('--ubuntu');
  });

  test('the default ClusterClass fits the release', () => {
    const classFor = (release: string) => {
      const starter = new Starter({ '--release': release });
      return starter.defaultOf(starter.open.find(({ option }) => option === '--cluster-class') as never);
    };
    expect(['v1.25.7---vmware.3-fips.1-tkg.1', 'v1.36.2---vmware.2-vkr.3'].map(classFor)).toEqual([
      'tanzukubernetescluster',
      'builtin-generic-v3.7.0',
    ]);
  });

  test('the question about the release lists those with multicast, the newest first', () => {
    const starter = new Starter({});
    const hint = starter.hintFor(Starter.questions.find(({ option }) => option === '--release') as never);
    expect(hint).toMatch(/carry multicast: v1\.36\.2---vmware\.2-vkr\.3, .*v1\.25\.7---vmware\.3-fips\.1-tkg\.1$/);
    expect(hint).not.toContain('v1.24');
  });
});
