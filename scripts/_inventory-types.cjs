// Converts the types of jsii assemblies to JSON Schema for the inventory of a fleet.

/** Struct members that the inventory sets by itself. */
const LEFT_OUT = {
  TanzuClusterProps: ['name'],
  WorkloadChartProps: ['cluster'],
  MulticastVirtualMachineProps: ['name'],
};

/** Struct members that an inventory does not have: a key in clear text. */
const REFUSED = { TanzuClusterProps: ['plainTextEncryptionConfig'] };

/** Interfaces of objects that others create, and the class whose methods refer to them by name. */
const REFERENCES = {
  'cdk8s-plus-25.ISecret': 'cdk8s-plus-25.Secret',
  'cdk8s-plus-25.IConfigMap': 'cdk8s-plus-25.ConfigMap',
  'cdk8s-plus-25.IPersistentVolumeClaim': 'cdk8s-plus-25.PersistentVolumeClaim',
};

/** A stream is a name in `streams`. */
const STREAM = 'cdk8s-antrea-multicast.MulticastStream';

const SCOPE = 'constructs.Construct';

/** Writes the definitions that the named types need. */
class Definitions {
  /**
   * @param types all types of the assemblies, by name
   * @param valuesOf returns the values of an enum
   */
  constructor(types, valuesOf) {
    this.types = types;
    this.valuesOf = valuesOf;
    this.all = {};
  }

  /** Returns the schema of a type; undefined if no data can stand for it. */
  of(type) {
    if (type.primitive) {
      return (
        { any: {}, json: {} }[type.primitive] ?? (type.primitive === 'date' ? undefined : { type: type.primitive })
      );
    }
    if (type.collection) {
      const items = this.of(type.collection.elementtype);
      return (
        items && (type.collection.kind === 'array' ? listOf(items) : { type: 'object', additionalProperties: items })
      );
    }
    if (type.union) {
      const branches = type.union.types.map((one) => this.of(one));
      return branches.every(Boolean) ? { anyOf: branches } : undefined;
    }
    return this.named(type.fqn);
  }

  /** Returns a reference to the definition of a struct, enum or class. */
  named(fqn) {
    const type = this.types[REFERENCES[fqn] ?? fqn];
    const { name } = type;
    const reference = { $ref: `#/definitions/${name}` };
    if (!(name in this.all)) {
      // A type may refer to itself.
      this.all[name] = {};
      this.all[name] = this.definition(type);
    }
    return this.all[name] && reference;
  }

  definition(type) {
    if (type.fqn === STREAM) {
      return { description: 'The name of a stream in `streams`.', type: 'string', 'x-stream': true };
    }
    if (type.kind === 'enum') {
      return { description: textOf(type), enum: this.valuesOf(type.fqn) };
    }
    if (type.kind === 'interface') {
      return type.datatype ? this.struct(type) : undefined;
    }
    return this.class(type);
  }

  struct(type) {
    const properties = {};
    const required = [];
    const inTypeScript = [];
    for (const member of this.membersOf(type)) {
      const schema = REFUSED[type.name]?.includes(member.name) ? undefined : this.of(member.type);
      if (LEFT_OUT[type.name]?.includes(member.name)) {
        continue;
      }
      if (schema) {
        properties[member.name] = described(schema, textOf(member));
        required.push(...(member.optional ? [] : [member.name]));
      } else if (member.optional) {
        inTypeScript.push(member.name);
      } else {
        return undefined;
      }
    }
    return {
      description: textOf(type),
      ...mapOf(properties),
      ...(required.length > 0 ? { 'x-required': required } : {}),
      ...(inTypeScript.length > 0 ? { 'x-typescript': inTypeScript } : {}),
      ...(LEFT_OUT[type.name] ? { 'x-given': LEFT_OUT[type.name] } : {}),
    };
  }

  membersOf(type) {
    const inherited = (type.interfaces ?? []).flatMap((fqn) => this.membersOf(this.types[fqn]));
    const byName = new Map([...inherited, ...(type.properties ?? [])].map((member) => [member.name, member]));
    return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** A map with the name of a static method as its key, or only this name if the method needs no argument. */
  class(type) {
    const properties = {};
    const factories = {};
    const names = [];
    for (const method of this.methodsOf(type)) {
      const { parameters = [] } = method;
      const schema = this.argumentsOf(parameters);
      if (schema) {
        const given = parameters.filter((parameter) => !isPlace(parameter));
        // Not null: it would remove the only key.
        properties[method.name] = { description: textOf(method), ...(schema.$ref ? { anyOf: [schema] } : schema) };
        factories[method.name] = parameters.map((parameter) =>
          isPlace(parameter) ? `$${parameter.name}` : parameter.name,
        );
        names.push(...(given.every(({ optional }) => optional) ? [method.name] : []));
      }
    }
    if (Object.keys(properties).length === 0) {
      return undefined;
    }
    const map = { ...mapOf(properties), minProperties: 1, maxProperties: 1 };
    return {
      description: textOf(type),
      anyOf: [...(names.length > 0 ? [{ enum: names }] : []), map],
      'x-class': type.fqn,
      'x-arguments': factories,
    };
  }

  methodsOf(type) {
    const returns = (method) => this.types[method.returns?.type.fqn];
    const isFactory = (method) =>
      method.static && (returns(method) === type || REFERENCES[returns(method)?.fqn] === type.fqn);
    return (type.methods ?? []).filter(isFactory).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The value of the only parameter, or a map of all parameters. */
  argumentsOf(parameters) {
    const given = parameters.filter((parameter) => !isPlace(parameter));
    const schemas = given.map(({ type, variadic }) => {
      const schema = this.of(type);
      return schema && variadic ? listOf(schema) : schema;
    });
    const missing = given.filter((_, i) => !schemas[i]);
    if (missing.some(({ optional }) => !optional)) {
      return undefined;
    }
    if (given.length === 1) {
      return schemas[0];
    }
    const known = given.flatMap((parameter, i) =>
      schemas[i] ? [[parameter.name, described(schemas[i], textOf(parameter))]] : [],
    );
    const required = given.filter(({ optional }) => !optional).map(({ name }) => name);
    return { ...mapOf(Object.fromEntries(known)), ...(required.length > 0 ? { 'x-required': required } : {}) };
  }
}

/** Whether the library gives the argument: the place of a construct in the app. */
function isPlace({ name, type }) {
  return type.fqn === SCOPE || (name === 'id' && type.primitive === 'string');
}

function mapOf(properties) {
  return { type: 'object', additionalProperties: false, properties };
}

function listOf(items) {
  return { type: 'array', items };
}

/** The schema of a member, which null removes. */
function described(schema, description) {
  return { ...(description ? { description } : {}), ...orNull(schema) };
}

function orNull(schema) {
  if (schema.enum) {
    return { ...schema, enum: [...schema.enum, null] };
  }
  if (typeof schema.type === 'string') {
    return { ...schema, type: [schema.type, 'null'] };
  }
  return Object.keys(schema).length === 0 ? {} : { anyOf: [...(schema.anyOf ?? [schema]), { type: 'null' }] };
}

/** The text of a docstring, for the editor. */
function textOf({ docs = {} }) {
  const standard = docs.default && `Default: ${docs.default.replace(/^- /, '')}`;
  return [docs.summary, docs.remarks, standard].filter(Boolean).join('\n\n').trim();
}

module.exports = { Definitions, described, listOf, mapOf };
