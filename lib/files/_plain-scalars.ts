/** Words that are not strings, unless they are in quotes. */
const PLAIN_WORDS: [value: unknown, words: string][] = [
  [true, 'y Y yes Yes YES true True TRUE on On ON'],
  [false, 'n N no No NO false False FALSE off Off OFF'],
  [null, '~ null Null NULL'],
  [NaN, '.nan .NaN .NAN'],
  [Infinity, '.inf .Inf .INF +.inf +.Inf +.INF'],
  [-Infinity, '-.inf -.Inf -.INF'],
];

const WORD_VALUES = new Map(PLAIN_WORDS.flatMap(([value, words]) => words.split(' ').map((word) => [word, value])));

const LONGEST_WORD = 5;

/** Integers in the bases 2, 8, 10 and 16, after their sign. */
const PLAIN_INTEGER = /^(?:0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*)|0[xX]([\da-fA-F]+))$/;

const FLOAT = /^[-+]?(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?$/;

/** In a number that begins with a point, an underscore is only between digits. */
const ODD_UNDERSCORE = /^\.(?:_|.*(?:\D_|_\D|_$))/;

/** The largest integer that kubectl reads as such. */
const MOST = 2 ** 64;

/** Returns the value of a scalar without quotes, as kubectl reads it: `yes` is true, 010 is 8, a date is a string. */
export function plainValue(text: string): unknown {
  if (text.length <= LONGEST_WORD && WORD_VALUES.has(text)) {
    return WORD_VALUES.get(text);
  }
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  if (isNumeric) {
    return plainNumber(text) ?? text;
  }
  return text === '' ? null : text;
}

function plainNumber(text: string): number | undefined {
  const digits = ODD_UNDERSCORE.test(text) ? text : text.replaceAll('_', '');
  const integer = PLAIN_INTEGER.exec(digits.replace(/^[-+]/, ''));
  if (integer) {
    const [, binary, octal, decimal, hexadecimal] = integer;
    const size = decimal ? Number(decimal) : parseInt(binary ?? octal ?? hexadecimal, binary ? 2 : octal ? 8 : 16);
    // A sum with 0, so that -0 is 0.
    return size < MOST || decimal ? (digits.startsWith('-') ? -size : size) + 0 : undefined;
  }
  const float = FLOAT.test(digits) ? Number(digits) : NaN;
  return Number.isFinite(float) ? float : undefined;
}
