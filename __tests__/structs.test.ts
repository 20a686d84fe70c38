import { CALLABLES, STRUCTS } from './_public-api';
import { DOORS, OUTPUTS } from './_struct-doors';
import { caught } from './_build';
import { mentions } from './_mentions';

const TAKEN = STRUCTS.filter(({ name }) => !OUTPUTS.includes(name));

test('every struct of lib/ has a way in, or is only returned', () => {
  expect(STRUCTS.map(({ name }) => name)).toEqual([...Object.keys(DOORS), ...OUTPUTS].sort());
});

test('no function takes a struct that is only returned', () => {
  const types = CALLABLES.flatMap((callable) => callable.types).map((type) => type.replace('[]', ''));
  expect(OUTPUTS.filter((name) => types.includes(name))).toEqual([]);
});

describe.each(TAKEN)('$name', ({ name, own, members }) => {
  const doors = DOORS[name];

  test('is taken with each of its members', () => {
    doors.forEach(({ good, hand }) => hand(good));
    expect(own.filter((member) => !doors.some(({ good }) => member in good))).toEqual([]);
  });

  test.each(members)('is refused with a misspelt %s', (member) => {
    for (const { good, hand } of doors) {
      const error = caught(() => hand({ ...good, [`${member}z`]: {} }));
      expect([error.name, error.message]).toEqual(['InvalidInput', mentions('option', `"${member}z"`, `"${member}"`)]);
    }
  });

  test('is refused with a member that nothing comes near', () => {
    for (const { good, hand } of doors) {
      expect(caught(() => hand({ ...good, QXQXQXQXQXQXQXQXQXQXQXQXQXQXQX: 1 })).message).toEqual(
        mentions('option', '"QXQXQXQXQXQXQXQXQXQXQXQXQXQXQX"'),
      );
    }
  });
});
