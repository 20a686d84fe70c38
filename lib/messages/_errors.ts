import { join } from 'path';
import { withoutTokens } from './_secret-texts';
import { jsonWithoutSecrets } from './_secret-values';

const LIBRARY = join(__dirname, '..');

/**
 * A value that cannot work. The message is one sentence for the user; the stack starts at the user's own line.
 */
export class InvalidInput extends Error {
  /**
   * @param message the sentence
   * @param ruleId the rule that reports the same of an object, where there is one
   */
  public constructor(
    message: string,
    public readonly ruleId?: string,
  ) {
    super(shown(message));
    this.name = 'InvalidInput';
    if (!keepsStack()) {
      this.stack = this.stack
        ?.split('\n')
        .filter((line) => !line.includes(LIBRARY))
        .join('\n');
    }
  }
}

/** Whether stacks keep the lines of this library, and commands print them: for those who work on it. */
export function keepsStack(): boolean {
  return !['', '0', undefined].includes(process.env.CDK8S_ANTREA_MULTICAST_STACK);
}

/** A sentence of ours, safe to print whatever values it quotes. */
export function shown(sentence: string): string {
  return printable(withoutTokens(sentence));
}

/**
 * The value as it stands in a message: strings in double quotes, so that blanks show. Secrets, what stands under the
 * name of one, and texts of several lines (certificates, configurations) are not shown.
 */
export function quote(value: unknown): string {
  return quoteMember('', value);
}

/** The value as a message shows it, under the name that it has in its object. */
export function quoteMember(name: string, value: unknown): string {
  try {
    return printable(typeof value === 'number' ? String(value) : (jsonWithoutSecrets(value, name) ?? String(value)));
  } catch {
    const type: unknown = (value as { constructor?: { name?: unknown } }).constructor?.name;
    return `an object of type ${typeof type === 'string' ? printable(type) : 'Object'}`;
  }
}

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
