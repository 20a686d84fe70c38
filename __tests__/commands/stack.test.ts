import { run } from './_run';

const STACK = 'CDK8S_ANTREA_MULTICAST_STACK';
afterEach(() => delete process.env[STACK]);

test('invalid input prints a message, and the stack only if the variable is set', async () => {
  const args = ['lint', '--tkr', 'abc', 'f'];
  const { err } = await run(args);
  expect(err.split('\n')).toHaveLength(2);
  process.env[STACK] = '1';
  const { code, err: whole } = await run(args);
  expect(code).toBe(2);
  expect(whole).toContain(err.trimEnd());
  expect(whole).toMatch(/\n {4}at .*lib[/\\]platform[/\\]/);
});
