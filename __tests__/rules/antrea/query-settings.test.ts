import { addonConfig, antreaConfig } from '../../../lib/rules/_examples';
import { mentions } from '../../_mentions';
import { testWithShared } from '../../_shared';
import { foundIn, foundInObjects, mended, of } from './_antrea-inputs';

const IDS = ['TAM075'];
const INTERVAL = 'error TAM075 spec.antrea.config.multicast.igmpQueryInterval';
const interval = (igmpQueryInterval: unknown) => [antreaConfig({ multicast: { igmpQueryInterval } })];

test.each(['110', '0s', '-5s', '0', '0h0m0s', '1 s', '5sec', '1d', 's', '.s', '10m5', '12,5s', '٣s'])(
  'the interval %j is an error',
  (text) => {
    expect(foundInObjects(interval(text), IDS)).toEqual([INTERVAL]);
  },
);

test.each(['125s', '5s', '2m5s', '1h', '1.5s', '.5m', '+3s', '100ms', '1h0m0.5s', '5µs', ''])(
  'the interval %j is valid',
  (text) => {
    expect(foundInObjects(interval(text), IDS)).toEqual([]);
  },
);

test('values of another type are left to the check of the schema', () => {
  expect(foundInObjects([...interval(125), ...interval(null), ...interval(['5s'])], IDS)).toEqual([]);
});

test('the message tells the problem, and the fix has the unit', () => {
  expect(of(interval('110'), IDS)).toMatchObject([{ message: mentions('"110"', 'no unit'), fix: mentions('"110s"') }]);
  expect(of(interval('0s'), IDS)).toMatchObject([
    { message: mentions('"0s"', 'not above zero'), fix: mentions('"125s"') },
  ]);
});

test.each([
  [[4], ['error TAM075 spec.values.antrea.config.multicast.igmpQueryVersions']],
  [[1, 2, 0], ['error TAM075 spec.values.antrea.config.multicast.igmpQueryVersions']],
  [[1, 2, 3], []],
  [[], []],
  [['3'], []],
])('the versions %j', (igmpQueryVersions, expected) => {
  expect(foundInObjects([addonConfig({ multicast: { igmpQueryVersions } })], IDS)).toEqual(expected);
});

test('with multicast off it is only a warning', () => {
  const off = antreaConfig({ featureGates: { Multicast: false }, multicast: { igmpQueryInterval: '110' } });
  expect(foundInObjects([off], IDS)).toEqual([INTERVAL.replace('error', 'warning')]);
});

testWithShared(
  'the inputs of the issue',
  ['interval-nounit', 'antreaconfig-a4', 'antreaconfig-a5', 'antreaconfig-a6', 'addon-03i', 'antreaconfig-a11'].map(
    (name) => `inputs/lint/${name}.yaml`,
  ),
  ([nounit, a4, a5, a6, addon, a11]) => {
    for (const file of [nounit, a4, a5, a6]) {
      expect(foundIn(file, IDS)).toEqual([INTERVAL]);
      expect(foundInObjects(mended(file, /igmpQueryInterval: [^}]*/, 'igmpQueryInterval: 125s'), IDS)).toEqual([]);
    }
    expect(foundIn(addon, IDS)).toEqual([
      'error TAM075 spec.values.antrea.config.multicast.igmpQueryInterval',
      'error TAM075 spec.values.antrea.config.multicast.igmpQueryVersions',
    ]);
    expect(foundIn(a11, IDS)).toEqual([]);
  },
);
