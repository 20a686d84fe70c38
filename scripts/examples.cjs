// Compiles every TypeScript example in the docstrings, the README and the hand-written pages, after a build:
// node scripts/examples.cjs
//
// It also translates them into Python, and writes the translations to .examples.json: TypeScript as the key, Python as the
// value. The documentation site shows both. Examples below the comment <!-- only in TypeScript --> are left out.
//
// jsii-rosetta reads examples from assemblies only. So an assembly without types carries each page as the readme of a
// submodule, and jsii-rosetta compiles it together with the assembly of the library.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { handWrittenPages } = require('./_pages.cjs');

const project = path.dirname(__dirname);
/** jsii-rosetta warns of missing packages with an empty list when nothing is missing. */
const NO_WARNING = /^.*packages necessary to compile examples missing from supplied directory: [, ]*\n/m;
const PACKAGES = ['@types', 'cdk8s', 'cdk8s-plus-25', 'constructs'];

/** Links the packages into the folder, so that examples resolve their imports as in an app that uses the library. */
function linkPackages(folder) {
  const modules = path.join(folder, 'node_modules');
  fs.mkdirSync(modules);
  fs.symlinkSync(project, path.join(modules, 'cdk8s-antrea-multicast'));
  for (const name of PACKAGES) {
    fs.symlinkSync(path.join(project, 'node_modules', name), path.join(modules, name));
  }
}

/** Writes the assembly of the pages. The README is in the assembly of the library. */
function writePages(folder, pages) {
  const submodules = pages.map((page, i) => {
    const markdown = fs.readFileSync(path.join(project, page), 'utf8');
    return [`pages.${i}`, { readme: { markdown } }];
  });
  const library = JSON.parse(fs.readFileSync(path.join(project, '.jsii'), 'utf8'));
  const assembly = { ...library, name: 'pages', submodules: Object.fromEntries(submodules) };
  for (const key of ['readme', 'types', 'bin', 'dependencies', 'dependencyClosure']) {
    delete assembly[key];
  }
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, '.jsii'), JSON.stringify(assembly));
}

/** Examples that jsii-rosetta cannot translate. */
function onlyInTypeScript(pages) {
  const marked = pages.flatMap((page) => [
    ...fs
      .readFileSync(path.join(project, page), 'utf8')
      .matchAll(/^<!-- only in TypeScript -->\n+```\w+\n(.*?)^```$/gms),
  ]);
  return new Set(marked.map(([, code]) => code.trimEnd()));
}

/** Writes the translations of the tablet, which has them in the order of the pages. */
function writeTranslations(tablet, pages) {
  const left = onlyInTypeScript(pages);
  const { snippets } = JSON.parse(fs.readFileSync(tablet, 'utf8'));
  const all = Object.values(snippets).map(({ translations }) => [translations.$.source, translations.python.source]);
  const pairs = all.filter(([source]) => !left.has(source.trimEnd()));
  fs.writeFileSync(path.join(project, '.examples.json'), `${JSON.stringify(Object.fromEntries(pairs), null, 1)}\n`);
}

/** Replaces the names that jsii-rosetta gives to examples with the file and the line. */
function withPlaces(text, pages) {
  return text
    .replace(NO_WARNING, '')
    .replace(
      /pages\.(\d+)-README-L(\d+)\.ts:(\d+)/g,
      (_, page, fence, line) => `${pages[page]}:${Number(fence) + Number(line)}`,
    )
    .replace(
      /cdk8s-antrea-multicast-README-L(\d+)\.ts:(\d+)/g,
      (_, fence, line) => `README.md:${Number(fence) + Number(line)}`,
    );
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
try {
  const pages = handWrittenPages().filter((page) => page !== 'README.md');
  linkPackages(folder);
  writePages(path.join(folder, 'pages'), pages);
  const rosetta = path.join(project, 'node_modules', 'jsii-rosetta', 'bin', 'jsii-rosetta');
  const args = ['extract', '--strict', '--fail', '--directory', folder, project, path.join(folder, 'pages')];
  const tablet = path.join(folder, 'tablet.json');
  args.push('--cache-to', tablet);
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [rosetta, ...args], { encoding: 'utf8' });
  if (error) {
    throw error;
  }
  process.stdout.write(withPlaces(stdout, pages));
  process.stderr.write(withPlaces(stderr, pages));
  process.exitCode = status ?? 1;
  writeTranslations(tablet, pages);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
