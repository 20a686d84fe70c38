// npm run site: makes the documentation site in site/ from the pages of the repository and the assembly of the last build.
const fs = require('node:fs');
const path = require('node:path');
const { project } = require('./_layout.cjs');
const { indentLists } = require('./_markdown.cjs');
const { writeReference } = require('./_reference.cjs');
const { writeRepositoryPages } = require('./_repository-pages.cjs');
const { mkdocs, run } = require('./_tools.cjs');
const { readTranslations, withPython } = require('./_translations.cjs');

const work = path.join(project, '.site');
const pages = path.join(work, 'pages');

/** Returns the function that writes a page or another file. */
function writer() {
  const translations = readTranslations();
  return (page, text) => {
    const file = path.join(pages, page);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, page.endsWith('.md') ? withPython(text, translations) : text);
  };
}

/** The start page shows the first example of the README, which a test runs. */
function home() {
  const [example] = /^```ts\n.*?^```$/ms.exec(fs.readFileSync(path.join(project, 'README.md'), 'utf8'));
  const text = fs.readFileSync(path.join(__dirname, 'home.md'), 'utf8');
  return indentLists(text).replace('<!-- the first example of README.md -->', () => example);
}

async function build() {
  const write = writer();
  const program = mkdocs(work);
  fs.rmSync(pages, { recursive: true, force: true });
  writeRepositoryPages(write);
  await writeReference(write);
  // Search from file:// needs it. The default is an address on the internet.
  write('iframe-worker.js', fs.readFileSync(require.resolve('iframe-worker/shim')));
  write('site.css', fs.readFileSync(path.join(__dirname, 'site.css')));
  write('index.md', home());
  const env = { ...process.env, NO_MKDOCS_2_WARNING: 'true' };
  const built = path.join(work, 'site');
  run(program, ['build', '--strict', '--site-dir', built], 'MkDocs found the mistakes above.', { cwd: project, env });
  // A build with mistakes leaves the site as it was.
  const site = path.join(project, 'site');
  fs.rmSync(site, { recursive: true, force: true });
  fs.renameSync(built, site);
  process.stdout.write('The site is in site/: open site/index.html.\n');
}

build().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
