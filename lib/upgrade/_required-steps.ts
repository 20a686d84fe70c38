import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { requireLine } from '../checks/_texts';
import { requireMember } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { UpgradeLevel, UpgradeLine, UpgradeStep, UpgradeTopic } from './upgrade-step';

const UPGRADE_STEP: Options<UpgradeStep> = {
  ...{ cluster: true, fromRelease: true, toRelease: true, antreaBefore: true, antreaAfter: true },
  ...{ lines: true, manifests: true, removed: true },
};
const UPGRADE_LINE: Options<UpgradeLine> = { level: true, topic: true, what: true, how: true, source: true };

/** More characters than a kind, a namespace and a name have. */
const LONGEST_LABEL = 1000;

/** Returns the steps. Throws if one of their members has the wrong type, which only the TypeScript compiler checks. */
export function requireSteps(subject: string, steps: UpgradeStep[]): UpgradeStep[] {
  requireList(subject, steps).forEach((step, i) => requireStep(`${subject}[${i}]`, step));
  return steps;
}

/** Does the same for one step. */
export function requireStep(subject: string, step: UpgradeStep): UpgradeStep {
  const { cluster, fromRelease, toRelease, antreaBefore, antreaAfter, lines, manifests, removed } = requireOptions(
    subject,
    step,
    UPGRADE_STEP,
  );
  requireStepTexts(subject, { cluster, fromRelease, toRelease });
  requireStepTexts(subject, { antreaBefore: textOrNone(antreaBefore), antreaAfter: textOrNone(antreaAfter) });
  requireList(`${subject}: manifests`, manifests);
  requireList(`${subject}: removed`, removed).forEach((name) =>
    requireLine(`${subject}: removed`, name, LONGEST_LABEL),
  );
  requireList(`${subject}: lines`, lines).forEach((line, i) => requireUpgradeLine(`${subject}: lines[${i}]`, line));
  return step;
}

function requireUpgradeLine(subject: string, line: UpgradeLine): void {
  const { level, topic, what, how, source } = requireOptions(subject, line, UPGRADE_LINE);
  requireMember(`${subject}: level`, UpgradeLevel, level);
  requireMember(`${subject}: topic`, UpgradeTopic, topic);
  requireStepTexts(subject, { what, how, source });
}

/** A member that is left out counts as an empty text. */
function textOrNone(text: unknown): unknown {
  return text === undefined ? '' : text;
}

function requireStepTexts(subject: string, texts: { readonly [name: string]: unknown }): void {
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text !== 'string') {
      throw new InvalidInput(`${subject}: ${name} is ${quote(text)}: give the result of Upgrade.steps().`);
    }
  }
}
