import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';

export const PROJECT = join(__dirname, '..', '..');
export const SITE = join(PROJECT, 'site');

/** Files of the site, by their paths in it. */
export const FILES: string[] = readdirSync(SITE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(SITE.length + 1))
  .sort();

export const PAGES = FILES.filter((file) => file.endsWith('.html'));

export function read(file: string): string {
  return readFileSync(join(SITE, file), 'utf8');
}

export interface Page {
  /** The anchors that links can lead to. */
  readonly ids: Set<string>;
  /** The targets of links that a reader follows. */
  readonly links: string[];
  /** What the browser loads with the page. */
  readonly loads: string[];
  /** The classes of all elements. */
  readonly classes: Set<string>;
}

/** Relations of `<link>` that only name another page. */
const NAMED_ONLY = /^(canonical|prev|next|alternate)$/;

/** Reads the links and anchors of a page. */
export function parse(html: string): Page {
  const page = { ids: new Set<string>(), links: [] as string[], loads: [] as string[], classes: new Set<string>() };
  let isStyle = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      isStyle = name === 'style';
      const { id, href, src, srcset, poster, data, style } = attributes;
      const isLink = name === 'a' || (name === 'link' && NAMED_ONLY.test(attributes.rel ?? ''));
      if (id) {
        page.ids.add(id);
      }
      if (href !== undefined) {
        (isLink ? page.links : page.loads).push(href);
      }
      const sources = (srcset ?? '').split(',').map((source) => source.trim().split(' ')[0]);
      const others = [src, poster, name === 'object' ? data : undefined, ...sources];
      page.loads.push(...others.flatMap((one) => (one ? [one] : [])));
      page.loads.push(...addressesOf(style ?? ''));
      attributes.class?.split(/\s+/).forEach((one) => page.classes.add(one));
    },
    onclosetag() {
      isStyle = false;
    },
    ontext(text) {
      page.loads.push(...(isStyle ? addressesOf(text) : []));
    },
  });
  parser.write(html);
  parser.end();
  return page;
}

/** What CSS loads. */
export function addressesOf(css: string): string[] {
  const found = css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g);
  return [...found].map(([, url, imported]) => url ?? imported);
}

/** Whether a browser asks another host for an address. */
export function isElsewhere(address: string): boolean {
  return /^([a-z][a-z0-9+.-]*:)?\/\//i.test(address);
}

/** The types of the assembly from which the site was made. */
export function assemblyTypes(): any[] {
  return Object.values(JSON.parse(readFileSync(join(PROJECT, '.jsii'), 'utf8')).types);
}

/** The anchors of a page of the repository, as GitHub makes them. */
export function anchorsOnGitHub(file: string): string[] {
  const { anchorOf } = createRequire(__filename)('../../scripts/site/_markdown.cjs');
  const text = readFileSync(join(PROJECT, file), 'utf8');
  return [...text.matchAll(/^## +(.*)$/gm)].map(([, heading]) => anchorOf(heading));
}
