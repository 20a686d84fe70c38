// Writes bundled/: one minified file for each package that the library needs and that is not a peer dependency, and
// LICENSES.md with the licences of all packages in them.
const fs = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

const project = path.dirname(__dirname);
const folder = path.join(project, 'bundled');

/** The packages, each with the reason why it is bundled, and the names that are needed if these are not all. */
const BUNDLED = [
  {
    name: 'ajv',
    why: 'checks manifests by their schemas (lib/schemas). The whole package is 310 KB packed, this file 38 KB.',
  },
  {
    name: 'js-yaml',
    names: ['parseEvents', 'getScalarValue', 'EVENT_ID', 'SCALAR_STYLE'],
    why: 'reads most documents (lib/files/_fast-yaml.ts). The whole package is 388 KB packed, this file 12 KB.',
  },
];

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder);
const rows = BUNDLED.map(({ name, names, why }) => ({ name, why, parts: bundle(name, names) }));
fs.writeFileSync(path.join(folder, 'LICENSES.md'), licenses(rows));

/** Bundles a package, and returns the names of the packages that are in its file. */
function bundle(name, names) {
  const contents = names
    ? `export { ${names.join(', ')} } from ${JSON.stringify(name)};`
    : `module.exports = require(${JSON.stringify(name)});`;
  const { metafile } = buildSync({
    stdin: { contents, resolveDir: project },
    outfile: path.join(folder, `${name}.cjs`),
    bundle: true,
    minify: true,
    legalComments: 'none',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs).flatMap((file) => packageOf(file) ?? []);
  return [...new Set(inputs)].sort();
}

function packageOf(file) {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[0];
}

function licenses(bundles) {
  const parts = [...new Set(bundles.flatMap(({ parts: all }) => all))].sort();
  const files = bundles.map(
    ({ name, why, parts: all }) => `- \`${name}.cjs\` ${why} It contains ${all.map(titleOf).join(', ')}.`,
  );
  const texts = parts.map((part) => `## ${titleOf(part)}\n\n${licenseOf(part)}\n`);
  return `# Bundled packages\n\n\`npm run build\` writes this folder.\n\n${files.join('\n')}\n\n${texts.join('\n')}`;
}

function titleOf(part) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(project, part, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})`;
}

function licenseOf(part) {
  const file = fs.readdirSync(path.join(project, part)).find((name) => /^licen[cs]e/i.test(name));
  if (!file) {
    throw new Error(`${part} has no licence file: its text must be in bundled/LICENSES.md.`);
  }
  return fs.readFileSync(path.join(project, part, file), 'utf8').trim();
}
