/** A schema in the dialect of schemas/README.md. */
export interface Definition {
  readonly $ref?: string;
  readonly type?: string | string[];
  readonly properties?: { readonly [name: string]: Definition };
  readonly required?: string[];
  readonly items?: Definition;
  readonly additionalProperties?: Definition;
  readonly default?: unknown;
  readonly 'x-int-or-string'?: boolean;
  readonly 'x-list-keys'?: string[];
  readonly 'x-meta'?: boolean;
  readonly 'x-nullable'?: boolean;
  readonly 'x-open'?: boolean;
  readonly 'x-set'?: boolean;
  /** The keywords that mean the same as in JSON Schema. */
  readonly [keyword: string]: unknown;
}

/** A file in `schemas/`. */
export interface SchemaFile {
  readonly source: string;
  /** If the schema is not public: a sentence about it. */
  readonly derived?: string;
  /** Whether `groups` has every kind. */
  readonly complete?: boolean;
  /** The kinds of each version of each group. */
  readonly groups?: { readonly [group: string]: { readonly [version: string]: string[] } };
  /** The names of the definitions, by apiVersion and kind. */
  readonly kinds: { readonly [kind: string]: string };
  readonly definitions: { readonly [name: string]: Definition };
}

/** Returns the definition itself if the schema refers to one. */
export function resolved(file: SchemaFile, schema: Definition): Definition {
  return schema.$ref === undefined ? schema : (file.definitions[schema.$ref] ?? {});
}

/** Whether a field that is not in its properties is unknown. */
export function isClosed(schema: Definition): boolean {
  return schema.type === 'object' && schema.additionalProperties === undefined && schema['x-open'] !== true;
}

/** Returns the schema of a member, or of an item. */
export function memberSchema(file: SchemaFile, schema: Definition, part: string | number): Definition | undefined {
  const here = resolved(file, schema);
  if (typeof part === 'number') {
    return here.items;
  }
  const { properties = {}, additionalProperties } = here;
  return Object.hasOwn(properties, part) ? properties[part] : additionalProperties;
}
