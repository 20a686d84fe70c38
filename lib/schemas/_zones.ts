import { Path } from '../checks/_paths';
import { Tree } from '../checks/_trees';
import { Definition } from './_definition';
import { PRESENT } from './_list-keywords';

/** The parts of an object that an API server checks in different ways. */
export enum Zone {
  /** An object of a custom kind. */
  ROOT = 'root',
  /** Values that the API server decodes into a type of its own: built-in kinds, and all metadata. Null is the same as no value. */
  DECODED = 'decoded',
  /** Values that the API server checks against the schema of a custom kind. */
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

/** Whether null is valid. */
export function takesNull(schema: Definition, zone: Zone): boolean {
  return zone === Zone.DECODED || zone === Zone.STATUS || schema['x-nullable'] === true;
}

/** Returns the keywords that count in the zone. */
export function inZone(made: Tree, schema: Definition, zone: Zone): Tree {
  switch (zone) {
    case Zone.STATUS:
      return ofStatus(made, schema);
    case Zone.DECODED:
      return decoded(made, schema);
    default:
      return checked(made, schema);
  }
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

/** A field with a default may be absent. An integer may have 64 bits, whatever its format. */
function checked({ required: _, ...made }: Tree, { properties = {}, required = [], ...schema }: Definition): Tree {
  const needed = required.filter((name) => properties[name]?.default === undefined);
  const isInteger = schema.type === 'integer' || schema['x-int-or-string'] === true;
  return {
    ...made,
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(isInteger ? { format: 'int64' } : {}),
  };
}

/** Server-side apply compares only the types, and does not tell times and integers from other scalars and numbers. */
function ofStatus(made: Tree, schema: Definition): Tree {
  const rest = Object.fromEntries(Object.entries(made).filter(([keyword]) => !OF_CHECKED.includes(keyword)));
  if (schema['x-int-or-string']) {
    const { type: _, ...open } = rest;
    return open;
  }
  const isTime = schema.format === 'date-time';
  const isInteger = schema.type === 'integer';
  return isTime || isInteger ? { ...rest, type: [...(isTime ? ['string', 'boolean'] : []), 'number', 'null'] } : rest;
}
