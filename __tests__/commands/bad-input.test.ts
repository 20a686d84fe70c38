import { Folder, run, thing, useRuleOfTests } from './_run';

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

/** Ten levels of ten. */
function laughs(level: (name: string, before: string) => string): string {
  const names = [...'abcdefghij'];
  const first = `a: &a { x: lol, y: [lol, lol] }\n`;
  return `${first}${names
    .slice(1)
    .map((name, i) => level(name, Array(10).fill(`*${names[i]}`).join(',')))
    .join('')}`;
}

/** A line for each level. */
function nested(levels: number, line: (level: number) => string): string {
  return Array.from({ length: levels }, (_, i) => line(i)).join('');
}

const OBJECT = '{ kind: A, apiVersion: v1, metadata: {} }';
const GIVE = 'give a manifest with apiVersion, kind and metadata.';
const EXPLODES = 'f:1: document 1: its aliases make more than 400000 values of what is written: write the values out.';

test.each<[string, string | Uint8Array, string]>([
  [
    'malformed',
    'a: b\nc: [1\nd: e\n',
    'f:3: this is malformed YAML (Flow sequence in block collection must be sufficiently indented and end with a ]): correct it there, or in the lines before.',
  ],
  [
    'a template',
    'kind: A\nspec: {{ .Values.spec }} # {{ x }}\n  {{ end }}\n',
    'f:3: this is malformed YAML (All mapping items must start at the same column): correct it there, or in the lines before.',
  ],
  ['empty', '', 'f is empty, or holds comments alone: give at least one object.'],
  ['comments', '# one\n---\n# two\n', 'f is empty, or holds comments alone: give at least one object.'],
  ['a null', '---\n~\n', 'f is empty, or holds comments alone: give at least one object.'],
  ['NUL bytes', 'kind: A\0\n', 'f is a binary, or no text in UTF-8: give YAML or JSON.'],
  ['no UTF-8', Buffer.from([0x6b, 0xff, 0xfe]), 'f is a binary, or no text in UTF-8: give YAML or JSON.'],
  [
    'duplicate keys',
    'kind: A\nspec:\n  a: 1\n  "a": 2\n',
    'f:4: the key "\\"a\\"" is written twice in one map: keep one of the two.',
  ],
  [
    'duplicate keys in JSON',
    '{"kind": "A",\n "kind": "B"}',
    'f:2: the key "\\"kind\\"" is written twice in one map: keep one of the two.',
  ],
  ['anchors that explode', laughs((name, list) => `${name}: &${name} [${list}]\n`), EXPLODES],
  ['merges that explode', laughs((name, list) => `${name}: &${name} { <<: [${list}] }\n`), EXPLODES],
  ['an anchor in itself', 'a: &a [*a]\n', 'f:1: document 1: the anchor &a holds itself: write the values out.'],
  ['an alias of nothing', 'a: *b\n', 'f:1: document 1: the alias *b has no anchor before it: write the values out.'],
  ['a scalar', '# one\nfoo\n', `f:2: document 1 is a string: ${GIVE}`],
  ['a list', '- kind: A\n', `f:1: document 1 is a list: ${GIVE}`],
  ['no kind', '---\n---\napiVersion: v1\nmetadata: {}\n', `f:3: document 2 of kind undefined has no kind: ${GIVE}`],
  ['no apiVersion', 'kind: A\nmetadata: {}\n', `f:1: document 1 of kind "A" has no apiVersion: ${GIVE}`],
  ['no metadata', 'kind: A\napiVersion: v1\n', `f:1: document 1 of kind "A" has no metadata: ${GIVE}`],
  ['a bad item', 'kind: List\napiVersion: v1\nitems:\n  - 1\n', `f:4: document 1, item 1 is a number: ${GIVE}`],
  ['deep nesting', '['.repeat(100_000), 'f is nested too deep: flatten it.'],
  ['deep nesting that is closed', `a: ${'['.repeat(300)}${']'.repeat(300)}`, 'f is nested too deep: flatten it.'],
  ['deep nesting of lists', `${'- '.repeat(50_000)}a`, 'f is nested too deep: flatten it.'],
  ['deep nesting of nothing', '- '.repeat(50_000), 'f is nested too deep: flatten it.'],
  ['deep nesting by indentation', nested(201, (i) => `${' '.repeat(i)}a:\n`), 'f is nested too deep: flatten it.'],
  ['deep nesting of a quoted key', `a: ${'{"]": '.repeat(300)}`, 'f is nested too deep: flatten it.'],
  [
    'deep nesting in a document behind others',
    `kind: A\n---\na: ${'['.repeat(201)}`,
    'f is nested too deep: flatten it.',
  ],
  ['anchors in a row', `a: ${'&a '.repeat(50_000)}`, 'f is nested too deep: flatten it.'],
  ['question marks in a row', `a: [${'? '.repeat(50_000)}`, 'f is nested too deep: flatten it.'],
  [
    'an item that is null',
    `kind: List\napiVersion: v1\nitems:\n- ${OBJECT}\n-\n`,
    `f:5: document 1, item 2 is null: ${GIVE}`,
  ],
  [
    'a bad item in a List of Lists',
    `kind: List\napiVersion: v1\nitems:\n- kind: PodList\n  apiVersion: v1\n  items:\n  - metadata: {}\n  - text\n`,
    `f:8: document 1, item 1, item 2 is a string: ${GIVE}`,
  ],
  [
    'a template as a value',
    `${OBJECT}\n---\nkind: A\nspec: {{ .Values.spec }}\n`,
    'f:4: a key is a map, which kubectl does not take: give a text, and render templates first.',
  ],
  [
    'a list as a key',
    'kind: A\n? [a]\n: b\n',
    'f:2: a key is a list, which kubectl does not take: give a text, and render templates first.',
  ],
  ['a merge of no map', 'kind: A\nspec:\n  <<: text\n', 'f:3: what << merges is no map: name the anchor of one.'],
  [
    'a tag that may be a password',
    'kind: A\npassword: !geheim!\n',
    'f:2: this is malformed YAML (The ! tag has no suffix): correct it there, or in the lines before.',
  ],
  [
    'a block scalar that may be a password',
    'kind: A\npassword: |geheim\n',
    'f:2: this is malformed YAML (Block scalar header includes extra characters): correct it there, or in the lines before.',
  ],
  [
    'Lists that explode',
    `kind: List\napiVersion: v1\nitems:\n- &a ${OBJECT}\n- &b {kind: List, items: [${Array(101).fill('*a')}]}\n- {kind: List, items: [${Array(100).fill('*b')}]}\n`,
    'f:1: document 1: its aliases make more than 10000 objects of what is written: give each object once.',
  ],
  [
    'Lists that explode together',
    Array(9)
      .fill(`kind: PodList\napiVersion: v1\nx: &a [${Array(900).fill('{metadata: {}}')}]\nitems: *a\n`)
      .concat(`kind: PodList\napiVersion: v1\nx: &a [${Array(2000).fill('{metadata: {}}')}]\nitems: *a\n`)
      .join('---\n'),
    'f:46: document 10: its aliases and those before it make more than 10000 objects of what is written: give each object once.',
  ],
  [
    'values that explode together',
    Array(5)
      .fill(`kind: A\napiVersion: v1\nmetadata: {}\na: &a [${Array(300).fill(1)}]\nb: [${Array(300).fill('*a')}]\n`)
      .join('---\n'),
    'f:25: document 5: its aliases and those before it make more than 400000 values of what is written: write the values out.',
  ],
])('%s', async (_, content, sentence) => {
  folder.write('f', content);
  expect(await run(['lint', 'f'])).toEqual({ code: 2, out: '', err: `${sentence}\n` });
});

describe('what looks deep and is not', () => {
  const object = 'kind: A\napiVersion: v1\nmetadata: { name: a }\n';

  test.each([
    ['brackets in a script', `${object}data:\n  run: |\n${'    echo "\\033[31m"\n'.repeat(300)}`],
    ['brackets in a comment', `${object}# ${'['.repeat(300)}\n${'# {\n'.repeat(300)}`],
    ['brackets in quotes', `${object}a: "${'['.repeat(300)}"\nb: '${'{'.repeat(300)}'\nc: x${'['.repeat(300)}\n`],
    ['a line that is far to the right', `${object}a: |\n  x\n${' '.repeat(1000)}y\nb:\n${' '.repeat(1000)}c\n`],
    ['many lines of dashes', `${object}a: |\n${`  ${'- '.repeat(300)}\n`.repeat(3)}`],
    ['brackets on 200 levels', `${object}a: ${'['.repeat(199)}${']'.repeat(199)}\n`],
    ['lines on 200 levels', `${object}a:\n${nested(199, (i) => `${' '.repeat(i + 1)}b:${i === 198 ? ' c' : ''}\n`)}`],
  ])('%s', async (_, content) => {
    folder.write('f', content);
    expect(await run(['lint', 'f'])).toMatchObject({ code: 0, err: '' });
  });

  test('one level more is too deep', async () => {
    folder.write('f', `${object}a: ${'['.repeat(200)}${']'.repeat(200)}\n`);
    expect((await run(['lint', 'f'])).err).toBe('f is nested too deep: flatten it.\n');
  });
});

test('above 10 MB', async () => {
  folder.write('f', Buffer.alloc(50 * 1024 * 1024, 'a'));
  const start = Date.now();
  expect(await run(['lint', 'f'])).toEqual({
    code: 2,
    out: '',
    err: 'f has 50 MB, above the limit of 10 MB: split it.\n',
  });
  expect(Date.now() - start).toBeLessThan(1000);
});

test('a device without an end', async () => {
  expect((await run(['lint', '/dev/zero'])).err).toBe('/dev/zero goes on, above the limit of 10 MB: split it.\n');
});

test('standard input above 10 MB', async () => {
  const { err } = await run(['lint', '-'], Buffer.alloc(10 * 1024 * 1024 + 1, 'a'));
  expect(err).toBe('<stdin> has 10.1 MB, above the limit of 10 MB: split it.\n');
});

test('all bad files and documents are named, and what is good is not judged', async () => {
  folder.write('bad', 'foo\n---\nkind: A\n---\na: [\n');
  folder.write('good', thing('x', ['error', 'wrong']));
  folder.write('sub/empty', '');
  expect(await run(['lint', 'bad', 'good', 'sub', 'sub/empty', 'absent', 'good/x'])).toEqual({
    code: 2,
    out: '',
    err: [
      `bad:1: document 1 is a string: ${GIVE}`,
      `bad:3: document 2 of kind "A" has no apiVersion: ${GIVE}`,
      'bad:5: this is malformed YAML (Flow sequence in block collection must be sufficiently indented and end with a ]): correct it there, or in the lines before.',
      'sub is a directory: name the files in it, such as sub/*.yaml.',
      'sub/empty is empty, or holds comments alone: give at least one object.',
      'absent is not there: check the path.',
      'good/x is not there: a part of the path is no folder.',
      '',
    ].join('\n'),
  });
});

test('what a malformed file says is not repeated', async () => {
  folder.write('f', 'password: "geheim" geheim\n');
  const { code, err } = await run(['lint', 'f']);
  expect([code, err.includes('geheim')]).toEqual([2, false]);
});

test.each([
  [['lint', '--tkr', 'abc', 'f'], /^Cluster "lint": The release "abc" is not a Tanzu Kubernetes release\. .*\n$/],
  [['lint', '--antrea', 'x', 'f'], /^Cluster "lint": antreaVersion "x" is no version of Antrea: .*\n$/],
  [['lint', '--vsphere', 'x', 'f'], /^vSphere version "x" is none: .*\n$/],
  [['lint', '--stricct', 'f'], 'There is no option "--stricct": did you mean "--strict"?\n'],
  [['lint', '--strict=yes', 'f'], '--strict takes no value and has "yes": leave that out.\n'],
  [['lint', 'f', '--tkr'], '--tkr has no value: write --tkr and one RELEASE.\n'],
  [
    ['lint', 'f', '--format', '--strict'],
    '--format has no value: write --format and one of "text", "json", "sarif".\n',
  ],
  [['lint', 'f', '--format=xml'], '--format is "xml": use one of "text", "json", "sarif".\n'],
  [['lint', 'f', '--tkr=v1.25', '--tkr', 'v1.26'], '--tkr is given twice: leave one out.\n'],
  [['lint'], /^usage: cdk8s-antrea-multicast lint FILE\.\.\. /],
  [[], /^usage: cdk8s-antrea-multicast COMMAND /],
  [['lnt'], 'There is no command "lnt": did you mean "lint"?\n'],
  [['--verson'], 'There is no option "--verson": did you mean "--version"?\n'],
])('%j', async (args, sentence) => {
  folder.write('f', thing('x'));
  const { code, out, err } = await run(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(sentence);
});
