import { IConstruct } from 'constructs';
import { isAcknowledged, reasonIn } from './_construct-notes';
import { InvalidInput } from './_errors';
import { FindingLevel } from './finding';

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

/** The construct that is judged, its name in messages, and the annotations that its object will have. */
export interface Judged {
  readonly about: IConstruct;
  readonly subject: string;
  readonly annotations?: { readonly [name: string]: string };
}

/**
 * Throws the first verdict that is an error and not acknowledged. The others are not reported here: at synth the rules
 * come to the same verdicts, about the object as it is then.
 */
export function refuse({ about, subject, annotations }: Judged, verdicts: (Verdict | undefined)[]): void {
  const found = verdicts.find(
    (one) => one?.level === FindingLevel.ERROR && !reasonIn(annotations, one.id) && !isAcknowledged(about, one.id),
  );
  if (found) {
    throw new InvalidInput(sentenceOf(subject, found), found.id);
  }
}
