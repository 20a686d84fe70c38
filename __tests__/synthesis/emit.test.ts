import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { emit } from '../../lib/synthesis/_emit';
import { size } from '../_size';

jest.setTimeout(600_000);

/** Parts of strings on which the library decides, and what stands between them. */
const PARTS =
  `a b Ab yes NO on y n null true ~ nan .inf -.inf . .. ... --- -- - + ? : :: # ## & * ! | > ' " % @ \` { } [ ] , / \\ $ = << < 0 1 8 9 12 0o7 0x1f 0b1 1e3 1.5 1_000 1:20 12:30:45 2001-12-14 2001-12-14t21:59:43Z 10.0.0.0 2Gi 100m é ß 漢 😀`
    .split(' ')
    .concat(
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      '\r',
      '\0',
      '\u001b',
      '\u007f',
      '\u0085',
      '\u00a0',
      '\u2028',
      '\ufeff',
      '\ud800',
    );

const PART = fc.constantFrom(...PARTS);

const STRING = fc.oneof(
  { weight: 8, arbitrary: fc.array(PART, { maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.array(PART, { minLength: 20, maxLength: 60 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.array(fc.string({ maxLength: 40 }), { maxLength: 6 }).map((lines) => lines.join('\n')) },
  { weight: 1, arbitrary: fc.stringMatching(/^[-+]?[0-9][0-9_.:eExobTtZz+ -]{0,14}$/) },
);

const NUMBER = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e21, 2 ** 53, -(2 ** 53), 5e-324, 0.1, 1e-7),
);

const SCALAR: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: STRING },
  { weight: 2, arbitrary: NUMBER },
  { weight: 1, arbitrary: fc.constantFrom(true, false, null) },
);

/** What the library writes in a way of its own. */
const UNUSUAL: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(undefined, 10n, new Date(0), new Map([['a', 1]]), new Set(['a']), Buffer.from('abc'), {
    toJSON: () => 'x',
  }),
  fc.constant(
    new (class Point {
      public readonly x = 1;
    })(),
  ),
  fc.constant(Object.assign(Object.create(null), { a: 1 })),
);

const SHARED = { shared: ['twice'] };

const { tree } = fc.letrec<{ tree: unknown; list: unknown; map: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    { weight: 4, arbitrary: SCALAR },
    { weight: 3, arbitrary: tie('map') },
    { weight: 2, arbitrary: tie('list') },
  ),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  map: fc.dictionary(STRING, tie('tree'), { maxKeys: 4 }),
}));

/** The texts of both, of all values that differ. */
function differences(values: readonly unknown[]): unknown[] {
  const all = values.map((value) => ({ value, ours: emit(value), library: Yaml.stringify(value) }));
  return all.filter(({ ours, library }) => ours !== library);
}

const VALUES = size(100_000, 1_000_000);
const BATCH = 500;

/** A scalar as a member, as an item and as a key, at several depths. */
function places(scalars: readonly unknown[]): unknown[] {
  const keys = scalars.filter((scalar): scalar is string => typeof scalar === 'string' && isUsualKey(scalar));
  return [
    { deep: { deeper: Object.fromEntries(scalars.map((scalar, i) => [`k${i}`, scalar])) } },
    { deep: [scalars, { in: scalars.map((scalar) => ({ scalar })) }] },
    Object.fromEntries(keys.map((key, i) => [key, i])),
  ];
}

/** Other keys are left to the library together with their document, so that they would hide their neighbours. */
function isUsualKey(key: string): boolean {
  return key.length < 900 && key !== '<<' && !/\n|^(?:%|---|\.\.\.)/.test(key);
}

test('100,000 scalars are written as the library of cdk8s writes them, as members, items and keys', () => {
  const seed = Date.now();
  const values = fc.sample(SCALAR, { numRuns: VALUES, seed });
  const batches = Array.from({ length: VALUES / BATCH }, (_, i) => values.slice(i * BATCH, (i + 1) * BATCH));
  const wrong = batches.filter((batch) => differences(places(batch)).length > 0);
  const found = wrong.flatMap((batch) => batch.flatMap((scalar) => differences([...places([scalar]), scalar])));
  expect({ seed, wrong: wrong.length, found: found.slice(0, 5) }).toEqual({ seed, wrong: 0, found: [] });
});

test('trees are written as the library of cdk8s writes them', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 20, maxLength: 20 }), (trees) => {
      expect(differences(trees)).toEqual([]);
    }),
    { numRuns: size(100, 2_000) },
  );
});

test('trees with unusual values are, too', () => {
  fc.assert(
    fc.property(tree, UNUSUAL, fc.constantFrom('member', 'item', 'twice'), (value, unusual, place) => {
      const document = { member: { value, unusual }, item: [value, unusual], twice: [SHARED, value, SHARED] }[place];
      expect(differences([document, unusual, value])).toEqual([]);
    }),
    { numRuns: size(400, 4_000) },
  );
});

describe('single values', () => {
  const long = `#!/bin/sh\n${'echo "a: b" # comment\n\n  indented\n'.repeat(1000)}`;

  test.each<[string, unknown]>([
    ['a script', { data: { 'run.sh': long }, deep: { er: [{ 'run.sh': long }] } }],
    ['a text that begins with blanks', { a: { b: '  x\ny\n' } }],
    ['a text that begins with a line end', { a: { b: '\n\n x\ny\n' } }],
    ['a text that ends with several line ends', { a: { b: 'x\n\n\n', c: ['x\n\n', 'y\n\n'] }, d: 1 }],
    ['a text with blanks at the end', { a: [['x \n  y\n   ', 'x\n\t']] }],
    ['markers of documents', { '---': '---', '%a': '--- a', '...': ['---', '%x', '... y'] }],
    ['a merge key', { '<<': { a: 1 } }],
    ['a key of several lines', { 'a\nb': 1 }],
    ['a long key', { ['x'.repeat(1030)]: 1 }],
    ['empty', {}],
    ['an empty list', []],
    ['nested empty ones', { a: {}, b: [], c: [[], {}, [[]], [{}]] }],
    ['lists in lists', [[['a', ['b']], { c: [['d']] }]]],
    ['a list with a hole', { a: Object.assign(Array.from({ length: 2 }), { 1: 'x' }) }],
    ['a key of a prototype', JSON.parse('{"__proto__":{"a":1},"constructor":2}')],
    ['a string', 'text'],
    ['null', null],
  ])('%s', (_, value) => {
    expect(emit(value)).toBe(Yaml.stringify(value));
  });

  test('undefined', () => {
    expect(emit(undefined)).toBe(Yaml.stringify(undefined));
  });

  test('values that the library refuses are refused', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(emit(cycle)).toBe(Yaml.stringify(cycle));
    expect(() => emit({ a: Symbol('s') })).toThrow(errorOf(() => Yaml.stringify({ a: Symbol('s') })));
  });
});

function errorOf(work: () => void): string {
  try {
    work();
    return 'no error';
  } catch (error) {
    return (error as Error).message;
  }
}
