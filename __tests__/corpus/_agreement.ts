import { Case, Expected } from './_case';
import { Seen } from './_doors';

/** Nearly every case with multicast on has this note; `rules/known-bugs.test.ts` tests it. */
const USUAL = 'note TAM074';

/** Returns a message for each difference between the findings of lint and the expected ones. */
export function disagreementsOfLint(one: Case, lint: Seen): string[] {
  return unlike(
    one.expected,
    [...lint.texts.keys()].filter((verdict) => verdict !== USUAL),
  );
}

/** Returns a message for each difference of an entry point from the expected verdicts, or from the texts of lint. */
export function disagreementsAtSynth(one: Case, door: Seen, lint: Seen): string[] {
  // Notes are not shown at synth.
  const expected = one.expected.filter((verdict) => !verdict.startsWith('note '));
  const said = [...door.texts.keys()];
  const ofVerdicts = door.hasThrown ? wrongThrow(one, expected, said) : unlike(expected, said);
  return [...ofVerdicts, ...otherWords(one, door, lint)];
}

function unlike(expected: Expected[], said: string[]): string[] {
  const [wanted, found] = [new Set<string>(expected), new Set(said)];
  return [
    ...[...wanted].filter((verdict) => !found.has(verdict)).map((verdict) => `it lacks "${verdict}"`),
    ...[...found].filter((verdict) => !wanted.has(verdict)).map((verdict) => `it has "${verdict}" besides`),
  ];
}

/** A construct throws at the first error, so that must be one of the expected errors. */
function wrongThrow(one: Case, expected: Expected[], [thrown]: string[]): string[] {
  const errors: string[] = expected.filter((verdict) => verdict.startsWith('error '));
  const asked = one.constructsAsk ? ['error TAM037'] : [];
  return [...errors, ...asked].includes(thrown) ? [] : [`it throws "${thrown}", and expected are: ${errors.join()}`];
}

/**
 * The text of a verdict must contain the text of lint, each finding once. A construct that threw has the text of only one
 * finding.
 */
function otherWords(one: Case, door: Seen, lint: Seen): string[] {
  if (one.otherWords !== undefined) {
    return [];
  }
  return [...door.texts].flatMap(([verdict, texts]) => {
    const messages = lint.texts.get(one.constructsAsk && door.hasThrown ? 'warning TAM037' : verdict) ?? [];
    const said = messages.filter((message) => texts.some((text) => text.includes(message)));
    const isSame = door.hasThrown
      ? said.length > 0
      : said.length === messages.length && texts.length === messages.length;
    return isSame || messages.length === 0
      ? []
      : [`"${verdict}" has other words than lint: ${JSON.stringify({ texts, messages })}`];
  });
}
