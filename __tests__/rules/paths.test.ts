import { existingPath, pathOf, pathText } from '../../lib/checks/_paths';

test.each([
  [['spec', 'variables', 0, 'value'], 'spec.variables[0].value'],
  [['metadata', 'labels', 'example.com/app'], 'metadata.labels["example.com/app"]'],
  [['items', 1, 2], 'items[1][2]'],
  [['data', '__proto__'], 'data.__proto__'],
  [['a "quoted" name'], '["a \\"quoted\\" name"]'],
  [[], ''],
])('the path %j is written as %s', (path, text) => {
  expect(pathText(path)).toBe(text);
});

test('a text is a path of names', () => {
  expect(pathOf('spec.topology.class')).toEqual(['spec', 'topology', 'class']);
  expect(pathOf('')).toEqual([]);
});

test.each([
  [['spec', 'list', 0, 'name'], 4],
  [['spec', 'list', 1, 'name'], 2],
  [['spec', 'list', 0, 'missing', 'deeper'], 3],
  [['spec', 'toString'], 1],
  [['spec', 'text', 'length'], 2],
])('of the path %j, %i parts exist', (path, length) => {
  const value = { spec: { list: [{ name: 'a' }], text: 'b' } };
  expect(existingPath(value, path)).toEqual(path.slice(0, length));
});
