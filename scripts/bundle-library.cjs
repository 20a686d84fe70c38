// Puts each entry of the compiled library and all files that it needs into one file, in place of the entry: to open hundreds
// of small files is most of the time to load the library. A file in it runs when it is first needed, so what an app
// does not use is not run. `npm run build` calls it after jsii. The rest of the compiled files is not packed.
const fs = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

const project = path.dirname(__dirname);
const lib = path.join(project, 'lib');
const ENTRIES = ['index.js', path.join('commands', '_main.js'), path.join('validation', 'plugin', 'index.js')];
/** The copy of the compiled files that is bundled, next to `lib/`, so that the paths to other folders are the same. */
const copy = path.join(project, 'bundled', 'lib');

/** Folders of the project that stay files of their own. */
const OUTSIDE = ['imports', 'bundled'];

/** The text of a compiled file, as it is bundled for an entry. */
function prepared(file, entry) {
  const text = fs.readFileSync(path.join(lib, file), 'utf8');
  const up = (to) => path.relative(path.dirname(entry), to).split(path.sep).join('/');
  const moved = text
    .replaceAll('__dirname', `require("node:path").join(__dirname, ${JSON.stringify(up(path.dirname(file)))})`)
    .replace(/require\("((?:\.\.\/)+(\w+)\/[^"]+)"\)/g, (found, target, folder) => {
      const here = path.join(path.dirname(file), target);
      return OUTSIDE.includes(folder) && here.startsWith('..') ? `require("OUTSIDE:${up(here)}")` : found;
    });
  return file === 'index.js' ? late(moved) : moved;
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
  return `${exported}\nfunction exportLate(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }\n`;
}

/** What tells Node the names that an ES module can import. It is never run. Node does not find it at the end of the file. */
function namesFor(text) {
  const names = [...text.matchAll(/\bexports\.(\w+) = (?=exports\.|void 0)/g)].map(([, name]) => name);
  return `"use strict";0 && (module.exports = { ${names.join(', ')} });`;
}

function bundled(entry) {
  for (const file of fs.readdirSync(lib, { recursive: true }).filter((name) => name.endsWith('.js'))) {
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    fs.writeFileSync(path.join(copy, file), prepared(file, entry));
  }
  const { outputFiles } = buildSync({
    entryPoints: [path.join(copy, entry)],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    packages: 'external',
    external: ['OUTSIDE:*'],
    banner: { js: namesFor(fs.readFileSync(path.join(lib, entry), 'utf8')) },
  });
  const [{ text }] = outputFiles;
  return text.replaceAll(/require\("OUTSIDE:(?:\.\/)?([^"]+)"\)/g, (_, target) =>
    target.startsWith('.') ? `require("${target}")` : `require("./${target}")`,
  );
}

const texts = ENTRIES.map((entry) => bundled(entry));
ENTRIES.forEach((entry, i) => fs.writeFileSync(path.join(lib, entry), texts[i]));
fs.rmSync(copy, { recursive: true, force: true });
