import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from 'cdk8s-antrea-multicast';
import { PROJECT } from './_project';

const { types, submodules } = JSON.parse(readFileSync(join(PROJECT, '.jsii'), 'utf8'));
const { bin, files } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

/** What Python, Java, Go and .NET do not have, each with the reason. */
const UNREACHABLE: { [door: string]: string } = {
  'lib/validation/plugin/index.js':
    'cdk8s-cli loads validation plugins only from npm packages; the rules run as Lint and as the command lint',
};

/** Commands that other languages run too, but whose output is TypeScript. */
const WRITES_TYPESCRIPT: { [command: string]: string } = {
  adopt: 'it prints an app as TypeScript code; class Adoption too',
  init: 'it writes a TypeScript project; docs/python.md has the start for Python',
};

test('every export of the library is in the assembly', () => {
  const missing = Object.keys(library).filter(
    (name) => !types[`cdk8s-antrea-multicast.${name}`] && !submodules[`cdk8s-antrea-multicast.${name}`],
  );
  expect(missing).toEqual([]);
});

/** The public members that the declaration of a class lists. Those with an underscore are internal. */
function declared(declaration: string): string[] {
  const members = [
    ...declaration.matchAll(/^ {4}(?!private|protected)((?:static|readonly|abstract|get|set) )*(\w+)[?(:;]/gm),
  ];
  return [...new Set(members.map((match) => match[2]))].filter(
    (name) => name !== 'constructor' && !name.startsWith('_'),
  );
}

/** All members of a type and of its bases in this assembly. */
function inAssembly(fqn: string): string[] {
  const { methods = [], properties = [], base } = types[fqn];
  const own = [...methods, ...properties].map(({ name }: { name: string }) => name);
  return types[base] ? [...own, ...inAssembly(base)] : own;
}

test('every public member of a class is in the assembly', () => {
  const classes = Object.values<any>(types).filter(
    ({ kind, namespace }) => kind === 'class' && namespace === undefined,
  );
  expect(classes.length).toBeGreaterThan(40);
  const missing = classes.flatMap(({ name, fqn, symbolId }) => {
    const text = readFileSync(join(PROJECT, `${symbolId.split(':')[0]}.d.ts`), 'utf8');
    const body = text.slice(text.search(new RegExp(`class ${name}\\b`)));
    const members = declared(body.slice(0, body.indexOf('\n}')));
    return members.filter((member) => !inAssembly(fqn).includes(member)).map((member) => `${name}.${member}`);
  });
  expect(missing).toEqual([]);
});

test('every other door of the package is listed, with its reason', () => {
  const doors = (files as string[]).filter((file) => file.startsWith('lib/') && file.endsWith('.js'));
  // The bin script of each language runs lib/commands/_main.js.
  expect(Object.keys(bin)).toEqual(['cdk8s-antrea-multicast']);
  const others = doors.filter((file) => !['lib/index.js', 'lib/commands/_main.js'].includes(file));
  expect(others).toEqual(Object.keys(UNREACHABLE));
});

test('docs/python.md lists both', () => {
  const page = readFileSync(join(PROJECT, 'docs', 'python.md'), 'utf8');
  expect(page).toContain('validation plugin');
  expect(Object.keys(WRITES_TYPESCRIPT).filter((command) => !page.includes(`\`${command}\``))).toEqual([]);
});
