import { join } from 'path';
import { isPlainName, withoutTokens } from './_secret-texts';
import { jsonWithoutSecrets } from './_secret-values';

/** Lines with the folder, or with the file that `npm run build` makes of it, are of this library. */
const LIBRARY = join(__dirname, '..');

/**
 * Bad input of the user. The message is one sentence, or one line for each error of an object. The stack starts at the
 * line of the user.
 */
export class InvalidInput extends Error {
  /** The errors, one sentence each. */
  public readonly sentences: string[];

  /**
   * @param message the sentence, or one for each error of the object
   * @param ruleId id of the rule that reports the same for a manifest, if there is one
   */
  public constructor(
    message: string | string[],
    public readonly ruleId?: string,
  ) {
    const sentences = [message].flat().map(shown);
    super(sentences.join('\n'));
    this.name = 'InvalidInput';
    this.sentences = sentences;
    // Node prints the members of an error that no one catches.
    ['name', 'ruleId', 'sentences'].forEach((key) => Object.defineProperty(this, key, { enumerable: false }));
    if (!keepsStack()) {
      this.stack = this.stack
        ?.split('\n')
        .filter((line) => !line.includes(LIBRARY) && !line.includes(__filename))
        .join('\n');
    }
  }
}

/**
 * Runs independent checks of one object and returns their results. Throws one error with the sentences of all checks that
 * fail, so that the user can correct all of them at once.
 */
export function together<T extends unknown[]>(...checks: { [i in keyof T]: () => T[i] }): T {
  const errors: InvalidInput[] = [];
  const results: unknown[] = [];
  for (const check of checks) {
    try {
      results.push(check());
    } catch (error) {
      if (!(error instanceof InvalidInput)) {
        throw error;
      }
      errors.push(error);
    }
  }
  if (errors.length > 1) {
    const sentences = new Set(errors.flatMap((error) => error.sentences));
    throw new InvalidInput([...sentences], errors.find(({ ruleId }) => ruleId)?.ruleId);
  }
  if (errors.length === 1) {
    throw errors[0];
  }
  return results as T;
}

/** Whether stacks keep the lines of this library, and commands print them. It helps those who work on the library. */
export function keepsStack(): boolean {
  return !['', '0', undefined].includes(process.env.CDK8S_ANTREA_MULTICAST_STACK);
}

/** Returns a sentence that is safe to print, without control characters and tokens. */
export function shown(sentence: string): string {
  return printable(withoutTokens(sentence));
}

/**
 * Returns the value as messages show it: strings are in double quotes, so that blanks are visible. Secrets, values with
 * the name of a secret, and texts of several lines (certificates, configurations) are hidden.
 */
export function quote(value: unknown): string {
  return quoteMember('', value);
}

/** Returns the value as messages show it; the name is its name in its object. */
export function quoteMember(name: string, value: unknown): string {
  if (typeof value === 'string' && isPlainName(value)) {
    return `"${value}"`;
  }
  try {
    return printable(typeof value === 'number' ? String(value) : (jsonWithoutSecrets(value, name) ?? String(value)));
  } catch {
    const type: unknown = (value as { constructor?: { name?: unknown } }).constructor?.name;
    return `an object of type ${typeof type === 'string' ? printable(type) : 'Object'}`;
  }
}

// An emoji may contain characters that are invisible elsewhere: a variation selector, and joiners between its parts.
const PART = '\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?';

const EMOJI = `${PART}(?:\\u200D${PART})*`;

/** Control and format characters, line and paragraph separators, halves of surrogate pairs, and characters without a glyph. */
const UNSEEN = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]';

const EMOJI_OR_UNSEEN = new RegExp(`(?<emoji>${EMOJI})|${UNSEEN}`, 'gu');

/** Anything but letters and signs of ASCII, which are seen. */
const NOT_ASCII = /[^ -~]/;
const NOT_ASCII_LINES = /[^ -~\n]/;

/**
 * Returns the text as one line. Invisible characters, and those that control a terminal, become `\uXXXX`: they do not
 * move the cursor, begin a line or change the direction of the text. Letters of any script, and emoji, stay.
 */
export function printable(text: string): string {
  return NOT_ASCII.test(text)
    ? text.replace(EMOJI_OR_UNSEEN, (found, emoji?: string) => emoji ?? escaped(found))
    : text;
}

/** Does the same for each line of a text. JSON text keeps its meaning. */
export function printableLines(text: string): string {
  return NOT_ASCII_LINES.test(text) ? text.split('\n').map(printable).join('\n') : text;
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
