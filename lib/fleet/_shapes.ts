import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tree } from '../checks/_trees';

/** A schema in `schemas/inventory.schema.json`. `schemas/README.md` describes it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | string[];
  readonly enum?: unknown[];
  readonly anyOf?: Schema[];
  readonly items?: Schema;
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: Schema | false;
  readonly 'x-required'?: string[];
  readonly 'x-typescript'?: string[];
  readonly 'x-given'?: string[];
  readonly 'x-class'?: string;
  readonly 'x-arguments'?: { readonly [method: string]: string[] };
  readonly 'x-stream'?: true;
}

/** The kind of a value of an inventory. */
export type ValueShape =
  | { readonly kind: 'any' | 'string' | 'number' | 'boolean' | 'stream' }
  | { readonly kind: 'enum'; readonly values: unknown[] }
  | { readonly kind: 'list' | 'map'; readonly item: () => ValueShape }
  | StructShape
  | ClassShape
  | { readonly kind: 'choice'; readonly shapes: ValueShape[] };

/** A map with known keys. */
export interface StructShape {
  readonly kind: 'struct';
  readonly names: string[];
  readonly required: string[];
  /** Members that no data can stand for. */
  readonly inTypeScript: string[];
  /** Members that the place in the inventory gives. */
  readonly given: string[];
  /** Returns the shape of a member; undefined if it is unknown. */
  member(name: string): ValueShape | undefined;
}

/** A value that a static method of a class returns: a map with the name of the method as its only key, or only the name. */
export interface ClassShape {
  readonly kind: 'class';
  /** The name of the class, with that of its package. */
  readonly name: string;
  readonly methods: StructShape;
  /** The names of the parameters of each method. Those that begin with `$` are not in the inventory. */
  readonly parameters: { readonly [method: string]: string[] };
  /** The methods that need no argument. */
  readonly bare: string[];
}

type DefinitionName = 'Entry' | 'Environment' | 'EnvironmentLayer' | 'Inventory' | 'Site';

let definitions: { readonly [name: string]: Schema } | undefined;
const shapes = new WeakMap<Schema, ValueShape>();

/** Returns the shape of a definition of the schema, which is read at the first call. */
export function shapeOf(name: DefinitionName): StructShape {
  return definitionShape(name) as StructShape;
}

function definitionShape(name: string): ValueShape {
  const file = join(__dirname, '..', '..', 'schemas', 'inventory.schema.json');
  definitions ??= (JSON.parse(readFileSync(file, 'utf8')) as Tree).definitions as { [name: string]: Schema };
  return shapeOfSchema(definitions[name]);
}

function shapeOfSchema(schema: Schema): ValueShape {
  let shape = shapes.get(schema);
  if (!shape) {
    shape = newShape(schema);
    shapes.set(schema, shape);
  }
  return shape;
}

function newShape(schema: Schema): ValueShape {
  if (schema.$ref) {
    return definitionShape(schema.$ref.replace('#/definitions/', ''));
  }
  if (schema['x-class']) {
    return newClass(schema, schema['x-class']);
  }
  if (schema['x-stream']) {
    return { kind: 'stream' };
  }
  if (schema.enum) {
    return { kind: 'enum', values: schema.enum.filter((value) => value !== null) };
  }
  if (schema.anyOf) {
    const some = schema.anyOf.filter(({ type }) => type !== 'null').map(shapeOfSchema);
    return some.length === 1 ? some[0] : { kind: 'choice', shapes: some };
  }
  return newPlain(schema);
}

function newPlain({ type, items, properties, additionalProperties, ...rest }: Schema): ValueShape {
  const kind = [type].flat().find((one) => one !== 'null');
  if (kind === 'array') {
    return { kind: 'list', item: () => shapeOfSchema(items ?? {}) };
  }
  if (kind !== 'object') {
    return { kind: kind === undefined ? 'any' : (kind as 'string' | 'number' | 'boolean') };
  }
  return properties
    ? newStruct(properties, rest)
    : { kind: 'map', item: () => shapeOfSchema(additionalProperties || {}) };
}

function newStruct(properties: { readonly [name: string]: Schema }, schema: Schema = {}): StructShape {
  return {
    kind: 'struct',
    names: Object.keys(properties),
    required: schema['x-required'] ?? [],
    inTypeScript: schema['x-typescript'] ?? [],
    given: schema['x-given'] ?? [],
    member: (name) => (Object.hasOwn(properties, name) ? shapeOfSchema(properties[name]) : undefined),
  };
}

function newClass(schema: Schema, name: string): ClassShape {
  const branches = schema.anyOf ?? [];
  return {
    kind: 'class',
    name,
    methods: newStruct(Object.assign({}, ...branches.map(({ properties }) => properties))),
    parameters: schema['x-arguments'] ?? {},
    bare: branches.flatMap((branch) => (branch.enum ?? []) as string[]),
  };
}
