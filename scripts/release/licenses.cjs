// Writes docs/licenses.md: the licence of each package that users get. `npm run docs` calls it.
const fs = require('node:fs');
const path = require('node:path');
const { PART, installed } = require('./_installed.cjs');

const project = path.dirname(path.dirname(__dirname));

/** The tables of the page, each with the packages that are in it. */
const SECTIONS = [
  {
    part: PART.BUNDLED,
    title: 'In the package',
    text: 'Code of these packages is in the folder `bundled/` of the package. `bundled/LICENSES.md` has the texts of their licences.',
  },
  {
    part: PART.PEER,
    title: 'Peer dependencies',
    text: 'Your app installs the peer dependencies itself. These are their oldest supported versions, with the packages that they need. Newer versions can have others.',
  },
  {
    part: PART.OPTIONAL,
    title: 'Optional dependencies of peers',
    text: 'npm installs these packages because `cdk8s` and `cdk8s-plus-25` name the tool `backport` as an optional dependency. Their code never loads it: `npm install --omit=optional` leaves them out.',
  },
];

function table(packages) {
  const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  return ['| package | version | licence |', '| --- | --- | --- |', ...new Set(rows)].join('\n');
}

function page() {
  const packages = installed();
  const sections = SECTIONS.map(({ part, title, text }) => {
    const own = packages.filter((one) => one.part === part);
    return `## ${title}\n\n${text}\n\n${table(own)}\n`;
  });
  const intro =
    '`npm run docs` writes this page from `package-lock.json`. The library itself has the licence Apache-2.0.';
  return `# Licences of all that you install\n\n${intro}\n\n${sections.join('\n')}`;
}

fs.writeFileSync(path.join(project, 'docs', 'licenses.md'), page());
