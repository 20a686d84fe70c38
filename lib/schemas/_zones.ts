import { Path } from '../checks/_paths';
import { Tree } from '../checks/_trees';
import { Definition, SchemaFile, resolved } from './_definition';
import { PRESENT } from './_list-keywords';

/** The parts of an object that an API server checks in different ways. */
export enum Zone {
  /** An object of a custom kind. */
  ROOT = 'root',
  /** What the API server decodes into a type of its own: built-in kinds, and all metadata. Null is the same as no value. */
  DECODED = 'decoded',
  /** What the API server checks against the schema of a custom kind. */
  CHECKED = 'checked',
  /** The status of a custom kind, which the API server discards after it has looked for unknown fields. */
  STATUS = 'status',
}

/** Keywords that count only where the server checks a schema. */
const OF_CHECKED = [
  ...['pattern', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'required', 'enum', 'format'],
];

export function zoneOfMember(zone: Zone, name: string): Zone {
  if (zone !== Zone.ROOT) {
    return zone;
  }
  return name === 'metadata' ? Zone.DECODED : name === 'status' ? Zone.STATUS : Zone.CHECKED;
}

/** The zone of a field. */
export function zoneAt(at: Path, isBuiltIn: boolean): Zone {
  return isBuiltIn ? Zone.DECODED : zoneOfMember(Zone.ROOT, String(at[0]));
}

/** Whether null is valid. A field with a default gets the default. */
export function takesNull(schema: Definition, zone: Zone): boolean {
  const isLoose = zone === Zone.DECODED || zone === Zone.STATUS;
  return isLoose || schema['x-nullable'] === true || schema.default !== undefined;
}

/** Returns the keywords that count in the zone. */
export function inZone(made: Tree, schema: Definition, zone: Zone, file: SchemaFile): Tree {
  if (zone === Zone.STATUS) {
    return Object.fromEntries(Object.entries(made).filter(([keyword]) => !OF_CHECKED.includes(keyword)));
  }
  return zone === Zone.DECODED ? decoded(made, schema) : checked(made, schema, file);
}

/** A value that is null or empty counts as absent. */
function decoded(made: Tree, { required, enum: values, ...schema }: Definition): Tree {
  const { required: _, ...rest } = made;
  return {
    ...rest,
    ...(required ? { [PRESENT]: required, required } : {}),
    ...(values ? { enum: [...(values as unknown[]), null, ''] } : {}),
    ...(schema.format === 'date-time' ? { format: 'go-date-time' } : {}),
    ...(schema['x-int-or-string'] ? { format: 'int32' } : {}),
  };
}

/** An integer may have 64 bits, whatever its format. Null is a value only if it is not dropped. */
function checked(made: Tree, schema: Definition, file: SchemaFile): Tree {
  const { properties = {}, required = [] } = schema;
  const hasDefault = (name: string) => properties[name]?.default !== undefined;
  const isUntyped = (name: string) => {
    const { type, ...member } = resolved(file, properties[name] ?? {});
    return type === undefined && member['x-int-or-string'] !== true && member['x-nullable'] !== true;
  };
  const needed = required.filter((name) => !hasDefault(name));
  const present = needed.filter(isUntyped);
  const isInteger = schema.type === 'integer' || schema['x-int-or-string'] === true;
  const { required: _, ...rest } = made;
  return {
    ...rest,
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(present.length > 0 ? { [PRESENT]: present } : {}),
    ...(isInteger ? { format: 'int64' } : {}),
  };
}
