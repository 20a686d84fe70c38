// Writes bundled/: one minified file for each package that the library needs and that is not a peer dependency, and
// LICENSES.md with the licences of all packages in them.
const fs = require('node:fs');
const path = require('node:path');
const { BUNDLED, bundle, folder } = require('./_bundled.cjs');

const project = path.dirname(__dirname);

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder);
const rows = BUNDLED.map((one) => ({ ...one, parts: bundle(one, true) }));
fs.writeFileSync(path.join(folder, 'LICENSES.md'), licenses(rows));

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
