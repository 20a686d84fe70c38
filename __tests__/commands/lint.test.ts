import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '../../lib/rules/_read-documents';
import { Folder, run, thing, useRuleOfTests } from './_run';
import { ACKNOWLEDGE } from '../../lib/messages/_construct-notes';

let folder: Folder;
let undo: () => void;
beforeEach(() => {
  folder = new Folder();
  undo = useRuleOfTests();
});
afterEach(() => {
  undo();
  folder.remove();
});

const acknowledged = thing('known', ['error', 'is known']).replace(
  '  namespace: ns\n',
  `  namespace: ns\n  annotations: { ${`${ACKNOWLEDGE}${'TEST1'}`}: we know }\n`,
);
const OTHER = 'kind: Other\napiVersion: v1\nmetadata: { name: o }\n';

describe('the place of an object', () => {
  function places(text: string): string[] {
    const { objects, errors } = readDocuments('f', text);
    expect(errors).toEqual([]);
    return objects.map(
      ({ manifest, document, line }) =>
        `${manifest.apiVersion} ${manifest.kind} ${manifest.metadata.name} ${document} ${line}`,
    );
  }

  test('in documents, of which empty ones count', () => {
    expect(places(`# a comment\n---\n# another\n${OTHER}---\n---\n\n${thing('x')}`)).toEqual([
      'v1 Other o 1 4',
      'example.com/v1 Thing x 3 10',
    ]);
  });

  test('with line ends of Windows, and a byte order mark', () => {
    folder.write('f', `\uFEFF# a\r\n${OTHER}---\n${thing('x')}`.replaceAll('\n', '\r\n').replaceAll('\r\r', '\r'));
    expect(places(readFileSync('f', 'utf8').slice(1))).toEqual(['v1 Other o 1 2', 'example.com/v1 Thing x 2 6']);
  });

  test('in Lists, also in Lists of Lists, with aliases', () => {
    const items = (indent: string) =>
      `items:\n${indent}- &a\n${indent}  kind: A\n${indent}  apiVersion: v1\n${indent}  metadata: { name: a }\n${indent}- *a\n`;
    expect(places(`kind: List\napiVersion: v1\n${items('')}`)).toEqual(['v1 A a 1 5', 'v1 A a 1 8']);
    expect(places(`kind: List\napiVersion: v1\nitems:\n- kind: List\n  ${items('  ')}`)).toHaveLength(2);
  });

  test('in a PodList, whose items may have no kind', () => {
    const text =
      '{"kind": "PodList", "apiVersion": "v1",\n "items": [\n  {"metadata": {"name": "p"}},\n{"metadata": {"name": "q"}}]}';
    expect(places(text)).toEqual(['v1 Pod p 1 3', 'v1 Pod q 1 4']);
  });

  test('in JSON that is indented with tabs', () => {
    const object = { kind: 'A', apiVersion: 'v1', metadata: { name: 'a/b' } };
    expect(places(JSON.stringify(object, null, '\t').replace('a/b', 'a\\/b'))).toEqual(['v1 A a/b 1 1']);
  });

  test('an empty List is valid', () => {
    expect(places('kind: List\napiVersion: v1\nitems: []\n')).toEqual([]);
  });
});

test('values are read as kubectl reads them', () => {
  const values =
    'a: yes\nb: 010\nc: 2001-01-01\nd: 12:30:45\ne: 1_000\nf: 0x1F\ng: "no"\nh: !!binary aGk=\ni: off\nk: 0o17\nl: -0X1f\nm: y\nj: <<\n';
  const { objects } = readDocuments('f', `${OTHER}${values}`);
  expect(objects[0].manifest).toMatchObject({
    ...{
      a: true,
      b: 8,
      c: '2001-01-01',
      d: '12:30:45',
      e: 1000,
      f: 31,
      g: 'no',
      h: 'aGk=',
      i: false,
      j: '<<',
      k: 15,
      l: -31,
      m: true,
    },
  });
});

test('numbers are what kubectl reads as numbers', () => {
  const texts = [
    'e5',
    'E0',
    '.',
    '+.',
    '._5',
    '.5_',
    '.5_0',
    '1e3',
    '1_e2',
    '09',
    '0_',
    '0x_',
    '1e999',
    'nO',
    '-0',
    '1_0.5',
  ];
  const { objects } = readDocuments('f', `${OTHER}list: [${texts.join(', ')}]\nodd: &odd [${texts.join(', ')}]\n`);
  const numbers = [0.5, 1000, 100, 9, 0];
  const expected = ['e5', 'E0', '.', '+.', '._5', '.5_', ...numbers, '0x_', '1e999', 'nO', 0, 10.5];
  expect(objects[0].manifest).toMatchObject({ list: expected, odd: expected });
  const [{ manifest }] = readDocuments('f', `${OTHER}list: [${texts.join(', ')}]\n`).objects;
  expect(manifest.list).toEqual(expected);
});

test('the report as text', async () => {
  folder.write(
    'a.yaml',
    `${OTHER}---\n${thing('x', ['warning', 'is odd'], ['error', 'is wrong\u001b[2J'])}---\n${acknowledged}`,
  );
  folder.write('b.yaml', thing('z', ['note', 'good to know']));
  expect(await run(['lint', 'a.yaml', 'b.yaml', './a.yaml'])).toEqual({
    code: 1,
    err: '',
    out: `a.yaml:5: warning TEST1 Thing ns/x: is odd
  fix: Say nothing.
  source: the test

a.yaml:5: error TEST1 Thing ns/x: is wrong\\u001b[2J
  fix: Say nothing.
  source: the test

b.yaml:1: note TEST1 Thing ns/z: good to know
  fix: Say nothing.
  source: the test

Acknowledged:

a.yaml:12: error TEST1 Thing ns/known: is known
  reason: we know

1 error, 1 warning, 1 note, 1 acknowledged; 4 objects checked, 1 of a kind that no rule covers.
`,
  });
});

test('the report as JSON', async () => {
  const { code, out } = await run(['lint', '-', '--format', 'json'], `${OTHER}---\n${acknowledged}`);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([
    {
      ...{ ruleId: 'TEST1', level: 'error', object: 'Thing ns/known', message: 'is known', fix: 'Say nothing.' },
      ...{ source: 'the test', index: 1, acknowledged: 'we know', file: '<stdin>', document: 2, line: 5, column: 1 },
    },
  ]);
});

test('the report as SARIF', async () => {
  folder.write('a b/c.yaml', `${thing('x', ['note', 'is so'])}---\n${acknowledged}`);
  const { code, out } = await run(['lint', 'a b/c.yaml', '--format=sarif']);
  expect(code).toBe(0);
  const log = JSON.parse(out);
  expect(log).toMatchObject({ version: '2.1.0', $schema: 'https://json.schemastore.org/sarif-2.1.0.json' });
  const [{ tool, results }] = log.runs;
  expect(tool.driver).toMatchObject({
    name: 'cdk8s-antrea-multicast',
    rules: [
      {
        id: 'TEST1',
        shortDescription: { text: 'A thing says something' },
        help: { text: 'It is a test.\n\nFix: Say nothing.\n\nSource: the test' },
      },
    ],
  });
  const at = (startLine: number) => [
    {
      physicalLocation: {
        artifactLocation: { uri: 'a%20b/c.yaml', uriBaseId: 'SRCROOT' },
        region: { startLine, startColumn: 1 },
      },
      logicalLocations: [expect.anything()],
    },
  ];
  const common = { ruleId: 'TEST1', ruleIndex: 0, partialFingerprints: expect.anything() };
  expect(results).toEqual([
    {
      ...common,
      level: 'note',
      message: { text: 'Thing ns/x: is so Say nothing.' },
      locations: at(1),
      suppressions: [],
    },
    {
      ...common,
      level: 'error',
      message: { text: 'Thing ns/known: is known Say nothing.' },
      locations: at(8),
      suppressions: [{ kind: 'inSource', justification: 'we know' }],
    },
  ]);
});

test.each([
  ['nothing', OTHER, 0, 0],
  ['a note', thing('x', ['note', 'a']), 0, 0],
  ['a warning', thing('x', ['warning', 'a']), 0, 1],
  ['an error', thing('x', ['error', 'a']), 1, 1],
  ['an acknowledged error', acknowledged, 0, 0],
])('the exit code for %s', async (_, text, code, strict) => {
  expect((await run(['lint', '-'], text)).code).toBe(code);
  expect((await run(['lint', '--strict', '-'], text)).code).toBe(strict);
});

test('two runs print the same', async () => {
  folder.write('a.yaml', thing('x', ['error', 'a'], ['note', 'b']));
  for (const format of ['text', 'json', 'sarif']) {
    const args = ['lint', 'a.yaml', '--format', format, '--tkr', 'v1.25', '--vsphere', '8.0u2', '--antrea', '1.9.0'];
    expect(await run(args)).toEqual(await run(args));
  }
});

test('help and version', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
  expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  expect((await run(['--help'])).out).toContain('lint FILE...');
  expect(await run(['lint', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('--tkr RELEASE') });
});

test('a file whose name begins with a hyphen', async () => {
  folder.write('-x', OTHER);
  expect((await run(['lint', '--', '-x'])).code).toBe(0);
});
