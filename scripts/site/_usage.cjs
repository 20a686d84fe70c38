// Finds where a type of the API is used: by which other types, and in which examples of the documentation.
const fs = require('node:fs');
const path = require('node:path');
const { handWrittenPages } = require('../_pages.cjs');
const { project } = require('./_layout.cjs');
const { isStruct, typesIn } = require('./_signatures.cjs');

const read = (file) => fs.readFileSync(path.join(project, file), 'utf8');

/** Every TypeScript example of the pages and docstrings is compiled by npm run docs, and each example is an app with a test. */
function allExamples() {
  const blocks = handWrittenPages().flatMap((file) => {
    return [...read(file).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => ({ file, code }));
  });
  const apps = fs
    .readdirSync(path.join(project, 'examples'))
    .map((name) => ({ file: `examples/${name}/main.ts`, code: read(`examples/${name}/main.ts`) }));
  const shortest = (a, b) => a.code.length - b.code.length || a.file.localeCompare(b.file);
  const statements = (code) => code.replace(/^import.*$|\/\/.*$/gm, '');
  return [...blocks.sort(shortest), ...apps.sort(shortest)].map((one) => ({
    ...one,
    statements: statements(one.code),
  }));
}

/** The members of a type that name other types: [name, types]. */
function references(type) {
  if (type.isEnumType()) {
    return [];
  }
  const ofCallable = (name, { parameters, returns }) => [
    name,
    [...parameters.map((one) => one.type), ...(returns ? [returns.type] : [])].flatMap(typesIn),
  ];
  const initializer = type.isClassType() ? type.initializer : undefined;
  return [
    ...type.ownProperties.map((one) => [one.name, typesIn(one.type)]),
    ...type.ownMethods.map((one) => ofCallable(one.name, one)),
    ...(initializer ? [ofCallable(undefined, initializer)] : []),
  ];
}

/** Returns for each type the list of its users: { type, member }. */
function usersOf(types) {
  const users = new Map(types.map((type) => [type.fqn, []]));
  for (const type of types) {
    for (const [member, used] of references(type)) {
      for (const fqn of new Set(used.map((one) => one?.fqn))) {
        if (fqn !== type.fqn) {
          users.get(fqn)?.push({ type, member });
        }
      }
    }
    const bases = type.isEnumType()
      ? []
      : [...type.interfaces, ...(type.isClassType() && type.base ? [type.base] : [])];
    bases.forEach((base) => users.get(base.fqn)?.push({ type, member: undefined }));
  }
  return users;
}

/** Returns a function that finds the shortest example with a type. */
function exampleFinder(types) {
  const users = usersOf(types);
  const examples = allExamples();
  const named = ({ name, namespace }) =>
    namespace
      ? new RegExp(`\\b${namespace}\\.${name}\\b`)
      : new RegExp(`(?<![\\w'"]|(?<!\\bmc)\\.)${name}\\b(?![:'"])`);
  const withType = (type) => examples.filter(({ statements }) => named(type).test(statements));

  /** Examples of the type, or of what takes or returns it: they must set the option, or call the method. */
  const withUser = (type, seen) => {
    const direct = withType(type);
    if (direct.length > 0 || type.isEnumType() || seen.includes(type)) {
      return direct;
    }
    return users.get(type.fqn).flatMap(({ type: user, member }) => {
      const found = withUser(user, [...seen, type]);
      const ofMember = isStruct(user) ? `\\b${member}:` : `\\.${member}\\b`;
      const pattern = member === undefined ? '' : ofMember;
      return found.filter(({ statements }) => new RegExp(pattern).test(statements));
    });
  };
  return {
    users,
    exampleOf: (type) => withUser(type, []).sort((a, b) => examples.indexOf(a) - examples.indexOf(b))[0],
  };
}

module.exports = { exampleFinder };
