import * as cdk8s from 'cdk8s';
import fc from 'fast-check';
import { App } from '../../lib';
import { size } from '../_size';
import { PLAN, synthesize } from './_trees';

jest.setTimeout(600_000);

const RUNS = Number(process.env.FAST_CHECK_RUNS ?? size(400, 20_000));

test('generated trees: the files, the order and the errors are those of cdk8s', () => {
  const counts = { files: 0, errors: 0, lost: 0 };
  fc.assert(
    fc.property(PLAN, (plan) => {
      const stock = synthesize(cdk8s.App, plan);
      const own = synthesize(App, plan);
      if (typeof own === 'string' && own.includes('would overwrite')) {
        // cdk8s loses a file. What it writes is checked in a test of its own.
        expect(typeof stock).toBe('object');
        counts.lost++;
        return;
      }
      expect(own).toEqual(stock);
      counts[typeof own === 'string' ? 'errors' : 'files']++;
    }),
    { numRuns: RUNS, seed: Number(process.env.FAST_CHECK_SEED ?? 1) },
  );
  expect(counts.files).toBeGreaterThan(RUNS / 3);
  expect(counts.errors).toBeGreaterThan(RUNS / 100);
});
