import { InvalidInput, quote } from '../messages/_errors';
import { isTree } from './_trees';
import { describe, requireFixed } from './_values';

// Control characters, and halves of a surrogate pair, which UTF-8 cannot encode.
const UNREADABLE = /[\p{Cc}\p{Cs}]/u;
// Also line separators, direction marks and the byte order mark.
const UNSEEN_IN_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/u;

/** Returns the text. Throws if it is empty, too long, or not one line of visible characters. */
export function requireLine(subject: string, text: string, most = 253): string {
  requireLength(subject, text, most);
  if (text.trim() === '') {
    throw new InvalidInput(`${subject} is empty: write one line of 1 to ${most} characters.`);
  }
  requireNone(subject, UNSEEN_IN_LINE, text, 'write one line of visible characters');
  return text;
}

/** Returns the text, of one or more lines. Throws if it is too long or has control characters. */
export function requireText(subject: string, text: string, most: number): string {
  requireLength(subject, text, most);
  // U+0085 is a line break too: the check at synth reports it.
  requireNone(subject, UNREADABLE, text.replace(/[\t\u0085]|\r?\n/g, ''), 'leave it out');
  return text;
}

// No error shows the text: it may be a secret.

function requireLength(subject: string, text: string, most: number): void {
  if (typeof text !== 'string') {
    throw new InvalidInput(`${subject} is ${describe(text)}: write a string.`);
  }
  if (text.length > most) {
    throw new InvalidInput(`${subject} has ${text.length} characters: write at most ${most}.`);
  }
}

function requireNone(subject: string, characters: RegExp, text: string, way: string): void {
  const [found] = characters.exec(text) ?? [];
  if (found !== undefined) {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new InvalidInput(`${subject} contains the character U+${code}: ${way}.`);
  }
}

const DEEPEST = 100;

/** Number of characters. Kubernetes stores objects of at most about 1.5 MB. */
const LONGEST_TEXT = 2 ** 18;

/** Throws if a value of any shape contains, at any depth, something that YAML cannot hold or that no reader sees. */
export function requireReadable(subject: string, value: unknown, parents: unknown[] = []): void {
  if (typeof value === 'string') {
    requireText(subject, value, LONGEST_TEXT);
  }
  requireFixed(subject, value);
  if (Array.isArray(value)) {
    requireNoGaps(subject, value);
  } else if (!isTree(value)) {
    return;
  }
  if (parents.includes(value) || parents.length > DEEPEST) {
    throw new InvalidInput(
      `${subject} ${parents.includes(value) ? 'contains itself' : `is more than ${DEEPEST} levels deep`}: give a value without cycles and with fewer levels.`,
    );
  }
  for (const [name, member] of Object.entries(value)) {
    requireText(`${subject}: a name`, name, LONGEST_TEXT);
    requireReadable(`${subject}: ${quote(name)}`, member, [...parents, value]);
  }
}

function requireNoGaps(subject: string, list: unknown[]): void {
  if (Object.keys(list).length !== list.length) {
    throw new InvalidInput(`${subject} is a list with empty places or named members: give a list of values.`);
  }
}
