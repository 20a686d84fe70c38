import { Tree, isTree } from '../checks/_trees';
import { Definition, SchemaFile, memberSchema, resolved } from './_definition';
import { Zone, zoneOfMember } from './_zones';

/** An object of a custom kind as the API server checks it: it first drops nulls, or sets defaults for them. */
export interface Checkable {
  /** In a request to create the object. */
  readonly created: Tree;
  /** In server-side apply, which only sets the defaults. */
  readonly applied: Tree;
}

/** Whether a value is null, or contains null. */
export function hasNull(value: unknown): boolean {
  if (value === null || typeof value !== 'object') {
    return value === null;
  }
  return Object.values(value).some(hasNull);
}

export function checkable(file: SchemaFile, definition: string, manifest: Tree): Checkable {
  const root = { $ref: definition };
  return {
    created: without(file, root, manifest, Zone.ROOT, (schema) => schema['x-nullable'] !== true),
    applied: without(file, root, manifest, Zone.ROOT, (schema) => schema.default !== undefined),
  };
}

/** Returns the map without the fields that are null and dropped. The items of a list stay. */
function without(
  file: SchemaFile,
  schema: Definition,
  map: Tree,
  zone: Zone,
  isDropped: (schema: Definition) => boolean,
): Tree {
  const convert = (value: unknown, here: Definition | undefined, below: Zone): unknown => {
    if (here === undefined || (below !== Zone.ROOT && below !== Zone.CHECKED)) {
      return value;
    }
    if (Array.isArray(value)) {
      const { items } = resolved(file, here);
      return value.map((item) => convert(item, items, below));
    }
    return isTree(value) ? without(file, here, value, below, isDropped) : value;
  };
  const members = Object.entries(map).flatMap(([name, value]) => {
    const member = memberSchema(file, schema, name);
    const below = zoneOfMember(zone, name);
    // A reference has its own default, and the other keywords are those of its definition.
    const known = member && { ...resolved(file, member), ...member };
    return value === null && known !== undefined && below === Zone.CHECKED && isDropped(known)
      ? []
      : [[name, convert(value, member, below)] as const];
  });
  return Object.fromEntries(members);
}
