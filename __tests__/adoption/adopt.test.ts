import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWithShared } from '../_shared';
import { buildProgram } from '../commands/_program';

const PROJECT = join(__dirname, '..', '..');
const KEY = 'ssh-rsa PLACEHOLDERNOTAKEY== me';
const CLUSTER = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: east, namespace: video}
spec:
  clusterNetwork: {pods: {cidrBlocks: [10.1.0.0/16]}, services: {cidrBlocks: [10.2.0.0/16]}}
  topology:
    class: tanzukubernetescluster
    version: v1.26.5---vmware.2-fips.1-tkg.1
    controlPlane: {replicas: 3}
    workers: {machineDeployments: [{class: node-pool, name: np, replicas: 2}]}
    variables:
    - {name: vmClass, value: best-effort-small}
    - {name: storageClass, value: gold}
    - {name: user, value: {sshAuthorizedKey: ${KEY}}}
`;
const ANTREA = `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: {name: east-antrea-package, namespace: video}
spec: {antrea: {config: {featureGates: {AntreaProxy: true, Multicast: true}}}}
`;

let folder: string;
let program: string;
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'adopt-'));
  mkdirSync(join(folder, 'program'));
  program = buildProgram(join(folder, 'program'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(args: string[], cwd = folder, env: NodeJS.ProcessEnv = {}, input = ''): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    ...{ cwd, input, encoding: 'utf8', env: { ...process.env, ...env } },
  });
  return { code: status, out: stdout, err: stderr };
}

/** A new folder with these files. */
function folderWith(files: { [name: string]: string }): string {
  const place = join(folder, `place-${count++}`);
  mkdirSync(place);
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(place, name), text));
  return place;
}

function textsIn(place: string): string {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('adopt', () => {
  test('writes an app, proves it, and tells how', () => {
    const place = folderWith({ 'east.yaml': `${ANTREA}---\n${CLUSTER}` });
    const { code, out, err } = run(['adopt', 'east.yaml', '--output', 'app'], place);
    expect(err).toBe('');
    expect(out).toContain('2 objects in 1 chart: 1 AntreaConfig, 1 TanzuCluster.');
    expect(out).toContain("Set these environment variables before 'cdk8s synth': SSH_AUTHORIZED_KEY.");
    expect(out).toContain('Proved: the app writes all 2 objects of the files equally.');
    expect(code).toBe(0);
    expect(readdirSync(place)).toEqual(['app', 'east.yaml']);
  });

  test('writes and prints no secret', () => {
    const place = folderWith({ 'east.yaml': CLUSTER });
    const { out, err } = run(['adopt', 'east.yaml', '--output', 'app'], place);
    expect(`${out}${err}${textsIn(join(place, 'app'))}`).not.toContain('PLACEHOLDERNOTAKEY');
  });

  test('leaves out what the server wrote', () => {
    const applied = {
      metadata: { name: 'east-antrea-package' },
      spec: { antrea: { config: { featureGates: { Multicast: true } } } },
    };
    const live = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          ...{ apiVersion: 'cni.tanzu.vmware.com/v1alpha1', kind: 'AntreaConfig', status: { secretRef: 'x' } },
          metadata: {
            ...{ name: 'east-antrea-package', namespace: 'video', uid: 'u', resourceVersion: '7', generation: 1 },
            ...{ managedFields: [{ manager: 'kubectl' }], creationTimestamp: '2026-01-01T00:00:00Z' },
            annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(applied) },
          },
          spec: {
            antrea: {
              config: {
                noSNAT: false,
                trafficEncapMode: 'encap',
                featureGates: {
                  Multicast: true,
                  AntreaProxy: true,
                  AntreaPolicy: true,
                  Egress: true,
                  NodePortLocal: true,
                  AntreaTraceflow: true,
                },
              },
            },
          },
        },
      ],
    };
    const place = folderWith({});
    const { code, out } = run(['adopt', '-', '--output', 'app'], place, {}, JSON.stringify(live));
    expect(out).toContain('Left out, because the server or the platform writes it:');
    expect(out).toContain('metadata.uid of 1 object');
    expect(textsIn(join(place, 'app', 'objects'))).not.toMatch(/managedFields|secretRef|noSnat|resourceVersion/);
    expect(code).toBe(0);
  });

  test('--format json has the differences and the report', () => {
    const place = folderWith({ 'east.yaml': CLUSTER });
    const { out } = run(['adopt', 'east.yaml', '--output', 'app', '--format', 'json'], place);
    expect(JSON.parse(out)).toEqual(expect.objectContaining({ equal: 1, differences: [], notCompared: [] }));
  });
});

describe('adopt --check', () => {
  test('finds the app equal again, and a change of the app', () => {
    const place = folderWith({ 'east.yaml': CLUSTER });
    run(['adopt', 'east.yaml', '--output', 'app'], place);
    expect(run(['adopt', '--check', 'app'], place)).toEqual(expect.objectContaining({ code: 0, err: '' }));
    const file = join(place, 'app', 'clusters', 'east.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace("'gold'", "'silver'"));
    const { code, out } = run(['adopt', '--check', 'app'], place);
    expect(code).toBe(1);
    expect(out).toContain(
      'Cluster video/east: spec.topology.variables[storageClass].value is "gold" in the source, and the app writes "silver".',
    );
  });

  test('compares all else without the secrets, and tells so', () => {
    const place = folderWith({ 'east.yaml': CLUSTER });
    run(['adopt', 'east.yaml', '--output', 'app'], place);
    writeFileSync(join(place, 'east.yaml'), CLUSTER.replace(/^.*sshAuthorizedKey.*\n/m, ''));
    const { code, out } = run(['adopt', '--check', 'app'], place);
    expect(out).toContain(
      'Not compared, because its secret is not known: Cluster video/east spec.topology.variables[user].value.sshAuthorizedKey.',
    );
    expect(code).toBe(0);
  });
});

describe('adopt --check with a secret that is not known', () => {
  const secretOfData = (name: string, data: string) =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: video}\nstringData: {${data}}\n`;
  const pump = (spec: string) => `apiVersion: example.com/v1\nkind: Pump\nmetadata: {name: a}\n${spec}\n`;
  const PUMP = pump('spec: {password: hunter2hunter2, passwordPolicy: strict}');

  const CASES: [what: string, before: string, after: string, env: NodeJS.ProcessEnv, code: number, line: string][] = [
    [
      'another secret whose name begins with its name',
      secretOfData('s', 'k: FirstSecret1, key2: SecondSecret2'),
      secretOfData('s', 'key2: OtherSecret3'),
      { KEY2: 'SecondSecret2' },
      1,
      'Secret video/s: stringData.key2 is (not shown) in the source',
    ],
    [
      'a field whose name begins with its name',
      PUMP,
      pump('spec: {passwordPolicy: loose}'),
      {},
      1,
      'Pump a: spec.passwordPolicy is "loose" in the source, and the app writes "strict".',
    ],
    ['the other fields of its map', PUMP, pump(''), {}, 1, 'Pump a: spec is absent in the source'],
    ['only itself', PUMP, pump('spec: {passwordPolicy: strict}'), {}, 0, 'Pump a spec.password.'],
    [
      'the map that has only it',
      secretOfData('s', 'k: FirstSecret1'),
      secretOfData('s', 'k: FirstSecret1').replace(/stringData.*/, ''),
      {},
      0,
      'Secret video/s stringData.k.',
    ],
    [
      'an equal secret of another object',
      `${secretOfData('a', 'pin: SamePin99')}---\n${secretOfData('b', 'pin: SamePin99')}`,
      `${secretOfData('a', '')}---\n${secretOfData('b', 'pin: SamePin99')}`,
      {},
      0,
      'Secret video/a stringData.pin.',
    ],
  ];

  test.each(CASES)('compares %s', (_, before, after, env, code, line) => {
    const place = folderWith({ 'a.yaml': before });
    run(['adopt', 'a.yaml', '--output', 'app'], place);
    writeFileSync(join(place, 'a.yaml'), after);
    const checked = run(['adopt', '--check', 'app'], place, env);
    expect(checked.out).toContain(line);
    expect(checked.code).toBe(code);
  });

  test('a secret is found where it is now', () => {
    const place = folderWith({ 'east.yaml': CLUSTER });
    run(['adopt', 'east.yaml', '--output', 'app'], place);
    const first = '    - {name: vmClass, value: best-effort-small}\n';
    writeFileSync(join(place, 'east.yaml'), `${CLUSTER.replace(first, '')}${first}`);
    const { code, out } = run(['adopt', '--check', 'app'], place);
    expect([code, out]).toEqual([0, 'Proved: the app writes the object of the files equally.\n']);
  });
});

describe('an app that ends with an error', () => {
  const CASES: [what: string, line: string, message: string][] = [
    ['a secret in its message', "throw new Error('no ' + process.env.SSH_AUTHORIZED_KEY);", 'no (not shown)'],
    ['a package that is missing', "import 'no-such-package';", "Cannot find module 'no-such-package'"],
    ['no message', 'process.exit(0);', 'It ended before it gave its objects.'],
  ];

  test.each(CASES)('%s', (_, line, message) => {
    const place = folderWith({ 'east.yaml': CLUSTER });
    run(['adopt', 'east.yaml', '--output', 'app'], place);
    const main = join(place, 'app', 'main.ts');
    writeFileSync(main, `${line}\n${readFileSync(main, 'utf8')}`);
    const { code, err } = run(['adopt', '--check', 'app'], place);
    expect(err.trimEnd().split('\n').slice(1)).toEqual([message]);
    expect(code).toBe(2);
  });
});

describe('texts that become comments', () => {
  const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: video}\n';

  test('a key whose lines are comments is not written', () => {
    const key =
      '# -----BEGIN PRIVATE KEY-----\n# MIIOLDKEYAAAA\n# MIIOLDKEYBBBB==\n# -----END PRIVATE KEY-----\n# after';
    const place = folderWith({ 'a.yaml': `${SECRET}${key}\nstringData: {pin: Pin12345}\n` });
    run(['adopt', 'a.yaml', '--output', 'app'], place);
    const text = textsIn(join(place, 'app'));
    expect(text).not.toMatch(/MIIOLDKEY|END PRIVATE/);
    expect(text).toMatch(/\/\/ \(not shown\)\n +\/\/ after\n/);
  });

  test('no comment has one of more than a thousand secrets', () => {
    const documents = Array.from(
      { length: 1100 },
      (_, i) =>
        `${SECRET.replace('name: s', `name: s${i}`)}# pin is pinvalue${i}xyz\nstringData: {pin: pinvalue${i}xyz}\n`,
    );
    const place = folderWith({ 'a.yaml': documents.join('---\n') });
    const { code, out } = run(['adopt', 'a.yaml', '--output', 'app'], place);
    expect(code).toBe(0);
    expect(`${out}${textsIn(join(place, 'app'))}`).not.toContain('pinvalue');
  });

  test('an empty secret, or one of one letter, leaves the texts as they are', () => {
    const place = folderWith({ 'a.yaml': `${SECRET}stringData: {a: '', b: e}\n` });
    const { code, out } = run(['adopt', 'a.yaml', '--output', 'app'], place);
    expect(out).toContain('Proved: the app writes the object of the files equally.');
    expect(textsIn(join(place, 'app'))).toContain('// The library has no class for this kind.');
    expect(code).toBe(0);
  });
});

describe('bad input leaves nothing behind', () => {
  const BAD: [what: string, files: { [name: string]: string }, message: string][] = [
    ['text that is no YAML', { 'a.yaml': 'kind: {' }, 'YAML syntax error'],
    ['two clusters of one name', { 'a.yaml': CLUSTER, 'b.yaml': CLUSTER }, 'Cluster video/east is also in'],
    ['no object', { 'a.yaml': '# nothing\n' }, 'is empty, or contains only comments'],
    ['no namespace', { 'a.yaml': CLUSTER.replace(', namespace: video', '') }, 'pass --namespace NAME'],
  ];

  test.each(BAD)('%s', (_, files, message) => {
    const place = folderWith(files);
    const { code, out, err } = run(['adopt', ...Object.keys(files), '--output', 'app'], place);
    expect(err).toContain(message);
    expect([code, out]).toEqual([2, '']);
    expect(readdirSync(place)).toEqual(Object.keys(files));
  });

  test('an output folder with files', () => {
    const place = folderWith({ 'a.yaml': CLUSTER });
    mkdirSync(join(place, 'app'));
    writeFileSync(join(place, 'app', 'mine'), 'x');
    const { code, err } = run(['adopt', 'a.yaml', '--output', 'app'], place);
    expect([code, readdirSync(join(place, 'app'))]).toEqual([2, ['mine']]);
    expect(err).toContain('exists and is not an empty folder');
  });

  test('--check of an app from standard input, without files', () => {
    const place = folderWith({});
    run(['adopt', '-', '--output', 'app'], place, {}, CLUSTER);
    const { code, err } = run(['adopt', '--check', 'app'], place);
    expect(err).toContain('was adopted from standard input: give the files to compare it with');
    expect(code).toBe(2);
  });

  test('--check of a folder that is no app', () => {
    const { code, err } = run(['adopt', '--check', '.'], folderWith({}));
    expect(code).toBe(2);
    expect(err).toContain("needs the folder of an app that 'adopt' wrote");
  });
});

testWithShared('every document of the collected manifests is adopted equally', ['adopt'], ([adopt]) => {
  const place = folderWith({});
  for (const file of readdirSync(adopt)) {
    const { code, out } = run(['adopt', join(adopt, file), '--output', file.slice(0, 2)], place);
    expect([file, code, out.includes('Proved')]).toEqual([file, 0, true]);
  }
  const { code, out } = run(['adopt', adopt, '--output', 'all'], place);
  expect(code).toBe(0);
  const [, typed, total] = /^(\d+) of (\d+) leaf fields/m.exec(out) as RegExpExecArray;
  expect(Number(typed) / Number(total)).toBeGreaterThanOrEqual(0.95);
  expect(textsIn(place)).not.toMatch(/PLACEHOLDERNOTAKEY|PLACEHOLDER-NOT-A|placeholder-not-a-key|UExBQ0VIT0|LS0tCmFw/);

  // What the real compiler and the real synth write is compared with the files.
  const app = join(place, 'all');
  mkdirSync(join(app, 'node_modules'));
  symlinkSync(join(folder, 'program'), join(app, 'node_modules', 'cdk8s-antrea-multicast'));
  for (const name of ['cdk8s', 'cdk8s-plus-25', 'constructs', '@types']) {
    symlinkSync(join(PROJECT, 'node_modules', name), join(app, 'node_modules', name));
  }
  const secrets = Object.fromEntries(
    JSON.parse(readFileSync(join(app, 'adoption.json'), 'utf8')).secrets.map(({ variable, object, path }: any) => [
      variable,
      secretOf(adopt, object, path),
    ]),
  );
  const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  const paths = { 'cdk8s-antrea-multicast': [join(PROJECT, 'lib', 'index.ts')] };
  writeFileSync(
    join(app, 'tsconfig.test.json'),
    JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: { noEmit: true, rootDir: '/', paths, esModuleInterop: true },
    }),
  );
  expect(spawnSync(process.execPath, [tsc, '-p', 'tsconfig.test.json'], { cwd: app, encoding: 'utf8' }).stdout).toBe(
    '',
  );
  writeFileSync(join(app, 'run.cjs'), RUN);
  const synth = spawnSync(process.execPath, ['run.cjs'], {
    cwd: app,
    env: { ...process.env, ...secrets },
    encoding: 'utf8',
  });
  expect(synth.status).toBe(0);
  expect(existsSync(join(app, 'dist'))).toBe(true);
  expect(run(['compare', adopt, join(app, 'dist')], place)).toEqual(expect.objectContaining({ code: 0 }));
  expect(run(['compare', adopt, join(app, 'dist')], place).out).toContain('No changes');
});

/** Runs the app as it is, without its types. */
const RUN = `const ts = require(${JSON.stringify(join(PROJECT, 'node_modules', 'typescript'))});
const { readFileSync } = require('node:fs');
require.extensions['.ts'] = (module, file) =>
  module._compile(ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { module: 1, target: 9 } }).outputText, file);
require('./main.ts');
`;

function secretOf(adopt: string, object: string, path: (string | number)[]): string {
  const { readDocuments } = jest.requireActual('../../lib/rules/_read-documents');
  const { nameOf } = jest.requireActual('../../lib/rules/manifests/_inventory');
  const manifests = readdirSync(adopt).flatMap(
    (file) => readDocuments(file, readFileSync(join(adopt, file), 'utf8')).objects as { manifest: any }[],
  );
  const found = manifests.find(({ manifest }) => nameOf(manifest) === object);
  return path.reduce((value: any, step) => value[step], found?.manifest);
}
