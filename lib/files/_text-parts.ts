/** A part of the text of a file, which contains whole documents. */
export interface TextPart {
  readonly text: string;
  /** The line of its beginning. The first line of the file is 1. */
  readonly line: number;
}

/** Parts that can affect a later document, or that end a line or a document only for some parsers. */
const NOT_TO_BE_SPLIT = /\r(?!\n)|\uFEFF|^(?:%|\.\.\.)/m;

/** A line that begins a document. No text of YAML can contain such a line, not even a block scalar. */
const BEGIN = /\n(?=---(?:[ \t\r\n]|$))/g;

/** Returns the parts of a text in order. Each contains at most one document, if the text can be split. */
export function* partsOf(text: string): Generator<TextPart> {
  if (NOT_TO_BE_SPLIT.test(text)) {
    yield { text, line: 1 };
    return;
  }
  let start = 0;
  let line = 1;
  for (const { index } of text.matchAll(BEGIN)) {
    const part = text.slice(start, index + 1);
    yield { text: part, line };
    start = index + 1;
    line += lineEndsIn(part, part.length);
  }
  yield { text: text.slice(start), line };
}

/** Returns the line of an offset in the part. */
export function lineIn({ text, line }: TextPart, offset: number): number {
  return line + lineEndsIn(text, offset);
}

/** Counts the line ends before the offset. */
function lineEndsIn(text: string, offset: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    count++;
  }
  return count;
}
