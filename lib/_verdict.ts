import { FindingLevel } from './finding-level';

/**
 * A judgement about a value, by the facts. A construct throws it at the line of the user; a rule reports it of any object.
 */
export interface Verdict {
  /** Id of the rule that reports it. */
  readonly id: string;
  readonly level: FindingLevel;
  /** What is wrong with which value, in one sentence. */
  readonly message: string;
  /** The way out, in a sentence. */
  readonly fix: string;
  readonly source: string;
}

/** A verdict as a construct throws it. The rule that reports it has the same message and the same way out. */
export function sentenceOf(subject: string, { message, fix, source, id }: Verdict): string {
  return `${subject}: ${message} ${fix} (${source}; ${id} in docs/rules.md)`;
}
