import { Verdict } from '../messages/_verdict';
import { withoutTokens } from '../messages/_secret-texts';
import { FindingLevel } from '../messages/finding';
import { UpgradeFact } from '../platform/upgrades/_platform-changes';
import { UpgradeLevel, UpgradeLine, UpgradeTopic } from './upgrade-step';

const { REFUSED, UNKNOWN, BEFORE, AFTER, CHANGES, NOTE } = UpgradeLevel;

/** Returns the fact as a list with one line, or an empty one. */
export function lineOf(topic: UpgradeTopic, level: UpgradeLevel, fact: UpgradeFact | undefined): UpgradeLine[] {
  return fact
    ? [{ level, topic, what: withoutTokens(fact.what), how: withoutTokens(fact.how), source: fact.source }]
    : [];
}

/**
 * Returns a line for each verdict that is new with the release: none of the same rule and level was there before. An error in
 * the objects that will be applied is refused; in others it is to be corrected before.
 */
export function newVerdicts(topic: UpgradeTopic, before: Verdict[], after: Verdict[], isFinal: boolean): UpgradeLine[] {
  const known = new Set(before.map(keyOfVerdict));
  return after
    .filter((verdict) => !known.has(keyOfVerdict(verdict)))
    .flatMap((verdict) => lineOf(topic, levelInUpgrade(verdict, isFinal), factOf(verdict)));
}

function keyOfVerdict({ id, level }: Verdict): string {
  return `${id} ${level}`;
}

/** Returns the level of a verdict in an upgrade. */
export function levelInUpgrade({ level }: Pick<Verdict, 'level'>, isFinal: boolean): UpgradeLevel {
  return level === FindingLevel.NOTE ? NOTE : level === FindingLevel.ERROR && isFinal ? REFUSED : BEFORE;
}

/** Returns the verdict as a fact. */
export function factOf({ message, fix, source }: Pick<Verdict, 'message' | 'fix' | 'source'>): UpgradeFact {
  return { what: message, how: fix, source };
}

const ORDER = [REFUSED, UNKNOWN, BEFORE, AFTER, CHANGES, NOTE];

/** Returns the lines in the order of their levels. */
export function inOrderOfLevel(lines: UpgradeLine[]): UpgradeLine[] {
  return [...lines].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
}
