import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES, PROJECT } from './_project';

const ASSEMBLY = JSON.parse(readFileSync(join(PROJECT, '.jsii'), 'utf8'));
const TYPES: any[] = Object.values(ASSEMBLY.types);
/** Without the classes that are generated from CRDs. */
const OWN = TYPES.filter(({ namespace }) => namespace === undefined);

/** All members and parameters of a type. */
function namesOf({ properties = [], methods = [], initializer }: any): string[] {
  const parameters = [...methods, ...(initializer ? [initializer] : [])].flatMap((one: any) => one.parameters ?? []);
  return [...properties, ...methods, ...parameters].map(({ name }) => name);
}

/** The words that the modules of the Python package use. */
function pythonWords(): string[] {
  const source = join(PACKAGES, 'python', 'src', 'cdk8s_antrea_multicast');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.py'));
  const words = files.flatMap((file) => readFileSync(join(source, file), 'utf8').match(/\b[a-z0-9]+(_[a-z0-9]+)+\b/g));
  return [...new Set(words as string[])];
}

test('no name in Python has an abbreviation in pieces', () => {
  // The v of vSphere and vApp is a word, and Layer 7 is l7.
  const pieces = pythonWords().filter((word) => /(^|_)([a-uw-z]|v(?!_(sphere|app)))_|_rs$|_[a-z]$/.test(word));
  expect(pieces).toEqual([]);
});

const PYTHON_KEYWORDS =
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield None True False';

test('no name of the library is a keyword of Python, which needs an underscore', () => {
  const keywords = new Set(PYTHON_KEYWORDS.split(' '));
  expect(OWN.flatMap((type) => namesOf(type).filter((name) => keywords.has(name)))).toEqual([]);
});

test('each type of the library has a docstring that is not only for TypeScript users', () => {
  const typescriptOnly = OWN.filter(({ docs }) => /\bundefined\b|`new /.test(docs?.summary ?? ''));
  expect(typescriptOnly.map(({ name }) => name)).toEqual([]);
});
