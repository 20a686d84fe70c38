import { statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import {
  FILES,
  PAGES,
  Page,
  SITE,
  addressesOf,
  anchorsOnGitHub,
  assemblyTypes,
  isElsewhere,
  parse,
  read,
} from './_site';

const LARGEST = 100_000;
const parsed = new Map<string, Page>(PAGES.map((page) => [page, parse(read(page))]));
const each = (find: (page: Page, file: string) => string[]) =>
  [...parsed].flatMap(([file, page]) => find(page, file).map((found) => `${file}: ${found}`));

/** Whether a link leads to a file of the site and, in a page, to an anchor that it has. */
function leadsSomewhere(link: string, file: string): boolean {
  if (/^[a-z]+:/.test(link)) {
    return true;
  }
  const [path, anchor] = link.split('#').map(decodeURIComponent);
  const target = path === '' ? file : normalize(join(dirname(file), path));
  const page = parsed.get(target);
  return page ? !anchor || page.ids.has(anchor) : FILES.includes(target);
}

test('what a dead link, a dead anchor and an address elsewhere are', () => {
  expect(leadsSomewhere('rules.html#tam001', 'index.html')).toBe(true);
  expect(leadsSomewhere('rules.html#tam000', 'index.html')).toBe(false);
  expect(leadsSomewhere('rule.html', 'index.html')).toBe(false);
  const page = parse(
    '<link rel="stylesheet" href="//a/b.css"><a href="https://a/">a</a><img srcset="http://a/b.png 2x">',
  );
  expect(page.loads.filter(isElsewhere)).toEqual(['//a/b.css', 'http://a/b.png']);
});

test('no page has more than 100 KB', () => {
  expect(PAGES.filter((page) => statSync(join(SITE, page)).size > LARGEST)).toEqual([]);
});

test('every link leads somewhere', () => {
  // The host of the site decides where its page for unknown addresses is shown.
  const dead = each((page, file) =>
    file === '404.html' ? [] : page.links.filter((link) => !leadsSomewhere(link, file)),
  );
  expect(dead).toEqual([]);
});

test('every file that a page loads is in the site', () => {
  const missing = each((page, file) =>
    file === '404.html'
      ? []
      : page.loads.filter((one) => !/^(data:|#)/.test(one) && !leadsSomewhere(one.split('?')[0], file)),
  );
  expect(missing).toEqual([]);
});

test('no page and no style sheet loads anything from another host', () => {
  expect(each((page) => page.loads.filter(isElsewhere))).toEqual([]);
  const styles = FILES.filter((file) => file.endsWith('.css'));
  expect(styles.flatMap((file) => addressesOf(read(file))).filter(isElsewhere)).toEqual([]);
});

test('no page has an element for which the theme asks another host: diagrams and the facts of a repository', () => {
  expect(each(({ classes }) => ['mermaid', 'md-source'].filter((name) => classes.has(name)))).toEqual([]);
});

/** The name in Python, or undefined for names that jsii treats in a way of its own. */
function pythonName(name: string): string | undefined {
  return /^[a-z]+([A-Z][a-z]+)*$/.test(name)
    ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    : undefined;
}

test('every type of the API has a page with its options in TypeScript and in Python', () => {
  const lacking = assemblyTypes().flatMap(({ name, namespace, datatype, properties = [] }) => {
    const file = join('api', namespace ?? '', `${name}.html`);
    const text = FILES.includes(file) ? read(file) : '';
    const options: string[] = datatype ? properties.map((option: { name: string }) => option.name) : [];
    const missing = options.filter(
      (option) => !parsed.get(file)?.ids.has(option.toLowerCase()) || !text.includes(pythonName(option) ?? option),
    );
    const isThere = text.includes('cdk8s-antrea-multicast') && text.includes('cdk8s_antrea_multicast');
    return isThere && missing.length === 0 ? [] : [[file, ...missing].join(' ')];
  });
  expect(lacking).toEqual([]);
});

test('every class of the API, the generated ones aside, has an example', () => {
  const classes = assemblyTypes().filter(({ kind, namespace }) => kind === 'class' && namespace === undefined);
  const without = classes.filter(({ name }) => !parsed.get(`api/${name}.html`)?.ids.has('example'));
  expect(classes.length).toBeGreaterThan(30);
  expect(without.map(({ name }) => name)).toEqual([]);
});

test.each(['rules', 'compatibility'])('every anchor of docs/%s.md is also one of its page on the site', (name) => {
  const { ids } = parsed.get(`${name}.html`) as Page;
  expect(anchorsOnGitHub(`docs/${name}.md`).filter((anchor) => !ids.has(anchor))).toEqual([]);
});

test('every rule has a page and a short anchor in the list', () => {
  const rules = anchorsOnGitHub('docs/rules.md').map((anchor) => anchor.slice(0, 'tam000'.length));
  const { ids } = parsed.get('rules.html') as Page;
  expect(rules.length).toBeGreaterThan(90);
  expect(rules.filter((rule) => !ids.has(rule) || !PAGES.includes(`rules/${rule}.html`))).toEqual([]);
});
