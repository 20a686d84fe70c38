// node scripts/site/screenshots.cjs FOLDER: pictures of the built site on a phone and a desktop, in light and dark colours.
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { SCREENS, launch } = require('./_browser.cjs');
const { project } = require('./_layout.cjs');

const PAGES = [
  'index',
  'start',
  'how-multicast-works',
  'pod-to-vm',
  'api/MulticastSender',
  'api/MulticastSenderProps',
  'api/index',
  'rules',
  'rules/tam001',
];

async function screenshots(folder) {
  const browser = await launch();
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ viewport, colorScheme, offline: true });
      const page = await context.newPage();
      for (const name of PAGES) {
        await page.goto(pathToFileURL(path.join(project, 'site', `${name}.html`)).href);
        const file = `${name.replaceAll('/', '-')}-${screen}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(folder, file) });
      }
      await context.close();
    }
  }
  await browser.close();
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node scripts/site/screenshots.cjs FOLDER\n');
  process.exitCode = 2;
} else {
  screenshots(folder).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
