import { MulticastValidation, MulticastValidationProperties, Violation } from '../../lib/validation/plugin';
import { sentence } from '../_build';
import { mentions } from '../_mentions';
import { useRuleOfTests } from './_run';
import { ACKNOWLEDGE } from '../../lib/messages/_construct-notes';

let undo: () => void;
beforeEach(() => {
  undo = useRuleOfTests();
});
afterEach(() => undo());

type Submission = [status: string, metadata?: object];

async function validate(files: { [file: string]: unknown[] }, properties?: MulticastValidationProperties) {
  const violations: Violation[] = [];
  const submissions: Submission[] = [];
  await new MulticastValidation(properties).validate({
    manifests: Object.keys(files),
    parseManifest: (file) => files[file],
    report: {
      addViolation: (violation) => violations.push(violation),
      submit: (...submission) => submissions.push(submission),
    },
  });
  expect(submissions).toHaveLength(1);
  return { violations, status: submissions[0][0], metadata: submissions[0][1] };
}

function thing(name: string, level: string, message: string, annotations = {}): object {
  const metadata = { name, namespace: 'ns', annotations };
  return { kind: 'Thing', apiVersion: 'v1', metadata, spec: { say: [{ level, message }] } };
}

test('one violation for each rule in all files, without null documents', async () => {
  const files = {
    'a.yaml': [null, thing('x', 'error', 'is wrong'), undefined],
    'b.yaml': [{ kind: 'List', items: [thing('y', 'note', 'is so')] }],
  };
  expect(await validate(files)).toEqual({
    status: 'failure',
    metadata: { Acknowledged: '0' },
    violations: [
      {
        ruleName: 'TEST1: A thing says something',
        recommendation: 'It is a test.',
        fix: 'Say nothing.',
        violatingResources: [
          { resourceName: 'Thing ns/x', locations: ['error: is wrong'], manifestPath: 'a.yaml' },
          { resourceName: 'Thing ns/y', locations: ['note: is so'], manifestPath: 'b.yaml' },
        ],
      },
    ],
  });
});

test.each([
  [{}, 'success'],
  [{ strict: true }, 'failure'],
])('a warning with %j: %s', async (properties, status) => {
  const found = await validate({ a: [thing('x', 'warning', 'is odd')] }, properties);
  expect(found).toMatchObject({ status, violations: [{ violatingResources: [{ locations: ['warning: is odd'] }] }] });
});

test('the findings of a rule on one object are together, in the order of the objects', async () => {
  const say = [
    { level: 'error', message: 'is wrong' },
    { level: 'note', message: 'is so' },
  ];
  const two = { ...thing('x', 'error', ''), spec: { say } };
  const { violations } = await validate({ 'a.yaml': [thing('y', 'error', 'is bad'), two, thing('x', 'note', 'is x')] });
  expect(violations.map(({ violatingResources }) => violatingResources)).toEqual([
    [
      { resourceName: 'Thing ns/y', locations: ['error: is bad'], manifestPath: 'a.yaml' },
      { resourceName: 'Thing ns/x', locations: ['error: is wrong', 'note: is so'], manifestPath: 'a.yaml' },
      { resourceName: 'Thing ns/x', locations: ['note: is x'], manifestPath: 'a.yaml' },
    ],
  ]);
});

test('acknowledged findings are counted and not listed', async () => {
  const known = thing('x', 'error', 'is wrong', { [`${ACKNOWLEDGE}${'TEST1'}`]: 'we know' });
  expect(await validate({ a: [known] })).toEqual({
    status: 'success',
    metadata: { Acknowledged: '1' },
    violations: [],
  });
});

test('a document that is not an object fails', async () => {
  const { status, violations } = await validate({ a: ['text'] });
  expect([status, violations[0].violatingResources[0].locations]).toEqual([
    'failure',
    [mentions('object 1', 'a string')],
  ]);
});

test.each<[any, string]>([
  [{ tkr: 1.25 }, mentions('release', '1.25', 'TAM037')],
  [{ vsphere: '9' }, mentions('vSphere version', '"9"')],
  [{ antreaVersion: 'x' }, mentions('antreaVersion', '"x"')],
  [{ strict: 'yes' }, mentions('MulticastValidation', 'strict', '"yes"')],
  [{ trk: 'v1.25' }, mentions('MulticastValidation', '"trk"', '"tkr"')],
])('properties %j are refused', (properties, expected) => {
  expect(sentence(() => new MulticastValidation(properties))).toEqual(expected);
});
