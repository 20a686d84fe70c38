import { Tree } from '../checks/_trees';
import { Ajv, AjvCheck, newAjv } from './_ajv';
import { Definition, SchemaFile, isClosed, resolved } from './_definition';
import { KEYED, ListKeys } from './_list-keywords';
import { Zone, inZone, takesNull, zoneOfMember } from './_zones';

/** Keywords that mean the same in JSON Schema. Schemas inside of them only check values: they have no unknown fields. */
const SAME = [
  ...['enum', 'pattern', 'format', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'required'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'x-set'],
];

/** Members that each embedded object has. */
const OF_OBJECTS = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };

/** Checks objects by the definitions of one file. A definition is compiled when it is first needed. */
export class Validator {
  private readonly ajv: Ajv = newAjv();
  /** The names of the definitions in the validator, which takes names as URIs. */
  private readonly ids = new Map<string, string>();

  public constructor(public readonly file: SchemaFile) {}

  /** Returns the check of a definition. */
  public checkOf(name: string, isBuiltIn: boolean): AjvCheck {
    return this.ajv.getSchema(this.idOf(name, false, isBuiltIn ? Zone.DECODED : Zone.ROOT)) as AjvCheck;
  }

  /** Adds a definition, and returns its name in the validator. */
  private idOf(name: string, isNullable: boolean, zone: Zone): string {
    const key = JSON.stringify([name, isNullable, zone]);
    const known = this.ids.get(key);
    if (known !== undefined) {
      return known;
    }
    const id = `definition-${this.ids.size}`;
    this.ids.set(key, id);
    const definition = this.file.definitions[name] ?? {};
    this.ajv.addSchema(this.converted(isNullable ? { ...definition, 'x-nullable': true } : definition, zone), id);
    return id;
  }

  /** Returns the schema as a JSON Schema. */
  private converted(schema: Definition, zone: Zone): Tree {
    const isNullable = takesNull(schema, zone);
    if (schema.$ref !== undefined) {
      return { $ref: this.idOf(schema.$ref, isNullable, zone) };
    }
    const made: Tree = Object.fromEntries(SAME.flatMap((key) => (key in schema ? [[key, schema[key]]] : [])));
    const type = schema['x-int-or-string'] ? ['integer', 'string'] : schema.type;
    if (type !== undefined) {
      made.type = isNullable ? [type, 'null'].flat() : type;
    }
    if (isNullable && schema.enum) {
      made.enum = [...(schema.enum as unknown[]), null];
    }
    if (schema.items) {
      made.items = this.converted(schema.items, zone);
    }
    if (schema[KEYED]) {
      made[KEYED] = this.keysOf(schema[KEYED], schema.items ?? {});
    }
    this.addMembers(made, schema, zone);
    return inZone(made, schema, zone);
  }

  private addMembers(made: Tree, schema: Definition, zone: Zone): void {
    const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => [
      name,
      this.converted(one, zoneOfMember(zone, name)),
    ]);
    if (properties.length > 0 || schema['x-meta']) {
      made.properties = { ...(schema['x-meta'] ? OF_OBJECTS : {}), ...Object.fromEntries(properties) };
    }
    if (schema.additionalProperties) {
      made.additionalProperties = this.converted(schema.additionalProperties, zone);
    } else if (isClosed(schema)) {
      made.additionalProperties = false;
    }
  }

  private keysOf(names: string[], items: Definition): ListKeys {
    const { properties = {} } = resolved(this.file, items);
    return { names, defaults: Object.fromEntries(names.map((name) => [name, properties[name]?.default])) };
  }
}
