import { Tree } from '../checks/_trees';
import { Ajv, AjvCheck, AjvError, newAjv } from './_ajv';
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

/** A reference to a definition. */
interface Reference {
  readonly name: string;
  readonly isNullable: boolean;
  readonly zone: Zone;
}

const REFERS_TO = 'x-reference';

/**
 * Checks objects by the definitions of one file. A definition is compiled when a value needs it: to compile all definitions
 * that a Pod may have takes longer than to check thousands of Pods.
 */
export class Validator {
  private readonly ajv: Ajv = newAjv();
  private readonly checks = new Map<string, AjvCheck>();
  /** The errors of the definitions that the object refers to. */
  private found: AjvError[] = [];

  public constructor(public readonly file: SchemaFile) {
    this.ajv.addKeyword({ keyword: REFERS_TO, compile: (reference: Reference) => this.lazyCheck(reference) });
  }

  /** Returns the errors of an object by a definition. */
  public errorsOf(name: string, isBuiltIn: boolean, object: unknown): AjvError[] {
    this.found = [];
    this.lazyCheck({ name, isNullable: false, zone: isBuiltIn ? Zone.DECODED : Zone.ROOT })(object);
    return this.found;
  }

  /** Returns a check that keeps its errors here, with the place of the value in the object. */
  private lazyCheck(reference: Reference): AjvCheck {
    let check: AjvCheck | undefined;
    return (value, place) => {
      check ??= this.compiled(reference);
      if (!check(value, place)) {
        this.found.push(...(check.errors ?? []));
      }
      return true;
    };
  }

  private compiled({ name, isNullable, zone }: Reference): AjvCheck {
    const key = JSON.stringify([name, isNullable, zone]);
    const definition = this.file.definitions[name] ?? {};
    const check =
      this.checks.get(key) ??
      this.ajv.compile(this.converted(isNullable ? { ...definition, 'x-nullable': true } : definition, zone));
    this.checks.set(key, check);
    return check;
  }

  /** Returns the schema as a JSON Schema. */
  private converted(schema: Definition, zone: Zone): Tree {
    const isNullable = takesNull(schema, zone);
    if (schema.$ref !== undefined) {
      return { [REFERS_TO]: { name: schema.$ref, isNullable, zone } satisfies Reference };
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
