import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTICES, Notice } from '../../messages/_notices';
import { RULES } from '../../rules/_registry';
import { Rule } from '../../rules/_rule';

/** A rule, or a notice: a warning that only constructs give. */
export type RuleOrNotice = Rule | Notice;

/** All rules and notices, in the order of their ids, as docs/rules.md has them. */
export function rulesAndNotices(): RuleOrNotice[] {
  return [...RULES, ...Object.values(NOTICES)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Returns the address of the repository: that of the homepage in package.json, which is its README. */
export function repositoryUrl(): string {
  const { homepage } = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8'));
  return String(homepage).replace(/#.*$/, '');
}

/** Returns the address of the section about a rule or a notice in docs/rules.md. */
export function ruleUrl({ id, title }: Pick<RuleOrNotice, 'id' | 'title'>): string {
  return `${repositoryUrl()}/blob/main/docs/rules.md#${anchorOf(`${id}: ${title}`)}`;
}

/** Returns the anchor that GitHub gives to a heading; scripts/rules.cjs writes links to it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9_ -]/g, '')
    .replaceAll(' ', '-');
}
