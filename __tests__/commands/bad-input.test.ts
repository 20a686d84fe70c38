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
])('%s', async (_, content, sentence) => {
  folder.write('f', content);
  expect(await run(['lint', 'f'])).toEqual({ code: 2, out: '', err: `${sentence}\n` });
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
