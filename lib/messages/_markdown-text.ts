/** Number of characters of the longest value that a report shows. */
const LONGEST = 300;

/** Returns the text, cut if it is long. */
export function shortened(text: string): string {
  // Half of a surrogate pair is not a character.
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * Returns the text of one line as code, which GitHub shows as it is: without links, HTML, mentions and references to issues.
 */
export function codeSpan(text: string): string {
  const inside = text === '' ? ' ' : shortened(text);
  const longest = Math.max(0, ...(inside.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[ `]|[ `]$/.test(inside) && inside.trim() !== '' ? ' ' : '';
  return `${fence}${pad}${inside}${pad}${fence}`;
}

/** Does the same for a cell of a table, which `|` would end. */
export function codeCell(text: string): string {
  return codeSpan(text).replace(/(\\*)\|/g, '$1$1\\|');
}

/** Returns the text as that of an HTML element. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => `&#${sign.codePointAt(0)};`);
}

/** A quoted value, a command in quotes, a word, blanks, or a single quote sign. */
const TOKENS = /("(?:[^"\\]|\\.)*"|'[^']*')|([^\s"']+)|(\s+)|["']/g;
const WORDS_ONLY = /^\(?[A-Za-z]+(?:-[A-Za-z]+)*[),.:;]*$/;
const LONGEST_SENTENCE = 1500;

/** Returns a sentence of this library as Markdown. Whatever is not a word of letters, such as the values in it, is code. */
export function proseText(sentence: string): string {
  let text = '';
  for (const [token, quoted, word, blank] of sentence.slice(0, LONGEST_SENTENCE).matchAll(TOKENS)) {
    const [, inside, end] = /^(.*?)([),.:;]*)$/s.exec(word ?? '') as RegExpExecArray;
    const isCode = quoted !== undefined || (word !== undefined && !WORDS_ONLY.test(word) && inside !== '');
    const code = quoted ?? inside;
    const next = blank !== undefined ? ' ' : isCode ? codeSpan(code) : token;
    // Two fences without a blank between them would be one.
    text += `${text.endsWith('`') && next.startsWith('`') ? ' ' : ''}${next}${isCode && quoted === undefined ? end : ''}`;
  }
  return text.trim();
}
