// Puts the compiled library into one file, bundled/library.cjs, of which the entries in `lib/` take their part: to open
// hundreds of small files is most of the time to load the library. A file in it runs when it is first needed, so what an
// app does not use is not run. `npm run build` calls it after jsii. The other compiled files are not packed.
const fs = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

const project = path.dirname(__dirname);
const lib = path.join(project, 'lib');
/** The entries, and the names of their functions in the bundle. */
const ENTRIES = { index: 'index.js', commands: 'commands/_main.js', plugin: 'validation/plugin/index.js' };
const folder = path.join(project, 'bundled');
/** A copy of the compiled files with other paths. */
const copy = path.join(folder, 'lib');

/** The text of a compiled file, with the paths of the bundle. */
function prepared(file) {
  const text = fs.readFileSync(path.join(lib, file), 'utf8');
  const place = path.posix.join('..', 'lib', path.posix.dirname(file));
  const moved = text
    .replaceAll('__dirname', `require("node:path").join(__dirname, ${JSON.stringify(place)})`)
    // The generated classes stay files of their own, which only a part of the apps needs.
    .replace(
      /require\("((?:\.\.\/)+imports\/[^"]+)"\)/g,
      (_, target) => `require("OUTSIDE:${path.posix.join(place, target)}")`,
    );
  return file === ENTRIES.index ? late(moved) : moved;
}

/**
 * The text of a file that only exports, so that it loads each file when a name of it is first read. Node does not give an ES
 * module a name whose getter it sees and does not understand, so a function defines the getters.
 */
function late(text) {
  const exported = text
    .replace(/^var (\w+) = (require\("[^"]+"\));$/gm, 'var $1 = () => $2;')
    .replace(
      /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
      'exportLate("$1", () => $2().$3);',
    )
    .replace(/^exports\.(\w+) = (__importStar\(require\("[^"]+"\)\));$/gm, 'exportLate("$1", () => $2);');
  // The compiler accepts a default import, which in CommonJS reads this property.
  return `${exported}
function exportLate(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }
Object.defineProperty(exports, "default", { value: exports });
`;
}

/** The text of an entry. The names in it, which are never run, tell Node what an ES module can import. */
function entryText(name, file) {
  const text = fs.readFileSync(path.join(lib, file), 'utf8');
  const names = [...text.matchAll(/\bexports\.(\w+) = (?=exports\.|void 0)/g)].map(([, one]) => one);
  const bundle = path.posix.relative(path.posix.dirname(`lib/${file}`), 'bundled/library.cjs');
  return `"use strict";\n0 && (module.exports = { ${names.join(', ')} });\nconst { ${name} } = require("${bundle}");\nmodule.exports = ${name}();\n`;
}

function bundle() {
  const files = fs.readdirSync(lib, { recursive: true }).map((file) => file.split(path.sep).join('/'));
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    fs.writeFileSync(path.join(copy, file), prepared(file));
  }
  const contents = Object.entries(ENTRIES).map(([name, file]) => `exports.${name} = () => require("./lib/${file}");`);
  const { outputFiles } = buildSync({
    stdin: { contents: contents.join('\n'), resolveDir: folder },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    // Node prints the line that throws above an error that nothing catches.
    lineLimit: 400,
    packages: 'external',
    external: ['OUTSIDE:*'],
  });
  return outputFiles[0].text.replaceAll('"OUTSIDE:', '"');
}

const library = bundle();
const texts = Object.entries(ENTRIES).map(([name, file]) => [file, entryText(name, file)]);
fs.rmSync(copy, { recursive: true });
fs.writeFileSync(path.join(folder, 'library.cjs'), library);
texts.forEach(([file, text]) => fs.writeFileSync(path.join(lib, file), text));
removeUnreachedTypes();

/** Deletes the declarations that no entry reaches: the package has only those of its public names. */
function removeUnreachedTypes() {
  const reached = new Set();
  const left = ['index.d.ts', 'validation/plugin/index.d.ts'];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (!reached.has(file) && fs.existsSync(path.join(lib, file))) {
      reached.add(file);
      const text = fs.readFileSync(path.join(lib, file), 'utf8');
      for (const [, target] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)) {
        const base = path.posix.join(path.posix.dirname(file), target);
        left.push(`${base}.d.ts`, `${base}/index.d.ts`);
      }
    }
  }
  for (const file of fs.readdirSync(lib, { recursive: true }).map((name) => name.split(path.sep).join('/'))) {
    // A few declarations are written by hand, and are not output of the compiler.
    if (
      file.endsWith('.d.ts') &&
      !reached.has(file) &&
      fs.existsSync(path.join(lib, file.replace(/\.d\.ts$/, '.ts')))
    ) {
      fs.rmSync(path.join(lib, file));
    }
  }
}
