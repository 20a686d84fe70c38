// Writes schemas/<group>.json from crds/*.yaml: only the structure, packed. schemas/README.md describes the files.
const fs = require('node:fs');
const path = require('node:path');
const { parseAllDocuments } = require('yaml');

const project = path.dirname(__dirname);
const CRDS = path.join(project, 'crds');

/** Files in crds/ whose schema is not public, by group: unknown fields are only warnings. */
const DERIVED = {
  'addons.kubernetes.vmware.com':
    'The schemas of AddonConfig and AddonInstall are not public; they are derived from examples and notes, such as those in papivot/vks-best-practice',
  'run.tanzu.vmware.com':
    'The schema of ClusterBootstrap on a Supervisor is not public; this one is derived from vmware-tanzu/tanzu-framework v0.29.0',
};

/** Keywords with the same meaning in a schema of a CRD and in ours. */
const KEPT = [
  ...['type', 'required', 'enum', 'pattern', 'format', 'multipleOf', 'minimum', 'maximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'default'],
];

/** The metadata of every object. Source: Kubernetes 1.35, meta/v1. */
const OBJECT_META = {
  type: 'object',
  properties: {
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
    creationTimestamp: { type: 'string', format: 'date-time', 'x-nullable': true },
    deletionGracePeriodSeconds: { type: 'integer', format: 'int64' },
    deletionTimestamp: { type: 'string', format: 'date-time', 'x-nullable': true },
    finalizers: { type: 'array', items: { type: 'string' }, 'x-set': true },
    generateName: { type: 'string' },
    generation: { type: 'integer', format: 'int64' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    managedFields: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: { type: 'string' },
          fieldsType: { type: 'string' },
          fieldsV1: { 'x-open': true },
          manager: { type: 'string' },
          operation: { type: 'string' },
          subresource: { type: 'string' },
          time: { type: 'string', format: 'date-time', 'x-nullable': true },
        },
      },
    },
    name: { type: 'string' },
    namespace: { type: 'string' },
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: { type: 'string' },
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: { type: 'string' },
          name: { type: 'string' },
          uid: { type: 'string', default: '' },
        },
      },
      'x-list-keys': ['uid'],
    },
    resourceVersion: { type: 'string' },
    selfLink: { type: 'string' },
    uid: { type: 'string' },
  },
};

/** Packs the definitions of one file. Equal maps become one definition. */
class Definitions {
  byName = new Map([['ObjectMeta', OBJECT_META]]);
  names = new Map();

  /** Returns the schema. A map with properties becomes a definition, named by its place. */
  pack(name, schema) {
    const packed = this.packOne(name, schema);
    if (!packed.properties) {
      return packed;
    }
    const { 'x-nullable': nullable, default: standard, ...definition } = packed;
    const text = JSON.stringify(definition);
    const known = this.names.get(text) ?? name;
    this.names.set(text, known);
    this.byName.set(known, definition);
    return {
      $ref: known,
      ...(nullable ? { 'x-nullable': true } : {}),
      ...(standard === undefined ? {} : { default: standard }),
    };
  }

  packOne(name, schema) {
    const packed = {};
    for (const key of KEPT) {
      if (schema[key] !== undefined) {
        packed[key] = schema[key];
      }
    }
    if (schema.properties) {
      const members = Object.entries(schema.properties).sort(([a], [b]) => (a < b ? -1 : 1));
      packed.properties = Object.fromEntries(members.map(([key, one]) => [key, this.pack(`${name}.${key}`, one)]));
    }
    if (schema.items) {
      packed.items = this.pack(`${name}[]`, schema.items);
    }
    if (typeof schema.additionalProperties === 'object') {
      packed.additionalProperties = this.pack(`${name}{}`, schema.additionalProperties);
    }
    for (const [side, bound] of [
      ['exclusiveMinimum', 'minimum'],
      ['exclusiveMaximum', 'maximum'],
    ]) {
      if (schema[side] === true) {
        packed[side] = packed[bound];
        delete packed[bound];
      }
    }
    this.packExtensions(packed, schema);
    return packed;
  }

  packExtensions(packed, schema) {
    if (schema['x-kubernetes-int-or-string']) {
      delete packed.type;
      packed['x-int-or-string'] = true;
    } else {
      for (const key of ['allOf', 'anyOf', 'oneOf']) {
        if (schema[key]) {
          packed[key] = schema[key].map(withoutDescriptions);
        }
      }
      if (schema.not) {
        packed.not = withoutDescriptions(schema.not);
      }
    }
    if (schema['x-kubernetes-preserve-unknown-fields'] || schema.additionalProperties === true) {
      packed['x-open'] = true;
    }
    if (schema['x-kubernetes-embedded-resource']) {
      packed['x-meta'] = true;
    }
    if (schema.nullable) {
      packed['x-nullable'] = true;
    }
    if (schema['x-kubernetes-list-type'] === 'map') {
      packed['x-list-keys'] = schema['x-kubernetes-list-map-keys'];
    }
    if (schema['x-kubernetes-list-type'] === 'set') {
      packed['x-set'] = true;
    }
  }
}

function withoutDescriptions(schema) {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'description' && typeof value === 'string' ? undefined : value)),
  );
}

/** Returns the file of a group. */
function fileOf(source, group, crds) {
  const definitions = new Definitions();
  const kinds = {};
  for (const { spec } of crds) {
    for (const { name: version, schema } of spec.versions) {
      const { properties, ...root } = schema.openAPIV3Schema;
      const { kind } = spec.names;
      const { $ref } = definitions.pack(`${version}.${kind}`, {
        ...root,
        type: 'object',
        properties: {
          ...properties,
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { type: 'object' },
        },
      });
      definitions.byName.get($ref).properties.metadata = { $ref: 'ObjectMeta' };
      kinds[`${spec.group}/${version} ${kind}`] = $ref;
    }
  }
  return { source, derived: DERIVED[group], kinds, definitions: definitions.byName };
}

function textOf({ source, derived, kinds, definitions }) {
  const line = ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  const lines = (entries) =>
    [...entries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(line)
      .join(',\n');
  const head = derived === undefined ? '' : `  "derived": ${JSON.stringify(derived)},\n`;
  return `{\n  "source": ${JSON.stringify(source)},\n${head}  "kinds": {\n${lines(Object.entries(kinds))}\n  },\n  "definitions": {\n${lines(definitions)}\n  }\n}\n`;
}

const byGroup = new Map();
for (const name of fs.readdirSync(CRDS).sort()) {
  const text = fs.readFileSync(path.join(CRDS, name), 'utf8');
  const crds = parseAllDocuments(text).map((document) => document.toJS());
  const { group } = crds[0].spec;
  const known = byGroup.get(group) ?? { names: [], crds: [] };
  byGroup.set(group, { names: [...known.names, `crds/${name}`], crds: [...known.crds, ...crds] });
}
for (const [group, { names, crds }] of byGroup) {
  fs.writeFileSync(path.join(project, 'schemas', `${group}.json`), textOf(fileOf(names.join(', '), group, crds)));
}
const anyObject = {
  source: 'Kubernetes 1.35: the metadata of all objects',
  kinds: {},
  definitions: new Map([
    ['ObjectMeta', OBJECT_META],
    [
      'Object',
      {
        type: 'object',
        properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { $ref: 'ObjectMeta' } },
        'x-open': true,
      },
    ],
  ]),
};
fs.writeFileSync(path.join(project, 'schemas', 'object.json'), textOf(anyObject));
