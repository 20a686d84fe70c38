// An emoji may hold what is invisible elsewhere: a variation selector, and joiners between its parts.
const PART = '\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?';
const EMOJI = `${PART}(?:\\u200D${PART})*`;
/** Control and format characters, line and paragraph separators, halves of a character, and all that has no glyph. */
const UNSEEN = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]';
const EMOJI_OR_UNSEEN = new RegExp(`(?<emoji>${EMOJI})|${UNSEEN}`, 'gu');

/**
 * The text in one line, in which all that a terminal obeys or that no reader sees is written as `\uXXXX`: it moves no
 * cursor, begins no line and changes the direction of nothing. Letters of any script, and emoji, stay as they are.
 */
export function printable(text: string): string {
  return text.replace(EMOJI_OR_UNSEEN, (found, emoji?: string) => emoji ?? escaped(found));
}

/** The same for a text of several lines, which stay lines. The text of a JSON document stays one of equal content. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
