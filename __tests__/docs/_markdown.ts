import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const PROJECT = join(__dirname, '..', '..');

/** The Markdown pages that people write, by their paths in the project. */
export const PAGES: string[] = createRequire(__filename)('../../scripts/_pages.cjs').handWrittenPages();

export function read(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

const FENCE = /^ *```(\w*)\n(.*?)^ *```$/gms;

/** The text of a page without its fenced code. */
function prose(page: string): string {
  return read(page).replace(FENCE, '');
}

/** The lines of the shell commands in fenced code, without their comments. */
export function shellLines(page: string): string[] {
  return [...read(page).matchAll(FENCE)]
    .filter(([, language]) => language === 'sh')
    .flatMap(([, , code]) => code.split('\n'))
    .map((line) => line.replace(/(^| )#.*/, '').trim())
    .filter((line) => line !== '');
}

/** The texts in backticks, outside of fenced code. */
export function inlineCode(page: string): string[] {
  return [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
}

/** The targets of all links. */
export function links(page: string): string[] {
  const withoutCode = prose(page).replace(/`[^`\n]+`/g, 'code');
  return [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
}

/** The anchors that GitHub makes from the headings of a page. */
export function anchors(page: string): string[] {
  const seen = new Map<string, number>();
  return [...prose(page).matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading]) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = text.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

/** The first TypeScript example of a page. */
export function firstExample(page: string): string {
  return (/^```ts\n(.*?)^```$/ms.exec(read(page)) as RegExpExecArray)[1];
}

/** All TypeScript examples of a page. */
export function examplesOf(page: string): string[] {
  return [...read(page).matchAll(FENCE)].filter(([, language]) => language === 'ts').map(([, , code]) => code);
}
