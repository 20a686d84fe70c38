import { Lint } from '../../lib';
import { RULES } from '../../lib/rules/_registry';
import { DOORS } from '../_struct-doors';
import { CASES } from '../corpus/_cases';
import { Seen, throughConstructs, throughLint } from '../corpus/_doors';
import { isOptionName, listed, sources, textsOf } from './_catalogue';

// What readers see, for review: a change of a message is a change of one line here, and a moved file is none.
// `npx jest __tests__/messages -u` writes it again.

const TEXTS = sources().flatMap(textsOf);
const ownTexts = TEXTS.filter(({ isSource, isRunbook }) => !isSource && !isRunbook);

describe('texts as the code has them', () => {
  test('messages', () => {
    expect(listed(ownTexts.filter((text) => !isOptionName(text)))).toMatchSnapshot();
  });

  test('names of options in messages', () => {
    expect(listed(ownTexts.filter(isOptionName))).toMatchSnapshot();
  });

  test('the runbook', () => {
    expect(listed(TEXTS.filter(({ isRunbook, isSource }) => isRunbook && !isSource))).toMatchSnapshot();
  });

  test('the sources of facts', () => {
    expect(listed(TEXTS.filter(({ isSource }) => isSource))).toMatchSnapshot();
  });
});

/** The form of a message: two of one form differ only in values. */
function formOf(line: string): string {
  return line.replace(/"[^"]*"|-?\d[\w.+-]*|\[(null)?\]|\{\}|\b(null|undefined)\b|\ban? (list|number|string)\b/g, '#');
}

/** The form of a message about a wrong value, without the option that has it. */
function formOfMistake(line: string): string {
  return formOf(line).replace(/^.* (?:is|holds?|are|has the \w+|\w+) #( is not?| is neither)?(?=[: ])/, '');
}

/** The first message of each form. */
function oneOfEach(lines: string[], form: (line: string) => string): string {
  const sorted = [...new Set(lines)].sort();
  const forms = sorted.map(form);
  return `\n${sorted.filter((_, i) => forms.indexOf(forms[i]) === i).join('\n')}\n`;
}

/** Values that an option may be given by mistake. */
const MISTAKES = [null, '', -1, 'A b', {}, [], [null]];

describe('texts as readers see them', () => {
  test('what each rule reports about its own bad example', () => {
    const lines = RULES.flatMap(({ id, fails: { objects, tkr, vsphere } }) =>
      Lint.objects(structuredClone(objects), { tkr, vsphere })
        .filter(({ ruleId }) => ruleId === id)
        .map(({ level, object, message, fix }) => `${id} ${level} ${object}: ${message}\n  fix: ${fix}`),
    );
    expect(oneOfEach(lines, (line) => line)).toMatchSnapshot();
  });

  test('what is found in the corpus', () => {
    const lines = CASES.flatMap((one) =>
      linesOf(one.notByConstructs === undefined ? throughConstructs(one) : throughLint(one)),
    );
    expect(oneOfEach(lines, formOf)).toMatchSnapshot();
  });

  test('errors about options with a wrong value', () => {
    const lines = Object.values(DOORS).flatMap((doors) =>
      doors.flatMap(({ good, hand }) =>
        Object.keys(good).flatMap((member) =>
          MISTAKES.flatMap((value) => messageOf(() => hand({ ...good, [member]: value }))),
        ),
      ),
    );
    expect(oneOfEach(lines, formOfMistake)).toMatchSnapshot();
  });
});

function linesOf({ texts }: Seen): string[] {
  return [...texts].flatMap(([verdict, found]) => found.map((text) => `${verdict}: ${text}`));
}

function messageOf(fails: () => unknown): string[] {
  try {
    fails();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
