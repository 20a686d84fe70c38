import { Path } from '../../lib/checks/_paths';
import { READERS, placesWith } from './_parsers';

const HEAD = 'kind: A\napiVersion: v1\nmetadata: { name: a }\n';
const WINDOWS = (text: string) => text.replaceAll('\n', '\r\n');

describe.each(READERS)('%s', (which, read) => {
  const placeIn = placesWith(which);

  /** Returns the line of a field of the last object, and what the line has from the column on. */
  function place(text: string, ...at: Path): string {
    const { objects, errors } = read('f', text);
    expect(errors).toEqual([]);
    const { line, column } = placeIn(objects[objects.length - 1], at);
    return `${line}: ${text.split('\n')[line - 1].slice(column - 1)}`;
  }

  test('of a key, of an item, and of the object', () => {
    const text = `# first\n${HEAD}spec:\n  list:\n    - one\n    -   name: two\n`;
    expect(place(text)).toBe('2: kind: A');
    expect(place(text, 'spec')).toBe('5: spec:');
    expect(place(text, 'spec', 'list')).toBe('6: list:');
    expect(place(text, 'spec', 'list', 0)).toBe('7: one');
    expect(place(text, 'spec', 'list', 1)).toBe('8: name: two');
    expect(place(text, 'spec', 'list', 1, 'name')).toBe('8: name: two');
    expect(place(text, 'metadata', 'name')).toBe('4: name: a }');
  });

  test('of a field that is missing: the nearest value around it', () => {
    const text = `${HEAD}spec:\n  list: [a]\n  none:\n`;
    expect(place(text, 'spce', 'x')).toBe('1: kind: A');
    expect(place(text, 'spec', 'x', 'y')).toBe('4: spec:');
    expect(place(text, 'spec', 'list', 1, 'y')).toBe('5: list: [a]');
    expect(place(text, 'spec', 'none', 'y')).toBe('6: none:');
    expect(place(text, 'metadata', 'annotations')).toBe('3: metadata: { name: a }');
    expect(place(text, 'metadata', 'constructor')).toBe('3: metadata: { name: a }');
  });

  test('in later documents, also behind empty ones', () => {
    const text = `# c\n---\n---\n---  # c\n${HEAD}---\n\n${HEAD}spec: { a: 1 }\n`;
    expect(place(text)).toBe('10: kind: A');
    expect(place(text, 'spec', 'a')).toBe('13: a: 1 }');
  });

  test('behind directives and ends of documents', () => {
    const text = `%YAML 1.1\n---\n${HEAD}...\n# c\n...\n%TAG ! !x\n---\n${HEAD}spec: { a: 1 }\n`;
    expect(place(text, 'spec', 'a')).toBe('14: a: 1 }');
  });

  test('in Lists, also in Lists of Lists', () => {
    const item = 'kind: A, apiVersion: v1, metadata: { name: a }, spec: { a: 1 }';
    const text = `kind: List\napiVersion: v1\nitems:\n- { ${item} }\n- kind: List\n  items:\n  - { ${item} }\n  - {\n      ${item} }\n`;
    expect(place(text)).toBe('8: {');
    expect(place(text, 'spec', 'a')).toBe('9: a: 1 } }');
  });

  test('in a PodList, whose items have no kind', () => {
    const text = 'kind: PodList\napiVersion: v1\nitems:\n- metadata: { name: a }\n- metadata:\n    name: b\n';
    expect(place(text, 'metadata', 'name')).toBe('6: name: b');
    expect(place(text, 'kind')).toBe('5: metadata:');
  });

  test('in JSON', () => {
    const object = { kind: 'A', apiVersion: 'v1', metadata: { name: 'a' }, spec: { list: [{ a: 1 }, { b: 2 }] } };
    expect(place(JSON.stringify(object), 'spec', 'list', 1, 'b')).toBe('1: "b":2}]}}');
    expect(place(JSON.stringify(object, null, 2), 'spec', 'list', 1, 'b')).toBe('13: "b": 2');
    expect(place(JSON.stringify(object, null, '\t'), 'spec', 'list', 1)).toBe('12: {');
  });

  test('with line ends of Windows', () => {
    expect(place(WINDOWS(`${HEAD}---\n${HEAD}data: |\n  a\n  b\nspec:\n  a: 1\n`), 'spec', 'a')).toBe('12: a: 1\r');
  });

  test('behind tabs and characters of more than one byte', () => {
    expect(place(`${HEAD}spec: { "é": "\u{1F600}",\ta: 1 }\n`, 'spec', 'a')).toBe('4: a: 1 }');
    expect(place(`${HEAD}spec: { "é": "\u{1F600}",\ta: 1 }\n`, 'spec', 'é')).toBe('4: "é": "\u{1F600}",\ta: 1 }');
  });

  test('of keys in quotes, of keys that are no strings, and of explicit keys', () => {
    const text = `${HEAD}spec:\n  "a.b/c": 1\n  'it''s': 2\n  8080: 3\n  yes: 4\n  ? long\n  : 5\n  ~: 6\n  "<<": 7\n`;
    expect(place(text, 'spec', 'a.b/c')).toBe('5: "a.b/c": 1');
    expect(place(text, 'spec', "it's")).toBe("6: 'it''s': 2");
    expect(place(text, 'spec', '8080')).toBe('7: 8080: 3');
    expect(place(text, 'spec', 'true')).toBe('8: yes: 4');
    expect(place(text, 'spec', 'long')).toBe('9: long');
    expect(place(text, 'spec', '')).toBe('11: ~: 6');
    expect(place(text, 'spec', '<<')).toBe('12: "<<": 7');
  });

  test('of keys with names of JavaScript', () => {
    const text = `${HEAD}spec:\n  constructor: 1\n  __proto__: { a: 1 }\n`;
    expect(place(text, 'spec', 'constructor')).toBe('5: constructor: 1');
    expect(place(text, 'spec', '__proto__', 'a')).toBe('6: a: 1 }');
  });

  test('an item that is null', () => {
    expect(place(`${HEAD}list:\n-\n- a\n`, 'list', 1)).toBe('6: a');
    expect(place(`${HEAD}list:\n- a\n-\n- b\n`, 'list', 1)).toMatch(/^6:/);
  });

  test('what an alias brings is in the anchor, and the key of the alias is where it is used', () => {
    const text = `${HEAD}x: &x\n  list: &l\n  - &k a\n  - b: 1\nspec: *x\nlast: [*l, *k]\n*k : 1\n`;
    expect(place(text, 'spec')).toBe('8: spec: *x');
    expect(place(text, 'spec', 'list')).toBe('5: list: &l');
    expect(place(text, 'spec', 'list', 1, 'b')).toBe('7: b: 1');
    expect(place(text, 'spec', 'other')).toBe('8: spec: *x');
    expect(place(text, 'last', 0)).toBe('9: *l, *k]');
    expect(place(text, 'last', 0, 1, 'b')).toBe('7: b: 1');
    expect(place(text, 'a')).toBe('10: *k : 1');
  });

  test('an alias has the anchor that was last before it', () => {
    const text = `${HEAD}x: &a { b: 1 }\nv: *a\nz: &a { b: 2 }\nw: *a\n`;
    expect(place(text, 'v', 'b')).toBe('4: b: 1 }');
    expect(place(text, 'w', 'b')).toBe('6: b: 2 }');
  });

  test('an object of a List that is an alias', () => {
    const text = `kind: List\napiVersion: v1\nx:\n- &o\n  kind: A\n  apiVersion: v1\n  metadata: { name: a }\nitems:\n- *o\n`;
    expect(place(text)).toBe('9: *o');
    expect(place(text, 'metadata', 'name')).toBe('7: name: a }');
  });

  test('the items of a List that are an alias', () => {
    const text = `kind: List\napiVersion: v1\nx: &x\n- kind: A\n  apiVersion: v1\n  metadata: { name: a }\nitems: *x\n`;
    expect(place(text)).toBe('4: kind: A');
    expect(place(text, 'metadata', 'name')).toBe('6: name: a }');
  });

  test('what a merge key brings is in the merged map, unless the map has it itself', () => {
    const text = `${HEAD}x: &x { a: 1, b: 1 }\nz: &z { b: 2, c: 2, d: 2 }\nspec:\n  d: 3\n  <<: [*x, *z]\n  a: 3\n`;
    expect(place(text, 'spec', 'a')).toBe('9: a: 3');
    expect(place(text, 'spec', 'b')).toBe('4: b: 1 }');
    expect(place(text, 'spec', 'c')).toBe('5: c: 2, d: 2 }');
    expect(place(text, 'spec', 'd')).toBe('7: d: 3');
    expect(place(text, 'spec', 'e')).toBe('6: spec:');
    expect(place(`${HEAD}spec: { <<: { a: 1 } }\n`, 'spec', 'a')).toBe('4: a: 1 } }');
  });
});
