import { InvalidInput, quote } from './_errors';
import { requireFixed } from './_members';
import { isTree } from './_plain';
import { requireText } from './_texts';

const DEEPEST = 100;
/** An object of Kubernetes has at most about 1.5 MB, and each of its texts less. */
const LONGEST = 2 ** 18;

/** Throws where a value of any shape cannot be written, or holds what no reader sees, at any depth. */
export function requireReadable(subject: string, value: unknown, around: unknown[] = []): void {
  if (typeof value === 'string') {
    requireText(subject, value, LONGEST);
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
    requireText(`${subject}: a name`, name, LONGEST);
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
