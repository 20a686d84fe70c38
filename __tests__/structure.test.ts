import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const PROJECT = join(__dirname, '..');
const RULES = 'lib/rules/catalogue';

/** Every file that is written by hand below a folder, by its path in the project. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .filter((path) => !path.endsWith('.d.ts') && !(path.startsWith('lib') && path.endsWith('.js')));
}

/** The files of lib/ that a file imports, for types too. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(PROJECT, file), 'utf8');
  const specifiers = [...text.matchAll(/\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/g)].map(
    (found) => found[1] ?? found[2],
  );
  return specifiers
    .map((specifier) => resolve(PROJECT, dirname(file), specifier))
    .map((path) => [`${path}.ts`, join(path, 'index.ts')].find(existsSync))
    .filter((path) => path !== undefined)
    .map((path) => relative(PROJECT, path));
}

/** The files in circles: what is left without the files that import nothing left, or that nothing left imports. */
function circles(importsByFile: Map<string, string[]>): string[] {
  let left = importsByFile;
  for (let size = -1; size !== left.size;) {
    size = left.size;
    const imported = new Set([...left.values()].flat());
    left = new Map(
      [...left].filter(([file, imports]) => imported.has(file) && imports.some((one) => left.has(one) && one !== file)),
    );
  }
  return [...left.keys()].sort();
}

test('a circle is found, and files that are only near one are not', () => {
  const imports = { top: ['a'], a: ['b'], b: ['c'], c: ['a', 'ground'], ground: [] };
  expect(circles(new Map(Object.entries(imports)))).toEqual(['a', 'b', 'c']);
});

test('the imports of a file are found, type imports included', () => {
  expect(importsOf('lib/messages/_verdict.ts')).toEqual(
    expect.arrayContaining(['lib/messages/_errors.ts', 'lib/messages/finding.ts']),
  );
});

test('no files of lib/ import each other in a circle, type imports included', () => {
  expect(circles(new Map(filesBelow('lib').map((file) => [file, importsOf(file)])))).toEqual([]);
});

test.each(['lib', '__tests__'])('no folder of %s/ has more than 25 files, except the rules', (top) => {
  const counts = new Map<string, number>();
  for (const file of filesBelow(top)) {
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  }
  expect([...counts].filter(([folder, count]) => count > 25 && folder !== RULES)).toEqual([]);
});

test('a file of lib/ under 30 lines is a rule, or joins the concept that it serves', () => {
  const short = filesBelow('lib').filter(
    (file) => dirname(file) !== RULES && readFileSync(join(PROJECT, file), 'utf8').split('\n').length <= 30,
  );
  expect(short).toEqual([]);
});

test('a name at the top level of a file of lib/ is defined in no other file', () => {
  const places = new Map<string, string[]>();
  for (const file of filesBelow('lib').filter((path) => path.endsWith('.ts'))) {
    const text = readFileSync(join(PROJECT, file), 'utf8');
    const definitions = text.matchAll(
      /^(?:export )?(?:abstract |async )?(?:class|interface|enum|function|const|type) (\w+)/gm,
    );
    for (const [, name] of definitions) {
      places.set(name, [...(places.get(name) ?? []), file]);
    }
  }
  expect(places.size).toBeGreaterThan(500);
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
});
