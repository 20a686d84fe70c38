import { IConstruct } from 'constructs';
import { isAcknowledged, reasonIn } from './_acknowledgements';
import { InvalidInput } from './_errors';
import { Verdict, sentenceOf } from './_verdict';
import { FindingLevel } from './finding-level';

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
