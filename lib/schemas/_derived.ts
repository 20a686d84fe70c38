import { DERIVED_KINDS, DerivedField } from '../platform/tables/structures/_derived-schemas';
import { Definition, SchemaFile } from './_definition';

const TYPE_SCHEMAS: { readonly [type in DerivedField['type']]: Definition } = {
  integer: { type: 'integer', format: 'int64' },
  'int-or-string': { 'x-int-or-string': true },
  map: { type: 'object', additionalProperties: { type: 'string' } },
  quantity: { type: ['string', 'number'], format: 'quantity' },
  string: { type: 'string' },
  strings: { type: 'array', items: { type: 'string' } },
};

/** A schema that is still being made. */
interface Growing {
  type?: string;
  properties?: { [name: string]: Growing };
  items?: Growing;
}

/** Returns the derived schemas of a group; undefined if it has none. */
export function derivedFile(group: string, objectMeta: Definition): SchemaFile | undefined {
  const rows = DERIVED_KINDS.flatMap(({ kind, apiVersions, fields }) =>
    apiVersions
      .filter((apiVersion) => apiVersion.startsWith(`${group}/`))
      .map((apiVersion) => ({ name: `${apiVersion} ${kind}`, fields })),
  );
  return rows.length === 0
    ? undefined
    : {
        source: rows[0].fields[0].source,
        derived: `The schema of this kind is derived from ${rows[0].fields[0].source}`,
        kinds: Object.fromEntries(rows.map(({ name }) => [name, name])),
        definitions: {
          ObjectMeta: objectMeta,
          ...Object.fromEntries(rows.map(({ name, fields }) => [name, definitionOf(fields)])),
        },
      };
}

function definitionOf(fields: DerivedField[]): Definition {
  const root: Growing = { type: 'object', properties: {} };
  for (const { path, type } of fields) {
    Object.assign(growAt(root, path), TYPE_SCHEMAS[type]);
  }
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { $ref: 'ObjectMeta' },
      ...root.properties,
      status: { 'x-open': true },
    },
  };
}

/** Returns the schema at a path, and makes what is missing on the way. */
function growAt(root: Growing, path: string): Growing {
  return path.split('.').reduce((here, step) => {
    const [name, isList] = step.endsWith('[]') ? [step.slice(0, -2), true] : [step, false];
    here.type = 'object';
    here.properties ??= {};
    const member = (here.properties[name] ??= {});
    if (!isList) {
      return member;
    }
    member.type = 'array';
    return (member.items ??= {});
  }, root);
}
