import { ProgressStream, progress } from '../../lib/synthesis/_progress';

const CI = process.env.CI;
beforeEach(() => delete process.env.CI);
afterEach(() => {
  delete process.env.CI;
  Object.assign(process.env, CI === undefined ? {} : { CI });
});

/** The texts that a run writes whose steps take this time. */
function written(stream: Partial<ProgressStream>, total: number, milliseconds: number): string[] {
  const texts: string[] = [];
  let time = 1000;
  const { step, end } = progress(total, 'charts', { ...stream, write: (text) => texts.push(text) }, () => time);
  for (let i = 0; i < total; i++) {
    time += milliseconds;
    step();
  }
  end();
  end();
  return texts;
}

test('a long run shows one line that is rewritten, and cleared at the end', () => {
  expect(written({ isTTY: true, columns: 80 }, 2000, 5)).toHaveLength(82);
  expect(written({ isTTY: true, columns: 80 }, 1250, 2)).toEqual([
    '\r\u001b[Kcdk8s-antrea-multicast: 1,000 of 1,250 charts',
    '\r\u001b[Kcdk8s-antrea-multicast: 1,050 of 1,250 charts',
    '\r\u001b[Kcdk8s-antrea-multicast: 1,100 of 1,250 charts',
    '\r\u001b[Kcdk8s-antrea-multicast: 1,150 of 1,250 charts',
    '\r\u001b[Kcdk8s-antrea-multicast: 1,200 of 1,250 charts',
    '\r\u001b[Kcdk8s-antrea-multicast: 1,250 of 1,250 charts',
    '\r\u001b[K',
  ]);
});

test('a line is not longer than the terminal', () => {
  expect(written({ isTTY: true, columns: 30 }, 2, 2000)[0]).toBe('\r\u001b[Kcdk8s-antrea-multicast: 1 of ');
});

test.each([0, undefined])('a terminal whose width is %s has no limit', (columns) => {
  expect(written({ isTTY: true, columns }, 2, 2000)[0]).toBe('\r\u001b[Kcdk8s-antrea-multicast: 1 of 2 charts');
});

test('a short run shows nothing', () => {
  expect(written({ isTTY: true }, 100, 19)).toEqual([]);
});

test.each([false, undefined])('a stream whose isTTY is %s gets nothing', (isTTY) => {
  expect(written({ isTTY }, 100, 1000)).toEqual([]);
});

test('nothing is shown in CI', () => {
  process.env.CI = 'true';
  expect(written({ isTTY: true }, 100, 1000)).toEqual([]);
});
