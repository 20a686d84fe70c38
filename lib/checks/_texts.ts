import { InvalidInput, quote } from '../messages/_errors';
import { isTree } from './_trees';
import { describe, requireFixed } from './_values';

// Control characters, and halves of a character, which UTF-8 cannot hold.
const UNREADABLE = /[\p{Cc}\p{Cs}]/u;
// Separators of lines, marks of direction and the mark of byte order too.
const UNSEEN_IN_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/u;

/** Returns the text when it is one line that readers see, of at most so many characters. */
export function requireLine(subject: string, text: string, most = 253): string {
  requireLength(subject, text, most);
  if (text.trim() === '') {
    throw new InvalidInput(`${subject} is empty: write one line of 1 to ${most} characters.`);
  }
  requireNone(subject, UNSEEN_IN_LINE, text, 'write one line of characters that can be seen');
  return text;
}

/** Returns the text when it can be written and read; it may have several lines. */
export function requireText(subject: string, text: string, most: number): string {
  requireLength(subject, text, most);
  // U+0085 breaks lines too, which is judged at synth.
  requireNone(subject, UNREADABLE, text.replace(/[\t\u0085]|\r?\n/g, ''), 'leave it out');
  return text;
}

// The text itself is never shown: it may be a secret.

function requireLength(subject: string, text: string, most: number): void {
  if (typeof text !== 'string') {
    throw new InvalidInput(`${subject} is ${describe(text)}: write a text.`);
  }
  if (text.length > most) {
    throw new InvalidInput(`${subject} has ${text.length} characters: write at most ${most}.`);
  }
}

function requireNone(subject: string, characters: RegExp, text: string, way: string): void {
  const [found] = characters.exec(text) ?? [];
  if (found !== undefined) {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new InvalidInput(`${subject} holds the character U+${code}: ${way}.`);
  }
}

const DEEPEST = 100;

/** An object of Kubernetes has at most about 1.5 MB, and each of its texts less. */
const LONGEST_TEXT = 2 ** 18;

/** Throws where a value of any shape cannot be written, or holds what no reader sees, at any depth. */
export function requireReadable(subject: string, value: unknown, around: unknown[] = []): void {
  if (typeof value === 'string') {
    requireText(subject, value, LONGEST_TEXT);
  }
  requireFixed(subject, value);
  if (Array.isArray(value)) {
    requireNoGaps(subject, value);
  } else if (!isTree(value)) {
    return;
  }
  if (around.includes(value) || around.length > DEEPEST) {
    throw new InvalidInput(
      `${subject} ${around.includes(value) ? 'holds itself' : `is more than ${DEEPEST} levels deep`}: give a value that ends.`,
    );
  }
  for (const [name, member] of Object.entries(value)) {
    requireText(`${subject}: a name`, name, LONGEST_TEXT);
    requireReadable(`${subject}: ${quote(name)}`, member, [...around, value]);
  }
}

function requireNoGaps(subject: string, list: unknown[]): void {
  if (Object.keys(list).length !== list.length) {
    throw new InvalidInput(
      `${subject} is a list with empty places, or with members that have names: give a list of its values only.`,
    );
  }
}
