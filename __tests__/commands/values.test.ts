import { READERS } from './_parsers';
import { mentions } from '../_mentions';

const HEAD = 'kind: A\napiVersion: v1\nmetadata: { name: a }\n';

describe.each(READERS)('%s', (_, read) => {
  /** Returns the values of a manifest without those of HEAD. */
  function values(text: string): unknown {
    const { objects, errors } = read('f', `${HEAD}${text}`);
    expect(errors).toEqual([]);
    const { kind: _kind, apiVersion: _version, metadata: _metadata, ...rest } = objects[0].manifest;
    return rest;
  }

  function errorsOf(text: string): string {
    return read('f', `${HEAD}${text}`).errors.join('\n');
  }

  test.each<[string, unknown]>([
    ['a: &a { x: 1, w: 2 }\nb: { <<: *a, w: 3 }\n', { a: { x: 1, w: 2 }, b: { x: 1, w: 3 } }],
    ['a: &a { x: 1, w: 2 }\nb: { w: 3, <<: *a }\n', { a: { x: 1, w: 2 }, b: { w: 3, x: 1 } }],
    [
      'a: &a { x: 1 }\nb: &b { x: 2, w: 2 }\nc: { <<: [*a, *b, { z: 3 }] }\n',
      { a: { x: 1 }, b: { x: 2, w: 2 }, c: { x: 1, w: 2, z: 3 } },
    ],
    ['a: &a { x: 1 }\nb:\n  <<: *a\n  <<: { w: 2 }\n', { a: { x: 1 }, b: { x: 1, w: 2 } }],
    ['a: &a [{ x: 1 }, { w: 2 }]\nb:\n  <<: *a\n', { a: [{ x: 1 }, { w: 2 }], b: { x: 1, w: 2 } }],
    ['a: { "<<": { x: 1 } }\nb: <<\nc: !!merge <<\n', { a: { '<<': { x: 1 } }, b: '<<', c: '<<' }],
  ])('merges, %#', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test('an alias refers to the anchor that began last', () => {
    expect(values('a: &a { b: &a 1, c: *a }\nd: *a\n')).toEqual({ a: { b: 1, c: 1 }, d: 1 });
    expect(values('a: &a 1\nb: *a\nc: &a 2\nd: *a\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  test('an anchor ends with its document', () => {
    expect(read('f', `${HEAD}a: &a 1\n---\n${HEAD}a: *a\n`).errors).toEqual([
      mentions('f:6', 'document 2', 'alias *a'),
    ]);
  });

  test.each<[string, string[]]>([
    ['1: x\n"2": x\ntrue: x\n~: x\n', ['1', '2', 'true', '']],
    ['a: &k b\n*k : c\n', ['a', 'b']],
    ['1: x\n"1": y\n', ['1']],
  ])('keys that are not strings, %#', (text, keys) => {
    expect(Object.keys(values(text) as object)).toEqual(keys);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is an ordinary key', (name) => {
    const spec = (text: string) => (values(text) as { spec: object }).spec;
    for (const written of [`spec:\n  ${name}: { x: 1 }\n`, `b: &b { ${name}: { x: 1 } }\nspec: { <<: *b }\n`]) {
      expect(Object.entries(spec(written))).toEqual([[name, { x: 1 }]]);
      expect(Object.getPrototypeOf(spec(written))).toBe(Object.getPrototypeOf({}));
    }
    expect(errorsOf(`spec:\n  ${name}: 1\n  ${name}: 2\n`)).toEqual(mentions('f:6', `"${name}"`, 'twice'));
  });

  test.each([
    ['a: 1\n---\nkind: A\nx:\n- {b: 1, c: 2, b: 3}\n', mentions('f:8', '"b"', 'twice')],
    ['a:\n  ~: 1\n  null: 2\n', mentions('f:6', '"null"', 'twice')],
    ['a:\n  0x10: 1\n  16: 2\n', mentions('f:6', '"16"', 'twice')],
    ['a: {"b: c": 1, "b: c": 2}\n', mentions('f:4', '"\\"b: c\\""', 'twice')],
  ])('duplicate keys, %#', (text, expected) => {
    expect(errorsOf(text).split('\n').pop()).toEqual(expected);
  });

  test('only types of JSON, also if the text names another YAML version', () => {
    const { objects } = read('f', `%YAML 1.2\n---\n${HEAD}a: !!binary aGk=\nb: !!set { x, w }\nc: !!omap [z: 1]\n`);
    expect(objects[0].manifest).toMatchObject({ a: 'aGk=', b: { x: null, w: null }, c: [{ z: 1 }] });
  });

  test('an alias is the value of its anchor, not a copy', () => {
    const { a, b } = values('a: &a { x: [1] }\nb: *a\n') as { a: object; b: object };
    expect(a).toBe(b);
  });
});
