import { disagreementsAtSynth, disagreementsOfLint } from './_agreement';
import { Case } from './_case';
import { CASES } from './_cases';
import { throughConstructs, throughLint, throughRawObjects, writtenByConstructs } from './_doors';
import { objectsOf } from './_manifests';

const named = (cases: Case[]): [string, Case][] => cases.map((one) => [one.name, one]);
const hasError = ({ expected }: Case) => expected.some((verdict) => verdict.startsWith('error '));

const BY_CONSTRUCTS = CASES.filter(({ notByConstructs }) => notByConstructs === undefined);
// Only the constructs and lint accept the version of Antrea, or the release of a cluster that the app does not define.
const RAW = CASES.filter(({ antreaVersion, isElsewhere }) => antreaVersion === undefined && !isElsewhere);
const WRITTEN = BY_CONSTRUCTS.filter((one) => !hasError(one) && !one.constructsAsk);

test('there are enough cases, and all are different', () => {
  const facts = CASES.map((one) => JSON.stringify({ ...one, name: undefined, expected: undefined }));
  expect(CASES.length).toBeGreaterThanOrEqual(200);
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  expect(new Set(facts).size).toBe(CASES.length);
});

test.each(named(CASES))('lint: %s', (_, one) => {
  expect(disagreementsOfLint(one, throughLint(one))).toEqual([]);
});

test.each(named(RAW))('raw objects: %s', (_, one) => {
  expect(disagreementsAtSynth(one, throughRawObjects(one), throughLint(one))).toEqual([]);
});

test.each(named(BY_CONSTRUCTS))('constructs: %s', (_, one) => {
  expect(disagreementsAtSynth(one, throughConstructs(one), throughLint(one))).toEqual([]);
});

test.each(named(WRITTEN))('the YAML that the constructs write: %s', (_, one) => {
  expect(writtenByConstructs(one)).toEqual(expect.arrayContaining(objectsOf(one)));
});
