import { AppState, Judgement } from '../_app-state';
import { shown } from '../_errors';
import { Warning, lineOf } from '../_warnings';

/** Most further places of one warning that are named. */
const MOST_PLACES = 3;

interface Place {
  readonly path: string;
  readonly warning: Warning;
}

/** Prints what was not printed before to standard error. Warnings that differ only in what they are about are one. */
export function printWarnings({ printed }: AppState, { warnings }: Judgement): void {
  const groups = new Map<string, Place[]>();
  for (const [{ node }, found] of warnings) {
    for (const warning of found) {
      const key = JSON.stringify([node.path, warning]);
      const group = JSON.stringify([warning.id, warning.text]);
      if (!printed.has(key)) {
        printed.add(key);
        groups.set(group, groups.get(group) ?? []);
        groups.get(group)?.push({ path: node.path, warning });
      }
    }
  }
  for (const [first, ...others] of groups.values()) {
    process.stderr.write(
      `${[`warning: [${first.path}] ${lineOf(first.warning)}`, ...alsoAt(others)].map(shown).join('\n')}\n`,
    );
  }
}

function alsoAt(others: Place[]): string[] {
  if (others.length === 0) {
    return [];
  }
  const named = others.slice(0, MOST_PLACES).map(({ path }) => `[${path}]`);
  const more = others.length > MOST_PLACES ? ` and ${others.length - MOST_PLACES} more` : '';
  return [`  the same at ${named.join(', ')}${more}`];
}
