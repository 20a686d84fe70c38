import fc from 'fast-check';

type Text = fc.Arbitrary<string>;
/** A value at a number of columns. It begins with a blank or with a line end. */
type Node = (column: number) => string;

const ODD_SCALARS = [
  ...'a|b c|true|yes|Off|y|N|~|null|010|0o10|0x1F|1_000|1e3|.5|.inf|12:30:45|2001-01-01|-1|- 1|-|?|?a|:a|a:b'.split(
    '|',
  ),
  ...'a#b|a #c|#c|"q"|"a\\nb"|"\\u00e9"|"\\ud83d\\ude00"|"a: b"|{}|[]|[a, b]|{a: b}|{a: , b}|[a: b]|{"a":b}'.split('|'),
  ...['{a:b}', '=', '<<', '@a', '`a', '%a', '!a', '&a', '*a', '|', '>', "'s'", "'it''s'", 'é', '\u{1F600}', 'a\tb'],
  ...['"a\tb"', '\u00a0a', 'http://a/b?c=d', '10.0.0.0/16', '1_', '"', "'", '"a\n  b"', "'a\n\n b'", 'a\n   b', '...'],
];
const SCALAR: Text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('a', 'a b', 'true', '1', '10.0.0.0/16', '"q"') },
  { weight: 2, arbitrary: fc.constantFrom(...ODD_SCALARS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
  { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double()).map(String) },
);
const KEY: Text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'kind', 'a b', 'é', '8080', 'yes', '"q"', "'s'", '"a b"') },
  { weight: 1, arbitrary: fc.constantFrom('~', '<<', '? x', '-a', 'constructor', '__proto__', '*a', '&k k') },
  { weight: 1, arbitrary: SCALAR },
);

function blanks(count: number): string {
  return ' '.repeat(count);
}

const BLOCK_LINE: Text = fc.oneof(
  fc.constantFrom('', ' ', '  ', 'x', ' y', '\tz', '# c', 'a: b', '- q', '%x', '"', '---', '...'),
  fc.string({ maxLength: 5 }).map((text) => text.replace(/[\n\r]/g, '')),
);
const BLOCK_SCALAR: fc.Arbitrary<Node> = fc
  .tuple(
    fc.constantFrom('|', '>', '|-', '>+', '|2', '>-', '|+', '|1-', '| # c'),
    fc.array(BLOCK_LINE, { maxLength: 4 }),
    fc.nat(3),
  )
  .map(
    ([head, lines, more]) =>
      (column) =>
        ` ${head}\n${lines.map((line) => blanks(column + more) + line).join('\n')}`,
  );

const FLOW: fc.Arbitrary<Node> = fc
  .tuple(fc.array(fc.tuple(KEY, SCALAR), { maxLength: 3 }), fc.boolean(), fc.constantFrom(', ', ',', ',\n   ', ' , '))
  .map(([pairs, isMap, comma]) => {
    const text = pairs.map(([key, value]) => (isMap ? `${key}: ${value}` : value)).join(comma);
    return () => (isMap ? ` {${text}}` : ` [${text}]`);
  });

const { node: NODE } = fc.letrec<{ node: Node; map: Node; list: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    SCALAR.map((text) => () => ` ${text}`),
    BLOCK_SCALAR,
    FLOW,
    tie('map'),
    tie('list'),
  ),
  map: fc
    .tuple(
      fc.array(fc.tuple(KEY, tie('node'), fc.constantFrom('', '', '', ' # c', '\n', ' ')), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.nat(2),
    )
    .map(
      ([pairs, more]) =>
        (column) =>
          `\n${pairs.map(([key, value, end]) => `${blanks(column + more)}${key}:${value(column + more + 1)}${end}`).join('\n')}`,
    ),
  list: fc
    .tuple(fc.array(fc.tuple(tie('node'), fc.boolean()), { minLength: 1, maxLength: 4 }), fc.nat(2))
    .map(([items, more]) => (column) => {
      const texts = items.map(([item, isCompact]) => {
        const text = item(column + more + 2);
        return `${blanks(column + more)}-${isCompact && text.startsWith('\n') ? ` ${text.trimStart()}` : text}`;
      });
      return `\n${texts.join('\n')}`;
    }),
}));

const DOCUMENT: Text = NODE.map((node) => node(0).replace(/^\n/, ''));

const WHOLE: Text = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('---\n', '---\n', '--- ', '--- # c\n', '---\n# c\n', '...\n'), DOCUMENT), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([documents, lineEnd]) =>
    documents
      .map(([head, text]) => `${head}${text}\n`)
      .join('')
      .replaceAll('\r', '')
      .replaceAll('\n', lineEnd),
  );

const MARKS = [
  ...' \t\n\r:-?#"\'[]{},|>&*!%@`a1~=<.\\/\uFEFF',
  '---',
  '...',
  '  ',
  '\n---\n',
  'é',
  ': ',
  '- ',
  ' #',
  '\n  ',
];

const CHANGE = fc.tuple(fc.nat(), fc.boolean(), fc.boolean(), fc.constantFrom(...MARKS));

/** Texts like YAML, of which many are invalid. */
export const YAML_TEXT: Text = fc.tuple(WHOLE, fc.array(CHANGE, { maxLength: 5 })).map(([text, changes]) =>
  changes.reduce((changed, [place, isRemoved, isAdded, mark]) => {
    const at = place % Math.max(changed.length, 1);
    return `${changed.slice(0, at)}${isAdded ? mark : ''}${changed.slice(isRemoved ? at + 1 : at)}`;
  }, text),
);
