import { mentions } from '../_mentions';
import { Folder, refused, run, thing, useRuleOfTests } from './_run';

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

/** Ten levels of ten aliases each. */
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

test.each<[string, string | Uint8Array, string[]]>([
  [
    'malformed',
    'a: b\nc: [1\nd: e\n',
    ['f:3', 'YAML syntax', 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ],
  [
    'a template',
    'kind: A\nspec: {{ .Values.spec }} # {{ x }}\n  {{ end }}\n',
    ['f:2', 'template', '{{ .Values.spec }}', 'render it first'],
  ],
  ['empty', '', ['f', 'empty']],
  ['comments', '# one\n---\n# two\n', ['f', 'empty']],
  ['a null', '---\n~\n', ['f', 'empty']],
  ['NUL bytes', 'kind: A\nb: \0\n', ['f:2', 'UTF-8']],
  ['no UTF-8', Buffer.from([0x6b, 0xff, 0xfe]), ['f:1', 'UTF-8']],
  ['a character that is cut', Buffer.from([0x6b, 0x0a, 0x0a, 0xc3]), ['f:3', 'UTF-8']],
  ['binary data behind an unknown character', Buffer.from([0xef, 0xbf, 0xbd, 0x0a, 0x80]), ['f:2', 'UTF-8']],
  ['UTF-16', Buffer.from(`\uFEFF${OBJECT}`, 'utf16le'), ['f', 'UTF-16', 'UTF-8']],
  ['UTF-16 of the other order', Buffer.from(`\uFEFF${OBJECT}`, 'utf16le').swap16(), ['f', 'UTF-16']],
  ['UTF-16 without a mark', Buffer.from(OBJECT, 'utf16le'), ['f:1', 'UTF-8']],
  ['a byte order mark inside', `\uFEFF${OBJECT}\n---\n\uFEFF${OBJECT}\n`, ['f:3', 'byte order mark']],
  ['a key that is too long', `${OBJECT}\n---\n${'k'.repeat(2000)}: 1\n`, ['f:3', 'YAML syntax', 'at most 1024 chars']],
  ['tabs', `kind: A\nspec:\n\tb: 1\n`, ['f:3', 'YAML syntax', 'Tabs are not allowed as indentation']],
  ['a text without an end', `a: "b\n---\n${OBJECT}\n`, ['f:1', 'YAML syntax', 'Missing closing "quote']],
  ['JSON without an end', '{"kind": "A",\n"metadata": {', ['f:2', 'YAML syntax', 'Flow map']],
  [
    'anchors on many lines',
    `a:\n${nested(90, (i) => `${' '.repeat(i + 1)}&a\n`)}`,
    ['f:3', 'YAML syntax', 'A node can have at most one anchor'],
  ],
  [
    'tags on many lines',
    `a:\n${nested(90, (i) => `${' '.repeat(i + 1)}!a\n`)}`,
    ['f:3', 'YAML syntax', 'at most one tag'],
  ],
  ['duplicate keys', 'kind: A\nspec:\n  a: 1\n  "a": 2\n', ['f:4', '"\\"a\\""', 'twice']],
  ['duplicate keys in JSON', '{"kind": "A",\n "kind": "B"}', ['f:2', '"\\"kind\\""', 'twice']],
  [
    'anchors that explode',
    laughs((name, list) => `${name}: &${name} [${list}]\n`),
    ['f:1', 'document 1', 'aliases', '400000 values'],
  ],
  [
    'merges that explode',
    laughs((name, list) => `${name}: &${name} { <<: [${list}] }\n`),
    ['f:1', 'document 1', 'aliases', '400000 values'],
  ],
  ['an anchor in itself', 'a: &a [*a]\n', ['f:1', 'document 1', 'anchor &a']],
  ['an alias of nothing', 'a: *b\n', ['f:1', 'document 1', 'alias *b']],
  ['a scalar', '# one\nfoo\n', ['f:2', 'document 1', 'a string']],
  ['a list', '- kind: A\n', ['f:1', 'document 1', 'a list']],
  ['no kind', '---\n---\napiVersion: v1\nmetadata: {}\n', ['f:3', 'document 2', 'undefined', 'no kind']],
  ['no apiVersion', 'kind: A\nmetadata: {}\n', ['f:1', 'document 1', '"A"', 'no apiVersion']],
  ['no metadata', 'kind: A\napiVersion: v1\n', ['f:1', 'document 1', '"A"', 'no metadata']],
  ['a bad item', 'kind: List\napiVersion: v1\nitems:\n  - 1\n', ['f:4', 'document 1, item 1', 'a number']],
  ['deep nesting', '['.repeat(100_000), ['f:1', 'document 1', 'nested']],
  ['deep nesting that is closed', `a: ${'['.repeat(300)}${']'.repeat(300)}`, ['f', 'nested']],
  ['deep nesting of lists', `${'- '.repeat(50_000)}a`, ['f', 'nested']],
  ['deep nesting of nothing', '- '.repeat(50_000), ['f', 'nested']],
  ['deep nesting by indentation', nested(201, (i) => `${' '.repeat(i)}a:\n`), ['f', 'nested']],
  ['deep nesting of a quoted key', `a: ${'{"]": '.repeat(300)}`, ['f', 'nested']],
  [
    'deep nesting in a document behind others',
    `${OBJECT}\n---\na: ${'['.repeat(201)}`,
    ['f:3', 'document 2', 'nested'],
  ],
  ['anchors in a row', `a: ${'&a '.repeat(50_000)}`, ['f', 'nested']],
  ['question marks in a row', `a: [${'? '.repeat(50_000)}`, ['f', 'nested']],
  [
    'an item that is null',
    `kind: List\napiVersion: v1\nitems:\n- ${OBJECT}\n-\n`,
    ['f:5', 'document 1, item 2', 'null'],
  ],
  [
    'a bad item in a List of Lists',
    `kind: List\napiVersion: v1\nitems:\n- kind: PodList\n  apiVersion: v1\n  items:\n  - metadata: {}\n  - text\n`,
    ['f:8', 'document 1, item 1, item 2', 'a string'],
  ],
  ['a template as a value', `${OBJECT}\n---\nkind: A\nspec: {{ .Values.spec }}\n`, ['f:4', 'template', 'helm']],
  ['a list as a key', 'kind: A\n? [a]\n: b\n', ['f:2', 'key', 'list']],
  ['a merge of no map', 'kind: A\nspec:\n  <<: text\n', ['f:3', '<<']],
  ['a tag that may be a password', 'kind: A\npassword: !geheim!\n', ['f:2', 'YAML syntax', 'The ! tag has no suffix']],
  [
    'a block scalar that may be a password',
    'kind: A\npassword: |geheim\n',
    ['f:2', 'YAML syntax', 'Block scalar header includes extra characters'],
  ],
  [
    'Lists that explode',
    `kind: List\napiVersion: v1\nitems:\n- &a ${OBJECT}\n- &b {kind: List, items: [${Array(101).fill('*a')}]}\n- {kind: List, items: [${Array(100).fill('*b')}]}\n`,
    ['f:1', 'document 1', 'aliases', '10000 objects'],
  ],
  [
    'Lists that explode together',
    Array(9)
      .fill(`kind: PodList\napiVersion: v1\nx: &a [${Array(900).fill('{metadata: {}}')}]\nitems: *a\n`)
      .concat(`kind: PodList\napiVersion: v1\nx: &a [${Array(2000).fill('{metadata: {}}')}]\nitems: *a\n`)
      .join('---\n'),
    ['f:46', 'document 10', 'aliases', '10000 objects'],
  ],
  [
    'values that explode together',
    Array(5)
      .fill(`kind: A\napiVersion: v1\nmetadata: {}\na: &a [${Array(300).fill(1)}]\nb: [${Array(300).fill('*a')}]\n`)
      .join('---\n'),
    ['f:25', 'document 5', 'aliases', '400000 values'],
  ],
])('%s', async (_, content, expected) => {
  folder.write('f', content);
  const result = await run(['lint', 'f']);
  expect(result).toEqual(refused(expected));
  expect(result.err).not.toContain('geheim');
});

test('documents after one that is nested too deeply', async () => {
  folder.write('f', `${OBJECT}\n---\na:\n b: ${'['.repeat(300)}\n---\nfoo\n`);
  expect(await run(['lint', 'f'])).toEqual(refused(['f:4', 'document 2', 'nested'], ['f:6', 'document 3', 'a string']));
});

describe('valid input that looks deeply nested', () => {
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
    expect(await run(['lint', 'f'])).toEqual(refused(['f', 'nested']));
  });
});

test('above 10 MB', async () => {
  folder.write('f', Buffer.alloc(50 * 1024 * 1024, 'a'));
  const start = Date.now();
  expect(await run(['lint', 'f'])).toEqual(refused(['f', '50 MB', '10 MB']));
  expect(Date.now() - start).toBeLessThan(1000);
});

test('a device without an end', async () => {
  expect(await run(['lint', '/dev/zero'])).toEqual(refused(['/dev/zero', '10 MB']));
});

test('standard input above 10 MB', async () => {
  const text = Buffer.alloc(10 * 1024 * 1024 + 1, 'a');
  expect(await run(['lint', '-'], text)).toEqual(refused(['<stdin>', '10.1 MB', '10 MB']));
});

test('all bad files and documents are named, and the good ones are not checked', async () => {
  folder.write('bad', 'foo\n---\nkind: A\n---\na: [\n');
  folder.write('good', thing('x', ['error', 'wrong']));
  folder.write('sub/empty', '');
  expect(await run(['lint', 'bad', 'good', 'sub', 'sub/empty', 'absent', 'good/x'])).toEqual(
    refused(
      ['bad:1', 'document 1', 'a string'],
      ['bad:3', 'document 2', '"A"', 'no apiVersion'],
      ['bad:5', 'YAML syntax', 'Flow sequence in block collection must be sufficiently indented and end with a ]'],
      ['sub/empty', 'empty'],
      ['absent', 'not exist'],
      ['good/x', 'not exist', 'not a folder'],
    ),
  );
});

test('the error for a malformed file does not quote its content', async () => {
  folder.write('f', 'password: "geheim" geheim\n');
  const { code, err } = await run(['lint', 'f']);
  expect([code, err.includes('geheim')]).toEqual([2, false]);
});

test.each([
  [
    ['lint', '--tkr', 'abc', 'f'],
    ['"abc"', 'TAM037'],
  ],
  [
    ['lint', '--antrea', 'x', 'f'],
    ['antreaVersion', '"x"'],
  ],
  [
    ['lint', '--vsphere', 'x', 'f'],
    ['vSphere version', '"x"'],
  ],
  [
    ['lint', '--stricct', 'f'],
    ['"--stricct"', 'not an option', '"--strict"'],
  ],
  [
    ['lint', '--strict=yes', 'f'],
    ['--strict', 'value', '"yes"'],
  ],
  [
    ['lint', 'f', '--tkr'],
    ['--tkr', 'no value', 'RELEASE'],
  ],
  [
    ['lint', 'f', '--format', '--strict'],
    ['--format', 'no value', '"text"', '"json"', '"sarif"'],
  ],
  [
    ['lint', 'f', '--format=xml'],
    ['--format', '"xml"', '"text"', '"json"', '"sarif"'],
  ],
  [
    ['lint', 'f', '--tkr=v1.25', '--tkr', 'v1.26'],
    ['--tkr', 'twice'],
  ],
  [['lnt'], ['"lnt"', 'command', '"lint"']],
  [['--verson'], ['"--verson"', 'option', '"--version"']],
])('%j', async (args, expected) => {
  folder.write('f', thing('x'));
  expect(await run(args)).toEqual(refused(expected));
});

test.each([
  [['lint'], 'usage: cdk8s-antrea-multicast lint FILE...'],
  [[], 'usage: cdk8s-antrea-multicast COMMAND'],
])('%j prints the usage', async (args, expected) => {
  const { code, out, err } = await run(args);
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: mentions(expected) });
});
