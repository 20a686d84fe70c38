import { readFileSync } from 'node:fs';
import { Folder, refused, run, thing, useRuleOfTests } from '../_run';

let folder: Folder;
let undo: () => void;
beforeEach(() => {
  folder = new Folder();
  undo = useRuleOfTests();
  folder.write('a.yaml', thing('x', ['error', 'is wrong'], ['error', 'is wrong'], ['warning', 'is odd, see line 7']));
});
afterEach(() => {
  undo();
  folder.remove();
});

const NUMBERS = '; 1 object checked, 0 of a kind that no rule covers.\n';

test('--write-baseline writes the findings, and the run passes', async () => {
  const { code, err } = await run(['lint', 'a.yaml', '--write-baseline', 'known.json', '--strict']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(readFileSync('known.json', 'utf8')).toBe(`[
  {"ruleId":"TEST1","level":"error","object":"Thing ns/x","message":"is wrong"},
  {"ruleId":"TEST1","level":"error","object":"Thing ns/x","message":"is wrong"},
  {"ruleId":"TEST1","level":"warning","object":"Thing ns/x","message":"is odd, see line 7"}
]
`);
});

test.each([
  ['--write-baseline', ['--write-baseline', 'known.json']],
  ['--format json --output', ['--format', 'json', '--output', 'known.json']],
])('what %s writes is known, also after lines have moved', async (_, args) => {
  await run(['lint', 'a.yaml', ...args]);
  folder.write(
    'b/c.yaml',
    `# a line\n${thing('x', ['warning', 'is odd, see line 8'], ['error', 'is wrong'], ['error', 'is wrong'])}`,
  );
  expect(await run(['lint', 'b', '--baseline', 'known.json', '--strict'])).toEqual({
    code: 0,
    err: '',
    out: `0 errors, 0 warnings, 0 notes, 0 acknowledged, 3 known from the baseline${NUMBERS}`,
  });
});

test('a new finding fails, also one that is equal to a known one', async () => {
  await run(['lint', 'a.yaml', '--write-baseline', 'known.json']);
  folder.write('a.yaml', thing('x', ['error', 'is wrong'], ['error', 'is wrong'], ['error', 'is wrong']));
  const { code, out, err } = await run(['lint', 'a.yaml', '--baseline=known.json']);
  expect(code).toBe(1);
  expect(out).toContain(`1 error, 0 warnings, 0 notes, 0 acknowledged, 2 known from the baseline${NUMBERS}`);
  expect(err).toBe(
    'known.json: 1 entry is stale, TEST1 on Thing ns/x, which lint no longer finds: write the file again with --write-baseline.\n',
  );
});

test('another object, path or rule is not known', async () => {
  folder.write('a.yaml', thing('x', ['error', 'is wrong']));
  folder.write(
    'known.json',
    JSON.stringify([
      { ruleId: 'TEST1', object: 'Thing ns/y', message: 'is wrong' },
      { ruleId: 'TEST1', object: 'Thing ns/x', message: 'is wrong', path: 'spec' },
      { ruleId: 'TEST2', object: 'Thing ns/x', message: 'is wrong' },
    ]),
  );
  const { code, err } = await run(['lint', 'a.yaml', '--baseline', 'known.json']);
  expect(code).toBe(1);
  expect(err).toContain('3 entries are stale, such as TEST1 on Thing ns/y');
});

test('a baseline can be read and written in one run', async () => {
  await run(['lint', 'a.yaml', '--write-baseline', 'known.json']);
  folder.write('a.yaml', thing('x', ['error', 'is wrong']));
  expect((await run(['lint', 'a.yaml', '--baseline', 'known.json', '--write-baseline', 'known.json'])).code).toBe(0);
  expect(JSON.parse(readFileSync('known.json', 'utf8'))).toHaveLength(1);
});

test('in JSON and SARIF, known findings are marked', async () => {
  folder.write('known.json', JSON.stringify([{ ruleId: 'TEST1', object: 'Thing ns/x', message: 'is wrong' }]));
  const json = JSON.parse((await run(['lint', 'a.yaml', '--baseline', 'known.json', '--format', 'json'])).out);
  expect(json.map(({ isKnown }: any) => isKnown)).toEqual([true, undefined, undefined]);
  const sarif = JSON.parse((await run(['lint', 'a.yaml', '--baseline', 'known.json', '--format', 'sarif'])).out);
  expect(sarif.runs[0].results.map(({ baselineState, suppressions }: any) => [baselineState, suppressions])).toEqual([
    ['unchanged', [{ kind: 'external', justification: 'The baseline has it.' }]],
    ['new', []],
    ['new', []],
  ]);
});

test.each([
  ['{}', 'is an object and not a list of findings'],
  ['[', 'is not JSON'],
  ['[1]', 'entry 1 is a number and not a finding'],
  ['[{"ruleId": "TEST1", "object": "x"}]', 'entry 1 has the message undefined'],
  ['[{"ruleId": "TEST1", "object": "x", "message": "y", "path": 1}]', 'entry 1 has the path 1'],
])('a baseline %s is refused', async (text, message) => {
  folder.write('known.json', text);
  expect(await run(['lint', 'a.yaml', '--baseline', 'known.json', '--output', 'out.txt'])).toEqual(
    refused(['known.json', message]),
  );
});

test('a baseline that does not exist is refused, and one that would replace an input', async () => {
  expect(await run(['lint', 'a.yaml', '--baseline', 'known.json'])).toEqual(refused(['known.json does not exist']));
  expect(await run(['lint', 'a.yaml', '--write-baseline', 'a.yaml'])).toEqual(refused(['would replace a.yaml']));
  expect(await run(['lint', 'a.yaml', '--write-baseline', 'out', '--output', './out'])).toEqual(
    refused(['--write-baseline out would replace ./out']),
  );
});
