// Which file of the repository becomes which page of the site, and where a link of the repository leads on the site.
const fs = require('node:fs');
const path = require('node:path');
const { stringify } = require('yaml');
const { anchorOf } = require('./_markdown.cjs');

const project = path.resolve(__dirname, '..', '..');
const repository = require(path.join(project, 'package.json')).homepage.replace(/#.*$/, '');

/** Pages that become a folder with one page for each heading of level 2, with the name of the page of a heading. */
const DIVIDED = {
  'docs/rules.md': (heading) => anchorOf(heading.split(':')[0]),
  'docs/compatibility.md': anchorOf,
};

/** The pages that jsii-docgen writes, each with the submodule that it is about: the site has a page for each class. */
const OF_CLASSES = {
  'API.md': '',
  'docs/addons.md': 'addons',
  'docs/cluster-api.md': 'clusterApi',
  'docs/cni.md': 'cni',
  'docs/tanzu-run.md': 'tanzuRun',
  'docs/vm-operator.md': 'vmOperator',
};

/** The pages of the site, by the file of the repository. */
function layout() {
  const docs = fs
    .readdirSync(path.join(project, 'docs'))
    .filter((name) => name.endsWith('.md') && !OF_CLASSES[`docs/${name}`]);
  const readmes = ['examples', 'images'].flatMap((folder) =>
    fs
      .readdirSync(path.join(project, folder))
      .filter((name) => fs.existsSync(path.join(project, folder, name, 'README.md')))
      .map((name) => [`${folder}/${name}/README.md`, `${folder}/${name}.md`]),
  );
  return new Map([
    ['README.md', 'index.md'],
    ['CHANGELOG.md', 'changelog.md'],
    ...docs.map((name) => [`docs/${name}`, name]),
    ...readmes,
    ...Object.entries(OF_CLASSES).map(([file, submodule]) => [file, path.posix.join('api', submodule, 'index.md')]),
  ]);
}

/** The head of a page outside of the navigation, which would be empty at its side. */
function frontMatter(more = {}) {
  return `---\n${stringify({ hide: ['navigation'], ...more })}---\n\n`;
}

/** The address of a file or folder of the repository. */
function onRepository(file) {
  const isFolder = fs.statSync(path.join(project, file)).isDirectory();
  return `${repository}/${isFolder ? 'tree' : 'blob'}/main/${file}`;
}

/** The headings of a divided page, by their anchors. */
function headings(file) {
  const text = fs.readFileSync(path.join(project, file), 'utf8');
  return new Map([...text.matchAll(/^## +(.*)$/gm)].map(([, heading]) => [anchorOf(heading), heading]));
}

/** Returns a function that finds the target of a link on the site. It gets the file with the link, the page and the target. */
function resolver(pages) {
  const divided = new Map(Object.keys(DIVIDED).map((file) => [file, headings(file)]));
  return (file, page, target) => {
    if (/^[a-z]+:/.test(target)) {
      return target;
    }
    const [to, anchor] = target.split('#');
    const goal = to === '' ? file : path.posix.join(path.posix.dirname(file), to);
    if (goal.startsWith('docs/pictures/')) {
      return path.posix.relative(path.posix.dirname(page), goal.slice('docs/'.length));
    }
    const known = pages.get(goal.replace(/\/$/, ''));
    if (known === undefined) {
      if (!fs.existsSync(path.join(project, goal))) {
        throw new Error(`${file} links to ${goal}, which does not exist.`);
      }
      return onRepository(goal);
    }
    const heading = divided.get(goal)?.get(anchor);
    const own = heading === undefined ? known : `${known.replace(/\.md$/, '')}/${DIVIDED[goal](heading)}.md`;
    // The start page of the site is not the README: its headings are elsewhere.
    const isLost = heading !== undefined || goal === 'README.md' || goal in OF_CLASSES;
    const rest = anchor === undefined || isLost ? '' : `#${anchor}`;
    const from = path.posix.relative(path.posix.dirname(page), own);
    return own === page && rest !== '' ? rest : `${from}${rest}`;
  };
}

module.exports = { DIVIDED, OF_CLASSES, frontMatter, layout, onRepository, project, repository, resolver };
