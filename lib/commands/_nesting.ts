/** No manifest comes near; a parser that follows much deeper runs out of stack, some of them with the whole process. */
const MOST_BRACKETS = 200;
const MOST_INDENTATION = 400;

/** Whether a text is nested so deep that it is not handed to a parser: by brackets, or by indentation and dashes. */
export function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') {
      depth++;
      if (depth > MOST_BRACKETS) {
        return true;
      }
    } else if (character === ']' || character === '}') {
      depth--;
    } else if (character === '\n' && depth < 0) {
      depth = 0;
    }
  }
  return text
    .split('\n')
    .some((line) => line.search(/[^ \-?]/) > MOST_INDENTATION || /^[ \-?]{400,}$/.test(line.trimEnd()));
}
