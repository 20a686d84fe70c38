import { HIDDEN, hide } from '../messages/_secret-texts';
import { AdoptedApp, ConstructCode, SourceComment } from './_adopted-app';

const BEGIN_OF_KEY = /-----BEGIN [A-Z\d ]*-----/;
const END_OF_KEY = /-----END [A-Z\d ]*-----/;
/** A line inside a key: base64, or a header such as `Proc-Type: 4,ENCRYPTED`. */
const LINE_OF_KEY = /^(?:[\w+/=]*|[A-Z][\w-]*: \S+)$/;

/** The app without secrets in the texts that become comments or reasons, however many secrets there are. */
export function withCleanTexts(app: AdoptedApp): AdoptedApp {
  const values = app.secrets.map(({ value }) => value);
  const clean = cleanerOf(atLeast(SHORTEST_IN_OUTPUT, values));
  const cleanQuoted = quotedCleanerOf(values);
  const cleaned = (construct: ConstructCode): ConstructCode => ({
    ...construct,
    source: { ...construct.source, comments: withoutKeys(construct.source.comments, cleanQuoted) },
    acknowledged: construct.acknowledged.map((one) => ({ ...one, reason: clean(one.reason) })),
    notes: construct.notes.map(clean),
  });
  return { ...app, units: app.units.map((unit) => ({ ...unit, constructs: unit.constructs.map(cleaned) })) };
}

/** A shorter secret is in other texts by chance. */
const SHORTEST_IN_OUTPUT = 8;
/** A text of the user or of the app may quote a shorter one. */
const SHORTEST_QUOTED = 3;

/** Hides the secrets in all output from now on. */
export function hideSecrets(values: Iterable<string>): void {
  atLeast(SHORTEST_IN_OUTPUT, values).forEach((value) => hide(value));
}

/** Returns a function that takes these secrets out of a text that may quote them, however many they are. */
export function quotedCleanerOf(values: Iterable<string>): (text: string) => string {
  return cleanerOf(atLeast(SHORTEST_QUOTED, values));
}

function cleanerOf(values: string[]): (text: string) => string {
  // A longer secret may contain a shorter one.
  const sorted = [...values].sort((one, other) => other.length - one.length);
  return (text) =>
    sorted.reduce((shown, value) => (shown.includes(value) ? shown.replaceAll(value, HIDDEN) : shown), text);
}

function atLeast(length: number, values: Iterable<string>): string[] {
  return [...new Set(values)].filter((value) => value.trim().length >= length);
}

/** The comments without secrets. A key whose lines are comments is one hidden comment. */
function withoutKeys(comments: SourceComment[], clean: (text: string) => string): SourceComment[] {
  const kept: SourceComment[] = [];
  let isInKey = false;
  for (const { path, text } of comments) {
    if (isInKey && (LINE_OF_KEY.test(text) || END_OF_KEY.test(text))) {
      isInKey = !END_OF_KEY.test(text);
      continue;
    }
    isInKey = BEGIN_OF_KEY.test(text) && !END_OF_KEY.test(text);
    kept.push({ path, text: isInKey ? text.replace(/-----BEGIN .*$/, HIDDEN) : clean(text) });
  }
  return kept;
}
