import { Tree, isTree } from '../checks/_trees';
import { describe } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { Definition, SchemaFile } from './_definition';
import { ANY_OBJECT, validatorOf } from './_schema-files';
import { Validator } from './_validator';

/** Keywords with the same meaning in the schema of a CustomResourceDefinition and in a definition here. */
const KEPT_KEYWORDS = [
  ...['type', 'required', 'enum', 'pattern', 'format', 'multipleOf', 'minimum', 'maximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'default'],
];

/** Schemas of the user's own kinds. */
export class OwnSchemas {
  private readonly validator: Validator;

  /** Throws if a CustomResourceDefinition has no group, kind or version with a schema. */
  public constructor(crds: { readonly source: string; readonly crd: Tree }[]) {
    const kinds: { [kind: string]: string } = {};
    const groups: { [group: string]: { [version: string]: string[] } } = {};
    const definitions: { [name: string]: Definition } = { ...validatorOf(ANY_OBJECT).file.definitions };
    for (const { source, crd } of crds) {
      const { group, kind, versions } = namesInCrd(source, crd);
      for (const [version, schema] of versions) {
        const name = `${group}/${version} ${kind}`;
        kinds[name] = name;
        definitions[name] = rootOf(schema);
        groups[group] = { ...groups[group], [version]: [...(groups[group]?.[version] ?? []), kind] };
      }
    }
    const source = [...new Set(crds.map((one) => one.source))].join(', ');
    const file: SchemaFile = { source, kinds, groups, definitions };
    this.validator = new Validator(file);
  }

  /** Returns the validator of a kind; undefined if the schemas do not have it. */
  public validatorOf(apiVersion: string, kind: string): Validator | undefined {
    return Object.hasOwn(this.validator.file.kinds, `${apiVersion} ${kind}`) ? this.validator : undefined;
  }

  /** Returns the versions that the schemas have of a kind in a group, as `group/version`. */
  public versionsOf(group: string, kind: string): string[] {
    return Object.entries(this.validator.file.groups?.[group] ?? {})
      .filter(([, kinds]) => kinds.includes(kind))
      .map(([version]) => `${group}/${version}`);
  }

  /** The files of the schemas, as findings name them. */
  public get source(): string {
    return this.validator.file.source;
  }
}

interface CrdNames {
  readonly group: string;
  readonly kind: string;
  readonly versions: [version: string, schema: Tree][];
}

function namesInCrd(source: string, { spec }: Tree): CrdNames {
  const { group, names, versions } = isTree(spec) ? spec : {};
  const kind: unknown = isTree(names) ? names.kind : undefined;
  if (typeof group !== 'string' || typeof kind !== 'string' || !Array.isArray(versions)) {
    throw new InvalidInput(
      `${source}: the CustomResourceDefinition has the group ${quote(group)}, the kind ${quote(kind)} and ${describe(versions)} of versions: give it as 'kubectl get crd NAME -o yaml' prints it.`,
    );
  }
  return {
    group,
    kind,
    versions: versions.map((version: unknown) => {
      const { name, schema } = isTree(version) ? version : {};
      const root: unknown = isTree(schema) ? schema.openAPIV3Schema : undefined;
      if (typeof name !== 'string' || !isTree(root)) {
        throw new InvalidInput(
          `${source}: version ${quote(name)} of ${kind} has no schema.openAPIV3Schema: give a CustomResourceDefinition of apiextensions.k8s.io/v1.`,
        );
      }
      return [name, root];
    }),
  };
}

/** The definition of the objects of a kind. */
function rootOf(schema: Tree): Definition {
  const { properties, ...root } = definitionOfCrd(schema);
  return {
    ...root,
    type: 'object',
    properties: {
      ...properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { $ref: 'ObjectMeta' },
    },
  };
}

/** Returns the schema in the dialect of schemas/README.md, as scripts/schemas.cjs writes it. */
function definitionOfCrd(schema: unknown): Definition {
  if (!isTree(schema)) {
    return { 'x-open': true };
  }
  const made: Tree = Object.fromEntries(
    KEPT_KEYWORDS.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]),
  );
  if (isTree(schema.properties)) {
    made.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, one]) => [name, definitionOfCrd(one)]),
    );
  }
  if (schema.items !== undefined) {
    made.items = definitionOfCrd(schema.items);
  }
  if (isTree(schema.additionalProperties)) {
    made.additionalProperties = definitionOfCrd(schema.additionalProperties);
  }
  addBounds(made, schema);
  addExtensions(made, schema);
  return made as Definition;
}

/** In the schema of a CustomResourceDefinition, a switch makes a bound exclusive. */
function addBounds(made: Tree, schema: Tree): void {
  for (const [side, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ]) {
    if (schema[side] === true) {
      made[side] = made[bound];
      delete made[bound];
    }
  }
}

function addExtensions(made: Tree, schema: Tree): void {
  if (schema['x-kubernetes-int-or-string'] === true) {
    delete made.type;
    made['x-int-or-string'] = true;
  } else {
    for (const key of ['allOf', 'anyOf', 'oneOf', 'not']) {
      if (schema[key] !== undefined) {
        made[key] = schema[key];
      }
    }
  }
  const listType: unknown = schema['x-kubernetes-list-type'];
  const flags: { [name: string]: boolean } = {
    'x-open': schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true,
    'x-meta': schema['x-kubernetes-embedded-resource'] === true,
    'x-nullable': schema.nullable === true,
    'x-set': listType === 'set',
  };
  Object.assign(made, Object.fromEntries(Object.entries(flags).filter(([, isSet]) => isSet)));
  if (listType === 'map') {
    made['x-list-keys'] = schema['x-kubernetes-list-map-keys'];
  }
}
