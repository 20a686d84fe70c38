import { IConstruct } from 'constructs';
import { isAcknowledged, reasonIn } from './_construct-notes';
import { InvalidInput } from './_errors';
import { FindingLevel } from './finding';

/**
 * A change of a manifest that ends a finding and that only one meaning of the user allows. `lint --fix` writes it. Where
 * there is a doubt, a verdict has none.
 */
export type Edit = {
  /** The manifest that changes. By default, that of the finding. */
  readonly of?: object;
  /** The place of the change. By default, that of the finding. */
  readonly at?: readonly (string | number)[];
  /** A sentence that the user reads before the change is written. */
  readonly caution?: string;
} & (
  | {
      /** The value that is written in place of the old one, or as a new member. */
      readonly set: string | number | boolean;
    }
  | {
      /** The new name of the key. */
      readonly rename: string;
    }
  | {
      /** The value stays as it is written, but in quotes. */
      readonly isQuoted: true;
    }
  | {
      /** The manifest in front of which the document is moved, in the same file. */
      readonly before: object;
    }
);

/** A judgement about a value, based on the facts. A construct throws it; a rule reports it for any manifest. */
export interface Verdict {
  /** Id of the rule that reports it. */
  readonly id: string;
  readonly level: FindingLevel;
  /** The problem and the value, in one sentence. */
  readonly message: string;
  /** The way out, in one sentence. */
  readonly fix: string;
  readonly source: string;
  /** The member of the judged value that it is about, such as an item of a list; without it, the value itself. */
  readonly at?: readonly (string | number)[];
  /** The changes that end it, if there is only one way out. */
  readonly edits?: readonly Edit[];
}

/** Returns the message of a verdict that a construct throws. The rule reports the same message and way out. */
export function sentenceOf(subject: string, { message, fix, source, id }: Verdict): string {
  return `${subject}: ${message} ${fix} (${source}; ${id} in docs/rules.md)`;
}

/** A construct that is judged: its name in messages, and the annotations of its object. */
export interface Judged {
  readonly about: IConstruct;
  readonly subject: string;
  readonly annotations?: { readonly [name: string]: string };
}

/**
 * Throws all verdicts that are errors and not acknowledged, as one error. It ignores warnings: at synth the rules report
 * them for the final manifest.
 */
export function refuse({ about, subject, annotations }: Judged, verdicts: (Verdict | undefined)[]): void {
  const errors = verdicts.filter(
    (one) => one?.level === FindingLevel.ERROR && !reasonIn(annotations, one.id) && !isAcknowledged(about, one.id),
  ) as Verdict[];
  if (errors.length > 0) {
    throw new InvalidInput(
      errors.map((error) => sentenceOf(subject, error)),
      errors[0].id,
    );
  }
}
