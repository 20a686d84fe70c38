import fc from 'fast-check';
import { unifiedDiff } from '../../../lib/commands/fixing/_unified-diff';
import { stepsBetween } from '../../../lib/commands/fixing/_shortest-edit';

test('the steps lead from the old lines to the new ones, and back', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (old, now) => {
      const steps = stepsBetween(old, now);
      expect(steps.flatMap((step) => (step.old === undefined ? [] : [old[step.old]]))).toEqual(old);
      expect(steps.flatMap((step) => (step.new === undefined ? [] : [now[step.new]]))).toEqual(now);
      const kept = steps.filter((step) => step.old !== undefined && step.new !== undefined);
      expect(kept.every((step) => old[step.old as number] === now[step.new as number])).toBe(true);
    }),
  );
});

test('the steps are the shortest', () => {
  const changes = (old: string, now: string) =>
    stepsBetween([...old], [...now]).filter((step) => step.old === undefined || step.new === undefined).length;
  expect(['', 'abc', 'abcabba'].map((text) => changes(text, text))).toEqual([0, 0, 0]);
  expect(changes('abcabba', 'cbabac')).toBe(5);
  expect(changes('abc', '')).toBe(3);
});

test('texts with very many changes count as wholly different, in a short time', () => {
  const [old, now] = ['o', 'n'].map((side) => Array.from({ length: 20_000 }, (_, i) => `${side}${i}`));
  const start = process.cpuUsage().user;
  expect(stepsBetween(old, now)).toHaveLength(40_000);
  expect((process.cpuUsage().user - start) / 1000).toBeLessThan(5000);
});

test('the form is that of a unified diff', () => {
  const before = Array.from({ length: 12 }, (_, i) => `k${i}: ${i}`);
  const after = [...before.slice(0, 1), 'new: 1', ...before.slice(1, 11), 'k11: 12'];
  expect(unifiedDiff('a.yaml', `${before.join('\n')}\n`, after.join('\n'))).toMatchInlineSnapshot(`
    "--- a.yaml
    +++ a.yaml
    @@ -1,4 +1,5 @@
     k0: 0
    +new: 1
     k1: 1
     k2: 2
     k3: 3
    @@ -9,4 +10,4 @@
     k8: 8
     k9: 9
     k10: 10
    -k11: 11
    +k11: 12
    \\ No newline at end of file
    "
  `);
});
