import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { SITE } from './_site';

const { SCREENS, launch } = createRequire(__filename)('../../scripts/site/_browser.cjs');
const { desktop: DESKTOP, phone: PHONE } = SCREENS;
const SHOWN = [
  'index.html',
  'deploy.html',
  'api/MulticastSender.html',
  'api/TanzuClusterProps.html',
  'rules.html',
  'rules/tam001.html',
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** The address of a page, which may have an anchor, in the file system. */
function addressOf(page: string): string {
  const [file, ...anchor] = page.split('#');
  return [pathToFileURL(join(SITE, file)).href, ...anchor].join('#');
}

/** Opens a page from the file system, without a network. */
async function withPage<T>(file: string, options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ offline: true, ...options });
  const foreign: string[] = [];
  context.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) {
      foreign.push(request.url());
    }
  });
  try {
    const page = await context.newPage();
    await page.goto(addressOf(file));
    const result = await use(page);
    expect(foreign).toEqual([]);
    return result;
  } finally {
    await context.close();
  }
}

/** Enters the words when the index is loaded. Each key starts a search: so only the last letter is a key. */
async function search(page: Page, words: string): Promise<void> {
  await page.locator('.md-search__input').focus();
  await page.locator('.md-search-result__meta', { hasText: 'Type to start searching' }).waitFor({ state: 'attached' });
  await page.locator('.md-search__input').fill(words.slice(0, -1));
  await page.locator('.md-search__input').press(words.slice(-1));
}

test.each([
  ['TAM001', 'rules/tam001.html'],
  ['MulticastSender', 'api/MulticastSender.html'],
  ['packetSize', 'api/MulticastSenderProps.html#packetsize'],
  ['VirtualMachineV1Alpha2', 'api/vmOperator/VirtualMachineV1Alpha2.html'],
  ['GitOps Argo CD', 'gitops.html'],
])('the search for %s finds %s, from files and without a network', async (words, found) => {
  const results = await withPage('index.html', { viewport: DESKTOP }, async (page) => {
    await search(page, words);
    const first = page.locator('.md-search-result__item').first();
    await first.waitFor({ state: 'attached' });
    const links = page.locator('.md-search-result__item').locator('.md-search-result__link');
    const targets: string[] = await links.evaluateAll((all) => all.map((one: any) => one.href));
    // The theme adds the words, to mark them in the page.
    return targets.map((target) => target.replace(/\?h=[^#]*/, ''));
  });
  const pages = [...new Set(results.map((result) => result.split('#')[0]))];
  expect(results).toContain(addressOf(found));
  expect(pages.slice(0, 3)).toContain(addressOf(found).split('#')[0]);
});

test('a phone searches too', async () => {
  await withPage('deploy.html', { viewport: PHONE }, async (page) => {
    await page.locator('label.md-header__button[for=__search]').click();
    await search(page, 'TAM006');
    const first = page.locator('.md-search-result__link').first();
    await first.click();
    await page.waitForURL(/tam006/);
    expect(await page.locator('article h1').innerText()).toContain('TAM006');
  });
});

describe.each([
  ['phone', PHONE],
  ['desktop', DESKTOP],
])('on a %s', (_, viewport) => {
  test.each(SHOWN)('%s is no wider than the screen', async (file) => {
    const widths = await withPage(file, { viewport }, (page) =>
      page.evaluate<number[]>('[document.documentElement.scrollWidth, document.body.scrollWidth]'),
    );
    expect(Math.max(...widths)).toBeLessThanOrEqual(viewport.width);
  });
});

test.each(['light', 'dark'] as const)('the system preference %s decides the colours', async (colorScheme) => {
  const background = await withPage('deploy.html', { viewport: DESKTOP, colorScheme }, (page) =>
    page.evaluate<string>('getComputedStyle(document.body).backgroundColor'),
  );
  const [red, green, blue] = (background.match(/\d+/g) as string[]).map(Number);
  expect((red + green + blue) / 3 > 128).toBe(colorScheme === 'light');
});

test('the toggle changes the colours, and the next page keeps them', async () => {
  const schemes = await withPage('deploy.html', { viewport: DESKTOP, colorScheme: 'light' }, async (page) => {
    const scheme = () => page.locator('body').getAttribute('data-md-color-scheme');
    const before = await scheme();
    await page.locator('label[for=__palette_1]').click();
    const after = await scheme();
    await page.goto(addressOf('rules.html'));
    return [before, after, await scheme()];
  });
  expect(schemes).toEqual(['default', 'slate', 'slate']);
});

describe('without JavaScript', () => {
  const options = { javaScriptEnabled: false, viewport: DESKTOP };

  test.each(SHOWN)('%s has its text and links to the other parts', async (file) => {
    const { text, links } = await withPage(file, options, async (page) => ({
      text: await page.locator('article').innerText(),
      links: await page.locator('nav.md-tabs a').allInnerTexts(),
    }));
    expect(text.length).toBeGreaterThan(300);
    expect(links.map((link) => link.trim())).toEqual(
      expect.arrayContaining(['Start', 'How-to', 'Options', 'Reference', 'Examples']),
    );
  });

  test('a phone opens the navigation, which has the pages next to this one', async () => {
    await withPage('deploy.html', { ...options, viewport: PHONE }, async (page) => {
      const left = async (selector: string) => {
        await page.waitForTimeout(400); // the drawer moves
        return (await page.locator(selector).boundingBox())?.x;
      };
      expect(await left('.md-sidebar--primary')).toBeLessThan(0);
      await page.locator('label.md-header__button[for=__drawer]').click();
      expect(await left('.md-sidebar--primary')).toBe(0);
      expect(await left('.md-sidebar--primary a[href="stock-cli.html"]')).toBe(0);
    });
  });
});
