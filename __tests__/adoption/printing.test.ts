import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { Code, callCode, listCode, literalCode, nameCode, objectCode } from '../../lib/adoption/_code';
import { mapSources } from '../../lib/adoption/mapping/map-sources';
import { CodePrinter, quoted } from '../../lib/adoption/printing/_print-code';
import { APP_PACKAGES } from '../../lib/adoption/printing/_plain-project';
import { printedApp } from '../../lib/adoption/printing/printed-app';
import { readSources } from '../../lib/adoption/_sources';

const PROJECT = join(__dirname, '..', '..');

const CLUSTER = (name: string, more = '') => `# The clusters of the studio
apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: ${name}, namespace: video}
spec:
  clusterNetwork: {pods: {cidrBlocks: [10.1.0.0/16]}, services: {cidrBlocks: [10.2.0.0/16]}} # never change
  topology:
    class: builtin-generic-v3.7.0
    classNamespace: vmware-system-vks-public
    version: v1.35.6---vmware.2-vkr.3
    controlPlane: {replicas: 3}
    workers:
      machineDeployments:
      # one for each studio
      - {class: node-pool, name: np, replicas: 2}
    variables:
    - {name: vmClass, value: best-effort-small}
    - {name: storageClass, value: gold}
    - name: kubernetes # renewed early
      value: {certificateRotation: {enabled: true, renewalDaysBeforeExpiry: 30}}
    - {name: osConfiguration, value: {user: {user: me, sshAuthorizedKey: ssh-rsa PLACEHOLDERNOTAKEY== me}}}
${more}`;

const MANY = 'x'.repeat(130);
const ODD = `apiVersion: example.com/v1
kind: Pump
metadata: {name: odd}
# @ts-expect-error
# eslint-disable-next-line
spec: {ca: ${MANY}, longer: ${MANY}, big: 1.0e+21, wide: ${'漢'.repeat(60)}, list: [${'漢字, '.repeat(12)} x]}
data: [${Array.from({ length: 60 }, (_, i) => i - 30).join(', ')}]
`;
const PLAIN = `apiVersion: example.com/v1
kind: Pump
metadata: {name: a}
spec: {text: "it's \\"quoted\\" \`\${x}\` \\n */ \\u2028 end", password: hunter2hunter2, many: [{a: 1, b: 2}, {a: 3, b: 4}]}
`;

function printed(...texts: string[]): Map<string, string> {
  const { documents } = readSources(texts.map((text, i) => ({ file: `f${i}.yaml`, text })));
  return printedApp(mapSources(documents, {}), {
    sources: [{ path: '../f0.yaml', sha256: 'x' }],
    libraryVersion: '0.1.0',
  });
}

const app = printed(
  CLUSTER('east'),
  CLUSTER('west', '    - {name: networks, value: [{driver: x}]}\n').replace('10.1.0.0', '10.3.0.0'),
  PLAIN,
  ODD,
);

describe('the files of an app', () => {
  test('are one for each cluster, one for other objects, and the project', () => {
    expect([...app.keys()]).toEqual([
      ...['.gitignore', 'README.md', 'adoption.json', 'cdk8s.yaml', 'clusters/east.ts', 'clusters/west.ts'],
      ...[
        'main.ts',
        'objects/f2-objects.ts',
        'objects/f3-objects.ts',
        'package.json',
        'secrets.ts',
        'shared.ts',
        'tsconfig.json',
      ],
    ]);
  });

  test('contain no secret', () => {
    expect([...app.values()].join('\n')).not.toMatch(/PLACEHOLDERNOTAKEY|hunter2/);
  });

  test('are the same at each run', () => {
    expect([...printed(CLUSTER('east'))]).toEqual([...printed(CLUSTER('east'))]);
  });

  test('what all clusters have is in shared.ts, and the clusters take it', () => {
    expect(app.get('shared.ts')).toContain("vmClass: 'best-effort-small'");
    expect(app.get('clusters/east.ts')).toContain('...CLUSTER,');
    expect(app.get('clusters/east.ts')).not.toContain('best-effort-small');
  });

  test('comments of the YAML are above what they are about', () => {
    const text = printed(CLUSTER('east')).get('clusters/east.ts') as string;
    expect(text).toMatch(/\/\/ The clusters of the studio\n {2}new TanzuCluster/);
    expect(text).toMatch(/\/\/ never change\n {4}podCidrs/);
    expect(text).toMatch(/\/\/ one for each studio\n {4}nodePools/);
    expect(text).toMatch(/\/\/ renewed early\n {4}certificateRotation/);
  });

  test('no comment is lost where clusters share an option', () => {
    const commented = CLUSTER('east').replace('    variables:', '    # all of them\n    variables:');
    const files = printed(commented, CLUSTER('west').replace('10.1.0.0', '10.3.0.0'));
    const all = [...files.values()].join('\n');
    expect(
      ['The clusters of the studio', 'never change', 'all of them', 'renewed early'].filter(
        (text) => !all.includes(`// ${text}`),
      ),
    ).toEqual([]);
  });

  test('the packages are those with which this library is tested', () => {
    const { peerDependencies, devDependencies } = jest.requireActual(join(PROJECT, 'package.json'));
    expect(APP_PACKAGES.dependencies).toEqual(peerDependencies);
    const { '@types/node': node, 'cdk8s-cli': cli, typescript } = devDependencies;
    expect(APP_PACKAGES.devDependencies).toEqual({
      ...{ '@types/node': `^${node}`, 'cdk8s-cli': `^${cli}`, typescript: `^${typescript}` },
    });
  });
});

describe('the code of an app', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(PROJECT, '.adopted-'));
    app.forEach((text, path) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    });
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('compiles with all strict checks', () => {
    const { options } = ts.parseJsonConfigFileContent(JSON.parse(app.get('tsconfig.json') as string), ts.sys, folder);
    const paths = { 'cdk8s-antrea-multicast': [join(PROJECT, 'lib', 'index.ts')] };
    const program = ts.createProgram([join(folder, 'main.ts')], {
      ...options,
      ...{ noEmit: true, rootDir: PROJECT, outDir: undefined, paths, esModuleInterop: true },
    });
    const found = ts.getPreEmitDiagnostics(program);
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  test.each([
    [
      'prettier',
      ['prettier/bin/prettier.cjs', '--check', '--ignore-path', 'none', '**/*.ts', '*.yaml', '{package,tsconfig}.json'],
    ],
    ['ESLint', ['eslint/bin/eslint.js', '--no-ignore', '--max-warnings', '0', '.']],
  ])('%s changes and finds nothing', (_, [bin, ...args]) => {
    const found = spawnSync(process.execPath, [join(PROJECT, 'node_modules', bin), ...args], { cwd: folder });
    expect(`${found.stdout}${found.stderr}`.replace(/^.*(All matched files|Checking formatting).*\n/gm, '')).toBe('');
  });
});

describe('code', () => {
  const evaluated = (text: string): unknown => new Function(`return (${text});`)();
  const printer = new CodePrinter();

  test.each([
    ["it's", '"', '`${x}`', '\\', '\n\r\t', '\u2028\u2029', '\ufeff\u202e', '*/', 'é漢😀', ''],
    ["''''\"", '""""\'', '\u0000\u007f', '</script>', '${', "\\'", '\\"', '\\u0041', ' ', '`'],
  ])('texts are the same after evaluation: %j %j %j', (...texts) => {
    expect(texts.map((text) => evaluated(quoted(text)))).toEqual(texts);
    expect(texts.every((text) => /^[^\n\r\u2028\u2029]*$/.test(quoted(text)))).toBe(true);
  });

  test('every kind of value', () => {
    const code: Code = objectCode([
      { name: 'plain', code: listCode([literalCode(1), literalCode(true), literalCode(null)]) },
      { name: 'with-hyphen', code: objectCode([]) },
      { name: '__proto__', code: literalCode('x') },
      { name: 'call', code: callCode('Size', 'gibibytes', literalCode(3)) },
      { name: 'member', code: nameCode('Kind.A') },
      { name: 'cluster', code: nameCode('cluster') },
      { name: 'key', code: { kind: 'secret', variable: 'KEY', isSensitiveText: true } },
      { name: 'text', code: { kind: 'secret', variable: 'TEXT', isSensitiveText: false } },
    ]);
    expect(printer.object(code as never, '')).toBe(`{
  plain: [1, true, null],
  'with-hyphen': {},
  ['__proto__']: 'x',
  call: Size.gibibytes(3),
  member: Kind.A,
  cluster,
  key: SensitiveText.fromEnvironment('KEY'),
  text: secret('TEXT'),
}`);
  });
});
