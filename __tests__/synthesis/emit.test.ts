import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { emit } from '../../lib/synthesis/_emit';
import { size } from '../_size';

jest.setTimeout(600_000);

/** Texts that YAML quotes, or that look as if it did. */
const ODD = [
  ...[
    '',
    ' ',
    '-',
    '?',
    ':',
    '- a',
    'a -',
    'a-',
    'a:',
    'a: b',
    'a:b',
    'a #b',
    'a#b',
    '#a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
  ],
  ...[
    '@a',
    '`a',
    '"a"',
    "'a'",
    "it's",
    'say "x"',
    '{a}',
    '[a]',
    'a, b',
    'a]',
    '---',
    '...',
    '--- a',
    '~',
    'null',
    'Null',
    'NULL',
  ],
  ...[
    'true',
    'True',
    'yes',
    'No',
    'on',
    'OFF',
    'y',
    'N',
    'nil',
    'inf',
    '.inf',
    '-.INF',
    '.nan',
    '1',
    '-1',
    '+1',
    '0x1f',
    '0b1',
  ],
  ...[
    '0o7',
    '0777',
    '1_000',
    '1e3',
    '1.5',
    '.5',
    '1:30',
    '12:30:45',
    '2001-01-01',
    '2001-12-14t21:59:43.10-05:00',
    '=',
    '<<',
  ],
  ...[
    'a\n',
    'a\nb',
    'a\nb\n',
    '\na',
    'a\n\n',
    'a\n b',
    ' a\nb',
    'a\n  ',
    '#!/bin/sh\nset -e\n',
    'a\tb',
    '\t',
    'a\r\nb',
    '\u0000',
  ],
  ...[
    'ü',
    '日本',
    '\u2028',
    '\ufeff',
    '😀',
    'a\\b',
    '\\n',
    'a  b',
    ' a',
    'a ',
    '__proto__',
    'constructor',
    '/etc/x',
    '_x',
    'a/b.c',
  ],
  ...[
    'x'.repeat(200),
    `${'word '.repeat(40)}end`,
    `${'long '.repeat(30)}\n${'line '.repeat(30)}`,
    'k'.repeat(1100),
    'a\n---\nb',
  ],
];

const TEXT = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: fc.constantFrom(...'aZ09 -:#,?!\n\t"\'[]{}&*|>%@`~._/\\=<$'), maxLength: 12 }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...ODD), fc.constantFrom(...ODD)).map((both) => both.join('')) },
);
const NUMBER = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-0, NaN, Infinity, 1e21, 2 ** 53, 0.1));
const { value: VALUE } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    TEXT,
    NUMBER,
    fc.boolean(),
    fc.constantFrom(null, undefined, [], {}),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(TEXT, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('any value has the same bytes as those of cdk8s', () => {
  fc.assert(
    fc.property(VALUE, (value) => {
      expect(emit(value)).toBe(Yaml.stringify(value));
    }),
    { numRuns: size(20_000, 200_000), seed: Number(process.env.FAST_CHECK_SEED ?? 1) },
  );
});

test('at least 100,000 texts, each as a key, in maps and in lists', () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(TEXT, { minLength: 100, maxLength: 100 }), (texts) => {
      const value = {
        list: texts,
        nested: { list: [[...texts]], map: Object.fromEntries(texts.map((text, i) => [`k${i}`, text])) },
      };
      count += 3 * texts.length;
      if (emit(value) !== Yaml.stringify(value)) {
        // One by one, to name the text.
        texts.forEach((text) => expect(emit({ a: [text] })).toBe(Yaml.stringify({ a: [text] })));
      }
      expect(emit(value)).toBe(Yaml.stringify(value));
      const keyed = Object.fromEntries(texts.map((text) => [text, [text]]));
      expect(emit(keyed)).toBe(Yaml.stringify(keyed));
    }),
    { numRuns: size(350, 3_500), seed: Number(process.env.FAST_CHECK_SEED ?? 1) },
  );
  expect(count).toBeGreaterThanOrEqual(100_000);
});

test.each<[string, () => unknown]>([
  ['one object at two places', () => ((shared) => ({ a: shared, b: [shared] }))({ x: 1 })],
  ['one empty list at two places', () => ((shared) => ({ a: shared, b: shared }))([])],
  ['a date', () => ({ at: new Date(0) })],
  ['an object with toJSON', () => ({ at: { toJSON: () => 'x' } })],
  ['a Map', () => ({ at: new Map([['a', 1]]) })],
  ['a Set', () => ({ at: new Set([1]) })],
  ['a bigint', () => ({ at: 10n })],
  ['undefined in a map and in a list', () => ({ at: undefined, list: [undefined] })],
  ['a list with a hole', () => ({ list: [1, , 2] })], // eslint-disable-line no-sparse-arrays
  ['a key with the name __proto__', () => JSON.parse('{"__proto__": {"a": 1}}')],
  ['an object without a prototype', () => Object.assign(Object.create(null), { a: { b: 1 } })],
  [
    'a class',
    () => ({
      at: new (class Point {
        x = 1;
      })(),
    }),
  ],
  ['a Buffer', () => ({ at: Buffer.from('ab') })],
  ['a tree that is deeper than most', () => Array.from({ length: 100 }).reduce((inner) => ({ k: inner }), 'x')],
  ['keys that are numbers', () => ({ 2: 'b', 1: 'a', '-1': 'c', 1.5: 'd' })],
])('%s', (_, make) => {
  expect(emit(make())).toBe(Yaml.stringify(make()));
});
