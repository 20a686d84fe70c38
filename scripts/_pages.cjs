// Lists the hand-written Markdown pages. `npm run docs` generates the other pages of docs/.
const fs = require('node:fs');
const path = require('node:path');

const project = path.dirname(__dirname);
const GENERATED = [
  ...[
    'addons.md',
    'cluster-api.md',
    'cni.md',
    'compatibility.md',
    'licenses.md',
    'rules.md',
    'tanzu-run.md',
    'vm-operator.md',
  ],
];

function names(folder) {
  return fs.readdirSync(path.join(project, folder)).sort();
}

/** Returns the paths of all hand-written pages, relative to the project. */
function handWrittenPages() {
  const top = names('.').filter((name) => name.endsWith('.md') && name !== 'API.md');
  const docs = names('docs').filter((name) => name.endsWith('.md') && !GENERATED.includes(name));
  const readmes = ['examples', 'images']
    .flatMap((folder) => names(folder).map((name) => path.posix.join(folder, name, 'README.md')))
    .filter((page) => fs.existsSync(path.join(project, page)));
  return [...top, ...docs.map((name) => `docs/${name}`), ...readmes];
}

module.exports = { handWrittenPages };
