import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { App } from 'cdk8s';
import { Runbook } from '../../lib';
import { LEGAL, namesAt } from './_hostile-names';
import { PLACES } from './_places';
import { Calls, Outcome, blocksOf, isExpected, runBlocks, sorted } from './_stubs';

const ROOT = mkdtempSync(join(tmpdir(), 'hostile-'));
const MARKER = 'zz0marker0zz';

/** The result of one name. */
interface Written {
  readonly place: string;
  readonly name: string;
  readonly meant: string;
  readonly text: string;
}

let cases = 0;

/** Writes the runbook with the name at its place, deep in a separate folder. */
function write(place: string, name: string): Written {
  const { make, app: props, meant } = PLACES[place];
  const outdir = join(ROOT, 'a', 'b', String(cases++), 'dist');
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, ...props?.(name) });
  make(app, name);
  app.synth();
  const [file] = Runbook.write(app);
  return { place, name, meant: meant?.(name, app) ?? name, text: readFileSync(join(outdir, file), 'utf8') };
}

const written: Written[] = [];
const refused: { readonly place: string; readonly name: string; readonly error: Error }[] = [];
const marked = new Map<string, Written>();
let outcome: Outcome;

beforeAll(() => {
  Object.entries(PLACES).forEach(([place, { isLate, isTaken = () => true }], i) => {
    for (const name of namesAt(i, isLate).filter(isTaken)) {
      try {
        written.push(write(place, name));
      } catch (error) {
        refused.push({ place, name, error: error as Error });
      }
    }
    if (written.some((one) => one.place === place)) {
      marked.set(place, write(place, MARKER));
    }
  });
  outcome = runBlocks([...written, ...marked.values()].flatMap(({ text }) => blocksOf(text)));
}, 120_000);

afterAll(() => rmSync(ROOT, { recursive: true }));

test('more than a thousand hostile names are tried, each once', () => {
  const tried = [...written, ...refused].filter(({ name }) => !LEGAL.includes(name));
  expect(tried.length).toBeGreaterThan(1000);
  expect(new Set(tried.map(({ place, name }) => `${place}: ${name}`)).size).toBe(tried.length);
});

test('a refused name throws one message', () => {
  // The list of cdk8s contains messages of this library, after a first line of its own.
  const isSentence = ({ error: { name, message } }: (typeof refused)[number]) =>
    name === 'InvalidInput'
      ? /^[^\n]+[.)]$/.test(message)
      : /^Validation failed [^\n]*:(\n {2}\[[^\n]+[.)])+$/.test(message);
  expect(refused.filter((one) => !isSentence(one))).toEqual([]);
  expect(refused.length).toBeGreaterThan(800);
});

test('an accepted name is in the runbook', () => {
  const places = Object.keys(PLACES).filter((place) => !/^(release|antreaVersion)/.test(place));
  const isWritten = (place: string, legal: string) =>
    written.some((one) => one.place === place && one.name === legal) ||
    (place === 'interfaceName' && legal.length > 15);
  expect(places.filter((place) => !LEGAL.every((legal) => isWritten(place, legal)))).toEqual([]);
  expect(written.filter(({ name }) => !LEGAL.includes(name)).length).toBeGreaterThan(40);
});

test('the commands run only the programs of a runbook', () => {
  const calls = [...outcome.calls.values()].flat();
  expect(calls.length).toBeGreaterThan(500);
  expect(calls.filter((call) => !isExpected(call))).toEqual([]);
  expect(outcome.stderr).toBe('');
  expect(outcome.left).toEqual([]);
});

test('each argument is the unmodified name', () => {
  const callsOf = ({ text }: Written): Calls[] => blocksOf(text).map((block) => outcome.calls.get(block) as Calls);
  const wrong = written.flatMap((one) => {
    const like = marked.get(one.place) as Written;
    const expected = callsOf(like).map((calls) =>
      sorted(calls.map((call) => call.map((word) => word.replaceAll(like.meant, () => one.meant)))),
    );
    return JSON.stringify(callsOf(one)) === JSON.stringify(expected) ? [] : [{ ...one, expected, is: callsOf(one) }];
  });
  expect(wrong).toEqual([]);
  const without = [...marked.values()].filter((one) => !JSON.stringify(callsOf(one)).includes(one.meant));
  expect(without.map(({ place }) => place)).toEqual(['interfaceName', 'id of a receiver']);
});

test('no file is written outside of an output folder', () => {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  expect(files.length).toBeGreaterThan(500);
  const folders = new Set(files.map(({ parentPath }) => relative(ROOT, parentPath).replace(/\d+/, 'N')));
  expect([...folders]).toEqual([join('a', 'b', 'N', 'dist')]);
});

test('no runbook has an invisible character', () => {
  const holds = written.filter(({ text }) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\n', '')));
  expect(holds.map(({ place, name }) => [place, name])).toEqual([]);
});
