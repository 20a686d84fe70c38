// Types and signatures of the API in TypeScript and in Python, with the names that jsii makes.
const { toSnakeCase } = require('codemaker');

const PYTHON_WORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass print raise return try while with yield'.split(
    ' ',
  ),
);
const PRIMITIVES = {
  ts: { any: 'any', boolean: 'boolean', date: 'Date', json: 'any', number: 'number', string: 'string' },
  python: { any: 'Any', boolean: 'bool', date: 'datetime', json: 'Any', number: 'int | float', string: 'str' },
};

/** Returns the name of a member or parameter in Python. */
function pythonName(name) {
  const snake = toSnakeCase(name);
  return PYTHON_WORDS.has(snake) ? `${snake}_` : snake;
}

/** Returns the Python module of an assembly. */
function pythonModule(assembly) {
  return assembly.targets?.python?.module ?? assembly.name.replace(/^@/, '').replace(/[^A-Za-z0-9.]/g, '_');
}

/** Returns the name of a type as code has it after its module or submodule is imported. */
function nameOf(type, language, own) {
  const submodule = type.namespace && (language === 'python' ? pythonName(type.namespace) : type.namespace);
  const local = submodule ? `${submodule}.${type.name}` : type.name;
  const isCommon = type.assembly === own || type.assembly.name === 'constructs' || type.assembly.name === 'cdk8s';
  return isCommon ? local : `${language === 'python' ? pythonModule(type.assembly) : type.assembly.name}.${local}`;
}

/** Returns the text of a type. `own` is the assembly whose types need no prefix. */
function typeText(reference, language, own) {
  const text = (inner) => typeText(inner, language, own);
  if (reference.primitive) {
    return PRIMITIVES[language][reference.primitive];
  }
  if (reference.arrayOfType) {
    const inner = text(reference.arrayOfType);
    const asArray = inner.includes(' | ') ? `(${inner})[]` : `${inner}[]`;
    return language === 'python' ? `Sequence[${inner}]` : asArray;
  }
  if (reference.mapOfType) {
    const inner = text(reference.mapOfType);
    return language === 'python' ? `Mapping[str, ${inner}]` : `Record<string, ${inner}>`;
  }
  if (reference.unionOfTypes) {
    return reference.unionOfTypes.map(text).join(' | ');
  }
  return reference.type ? nameOf(reference.type, language, own) : 'void';
}

/** Returns the types of the API that a reference names. */
function typesIn(reference) {
  const inner = reference.arrayOfType ?? reference.mapOfType;
  const several = reference.unionOfTypes ?? (inner ? [inner] : []);
  return reference.fqn ? [reference.type] : several.flatMap(typesIn);
}

const isStruct = (type) => type?.isInterfaceType() && type.isDataType();

/** Required options first, as Python needs them, then the other own options, then those of other structs. */
function optionsOf(struct) {
  const rank = (option) => (option.optional ? 1 + Number(option.definingType !== struct) : 0);
  return [...struct.allProperties].sort((a, b) => rank(a) - rank(b));
}

/** Breaks a long signature into a line for each parameter. */
function signature(head, parameters, tail) {
  const line = `${head}(${parameters.join(', ')})${tail}`;
  return line.length <= 76 ? line : `${head}(\n${parameters.map((one) => `  ${one},`).join('\n')}\n)${tail}`;
}

function tsParameters(callable, own) {
  return callable.parameters.map((one) => {
    const dots = one.variadic ? '...' : '';
    const type = typeText(one.type, 'ts', own);
    return `${dots}${one.name}${one.optional ? '?' : ''}: ${one.variadic ? `${type}[]` : type}`;
  });
}

function pythonParameter({ name, type, optional }, own) {
  return `${pythonName(name)}: ${typeText(type, 'python', own)}${optional ? ' = None' : ''}`;
}

/** The options of a struct are keyword arguments in Python. */
function keywords(struct, own) {
  const all = optionsOf(struct).map((option) => pythonParameter(option, own));
  return all.length > 0 ? ['*', ...all] : [];
}

/** In Python, the options of the last parameter are keyword arguments. */
function pythonParameters(callable, own) {
  const last = callable.parameters.at(-1);
  const isLifted = last && !last.variadic && isStruct(last.type.type);
  const plain = isLifted ? callable.parameters.slice(0, -1) : callable.parameters;
  const first = plain.map((one) => (one.variadic ? '*' : '') + pythonParameter(one, own));
  return [...first, ...(isLifted ? keywords(last.type.type, own) : [])];
}

/** How to create an object of a class or, in Python, of a struct. */
const creation = {
  ts: (type, own) => signature(`new ${nameOf(type, 'ts', own)}`, tsParameters(type.initializer, own), ''),
  python: (type, own) => signature(nameOf(type, 'python', own), pythonParameters(type.initializer, own), ''),
  struct: (type, own) => signature(nameOf(type, 'python', own), keywords(type, own), ''),
};

/** How to call a method. */
const call = {
  ts: (method, own) => {
    const head = method.static ? `${nameOf(method.parentType, 'ts', own)}.${method.name}` : method.name;
    return signature(head, tsParameters(method, own), `: ${typeText(method.returns.type, 'ts', own)}`);
  },
  python: (method, own) => {
    const name = pythonName(method.name);
    const head = method.static ? `${nameOf(method.parentType, 'python', own)}.${name}` : name;
    const { type } = method.returns;
    return signature(head, pythonParameters(method, own), ` -> ${type.void ? 'None' : typeText(type, 'python', own)}`);
  },
};

module.exports = { call, creation, isStruct, nameOf, optionsOf, pythonModule, pythonName, typeText, typesIn };
