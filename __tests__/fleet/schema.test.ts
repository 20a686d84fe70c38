import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { methodOf } from '../../lib/fleet/_classes';
import { StructureChecker } from '../../lib/fleet/_mistakes';
import { Reports } from '../../lib/fleet/_reports';
import { shapeOf } from '../../lib/fleet/_shapes';
import { Source } from '../../lib/fleet/_sources';
import { sentences } from './_inventories';

type Schema = { [keyword: string]: any };

const read = (name: string): Schema =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'schemas', `${name}.schema.json`), 'utf8')) as Schema;
const schema = read('inventory');
const definitions = schema.definitions as { [name: string]: Schema };

const ajv = new Ajv({ strict: false });
ajv.addSchema(schema, 'inventory.schema.json');
const isValid = ajv.getSchema('inventory.schema.json') as (value: unknown) => boolean;

/** Whether the library finds no mistake in the structure. */
function isAccepted(value: unknown): boolean {
  const reports = new Reports();
  new StructureChecker(Source.ofData(value), reports).check(shapeOf('Inventory'), value, []);
  return sentences(() => reports.throwIfAny()).length === 0;
}

describe('the schema', () => {
  test.each(['inventory-cluster', 'inventory-environment'])('of %s is valid and refers to the other', (name) => {
    const validate = ajv.compile(read(name));
    expect(validate({ cluster: { vmClass: 'small' } })).toBe(true);
    expect(validate({ cluster: { vmClas: 'small' } })).toBe(false);
  });

  test('allows no other key in any map with known keys, and describes each key', () => {
    const maps: Schema[] = [];
    JSON.stringify(schema, (_, value: unknown) => {
      if (value !== null && typeof value === 'object' && 'properties' in value && 'type' in value) {
        maps.push(value as Schema);
      }
      return value;
    });
    expect(maps.length).toBeGreaterThan(80);
    expect(maps.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
    const { properties } = definitions.TanzuClusterProps as { properties: { [name: string]: Schema } };
    expect(Object.entries(properties).filter(([, { description }]) => !description)).toEqual([]);
    expect(properties.vmClass.description).toContain('VM class of the Nodes');
  });

  test('has no secret in clear text', () => {
    expect(definitions.TanzuClusterProps.properties).not.toHaveProperty('plainTextEncryptionConfig');
    expect(Object.keys(definitions.SensitiveText['x-arguments'] as object)).toEqual(['fromEnvironment']);
  });

  test('names only classes and methods that exist', () => {
    const classes = Object.values(definitions).filter((definition) => definition['x-class']);
    expect(classes.length).toBeGreaterThan(15);
    for (const definition of classes) {
      for (const method of Object.keys(definition['x-arguments'] as object)) {
        // A method that is missing, or a class, throws a TypeError.
        const found = sentences(() => methodOf(definition['x-class'] as string, method)()).join();
        expect(found).not.toContain(`reading '${method}'`);
        expect(found).not.toContain(`[method] is not a function`);
      }
    }
  });
});

/** Values for keys of the schema, of the right type and of others. */
const ANY = fc.oneof(
  fc.constantFrom<unknown>('encap', 'Pod', 'ubuntu', 'text', 1, 0.5, true, false, null, [], ['a'], [1], {}, [{}]),
  fc.constant({ ubuntu: {} }),
  fc.constant({ seconds: 5 }),
);

const KEYS = [
  ...new Set(Object.values(definitions).flatMap((definition) => Object.keys((definition.properties ?? {}) as object))),
].filter((key) => key !== 'values');

const { value: TREE } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: ANY },
    { weight: 2, arbitrary: tie('map') },
    { weight: 1, arbitrary: fc.array(tie('map'), { maxLength: 2 }) },
  ),
  map: fc.dictionary(fc.constantFrom(...KEYS, 'seconds', 'ubuntu'), tie('value'), { maxKeys: 4 }),
}));

const SECTION = fc.constantFrom('cluster', 'multicast', 'workload', 'policies', 'proof');

test('the library and a validator of JSON Schema accept the same structure', () => {
  fc.assert(
    fc.property(SECTION, fc.constantFrom(...KEYS), TREE, (section, key, value) => {
      const inventory = { defaults: { [section]: { [key]: value } } };
      expect([isAccepted(inventory), inventory]).toEqual([isValid(inventory), inventory]);
    }),
    { numRuns: 1000 },
  );
});

test('each key of each struct is accepted with the same values by both', () => {
  const values = [
    null,
    'text',
    3,
    true,
    [],
    ['a'],
    {},
    [{}],
    { a: 'b' },
    [{ name: 'a' }],
    { seconds: 1 },
    { fromEnvironment: 'A' },
    'ubuntu',
  ];
  for (const [section, name] of [
    ['cluster', 'TanzuClusterProps'],
    ['multicast', 'MulticastOptions'],
    ['proof', 'MulticastProofProps'],
    ['policies', 'MulticastPoliciesProps'],
  ]) {
    for (const key of Object.keys(definitions[name].properties as object)) {
      for (const value of values) {
        const inventory = { defaults: { [section]: { [key]: value } } };
        expect([isAccepted(inventory), inventory]).toEqual([isValid(inventory), inventory]);
      }
    }
  }
});
