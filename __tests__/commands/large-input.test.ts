import { size } from '../_size';
import { READERS } from './_parsers';
import { mentions } from '../_mentions';
import { Folder, run, thing, useRuleOfTests } from './_run';

// At full size each test takes some seconds. If the time grew with the square of the size, it would take many minutes.
jest.setTimeout(60_000);

const HEAD = 'kind: A\napiVersion: v1\nmetadata: { name: a }\n';
const MANY = size(20_000, 100_000);
const OBJECTS = size(4_000, 20_000);
const FILES = size(1_000, 4_000);
const MEGABYTES = 10 * 1024 * 1024;

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('');
}

describe.each(READERS)('%s', (_, read) => {
  test.each<[string, string]>([
    ['keys of one map', `spec:\n${lines(MANY, (i) => `  k${i}: x\n`)}`],
    ['keys of one map in braces', `spec: {${lines(MANY, (i) => `k${i}: x, `)}}\n`],
    ['anchors', `spec:\n${lines(MANY, (i) => `- &a${i} x\n`)}`],
    ['anchors and aliases', `spec:\n${lines(MANY / 2, (i) => `- &a${i} x\n- *a${i}\n`)}`],
    ['aliases of one anchor', `a: &a x\nspec:\n${lines(MANY, () => '- *a\n')}`],
    ['merges of one map', `a: &a { x: 1 }\nspec:\n${lines(MANY / 4, () => '- <<: *a\n')}`],
    [
      'maps merged into one',
      `${lines(MANY / 4, (i) => `a${i}: &a${i} { x${i}: 1 }\n`)}spec:\n${lines(MANY / 4, (i) => `  <<: *a${i}\n`)}`,
    ],
    ['blank lines and comments', `spec:\n  - a\n${'\n'.repeat(MANY)}${'     # c\n'.repeat(MANY)}  - b\n`],
  ])('many %s', (__, text) => {
    const { objects, errors } = read('f', HEAD + text);
    expect(errors).toEqual([]);
    expect(objects).toHaveLength(1);
  });

  test('many empty documents', () => {
    const { objects, errors } = read('f', `${'---\n'.repeat(10 * MANY)}${HEAD}`);
    expect(errors).toEqual([]);
    expect(objects.map(({ document, line }) => [document, line])).toEqual([[10 * MANY, 10 * MANY + 1]]);
  });

  test('a key twice among many', () => {
    const { errors } = read('f', `${HEAD}spec:\n${lines(MANY, (i) => `  k${i}: x\n`)}  k7: y\n`);
    expect(errors).toEqual([mentions(`f:${MANY + 5}`, '"k7"', 'twice')]);
  });

  test.each<[string, (object: string) => string]>([
    ['documents', (object) => `---\n${object}\n`.repeat(OBJECTS)],
    ['items', (object) => `kind: List\napiVersion: v1\nitems:\n${`- ${object}\n`.repeat(OBJECTS)}`],
    [
      'Lists in a List',
      (object) =>
        `kind: List\napiVersion: v1\nitems:\n${`- { kind: List, items: [${object}, ${object}] }\n`.repeat(OBJECTS / 2)}`,
    ],
  ])('many %s', (__, textOf) => {
    const { objects, errors } = read('f', textOf('{ kind: A, apiVersion: v1, metadata: {} }'));
    expect(errors).toEqual([]);
    expect(objects).toHaveLength(OBJECTS);
  });

  describe('up to 10 MB on one line', () => {
    test.each<[string, string, string[]]>([
      ['of one text', `{ kind: A, apiVersion: v1, metadata: {}, data: "${'x[{\\"'.repeat(MEGABYTES / 5 - 20)}" }`, []],
      ['of one word', `{ kind: A, apiVersion: v1, metadata: {}, data: ${'1'.repeat(MEGABYTES - 60)} }`, []],
      [
        'of objects',
        JSON.stringify({
          ...{ kind: 'List', apiVersion: 'v1' },
          items: Array(size(4_000, 40_000)).fill({ kind: 'A', apiVersion: 'v1', metadata: { name: 'x'.repeat(200) } }),
        }),
        [],
      ],
      ['of brackets', '['.repeat(MEGABYTES), [mentions('f', 'nested')]],
      ['of dashes', '- '.repeat(MEGABYTES / 2), [mentions('f', 'nested')]],
      ['of numbers', `[${'1,'.repeat(MEGABYTES / 2 - 1)}]`, [mentions('f', '4000000')]],
    ])('%s', (__, text, sentences) => {
      expect(text.length).toBeLessThanOrEqual(MEGABYTES);
      expect(read('f', text).errors).toEqual(sentences);
    });
  });
});

test('very many files, each twice', async () => {
  const folder = new Folder();
  const undo = useRuleOfTests();
  const names = Array.from({ length: FILES }, (_, i) => `f${i}.yaml`);
  names.forEach((name) => folder.write(name, thing(name)));
  const { code, out } = await run(['lint', ...names, ...names.map((name) => `./${name}`)]);
  undo();
  folder.remove();
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(`; ${FILES} objects checked`) });
});
