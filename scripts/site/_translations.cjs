// Shows the examples of the pages in TypeScript and in Python.
const fs = require('node:fs');
const path = require('node:path');
const { project } = require('./_layout.cjs');

const EXAMPLE = /^```(ts|typescript)\n(.*?)^```$/gms;

function tab(name, language, code) {
  const lines = ['```' + language, ...code.trimEnd().split('\n'), '```'];
  return `=== "${name}"\n\n${lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')}\n`;
}

/** Reads what scripts/examples.cjs wrote: Python by TypeScript. */
function readTranslations() {
  const file = path.join(project, '.examples.json');
  if (!fs.existsSync(file)) {
    throw new Error('The examples are not translated: run npm run site, or node scripts/examples.cjs after a build.');
  }
  return new Map(
    Object.entries(JSON.parse(fs.readFileSync(file, 'utf8'))).map(([ts, python]) => [ts.trimEnd(), python]),
  );
}

/** Adds a tab with Python to each example that has a translation. */
function withPython(markdown, translations) {
  return markdown.replace(EXAMPLE, (block, language, code) => {
    const python = translations.get(code.trimEnd());
    return python === undefined ? block : `${tab('TypeScript', 'ts', code)}\n${tab('Python', 'python', python)}`;
  });
}

module.exports = { readTranslations, withPython };
