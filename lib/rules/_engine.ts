import { Path, pathOf, pathText } from '../checks/_paths';
import { Edit } from '../messages/_verdict';
import { reasonIn } from '../messages/_construct-notes';
import { NOTICE_IDS } from '../messages/_notices';
import { withoutRandomWords, withoutSecrets, withoutTokens } from '../messages/_secret-texts';
import { Finding, FindingLevel } from '../messages/finding';
import { RULES } from './_registry';
import { NOT_APPLICABLE, Report, Rule } from './_rule';
import { kindOfRules } from './manifests/_clusters';
import { Entry, Inventory, Manifest, Platform, nameOf } from './manifests/_inventory';

/** A finding, with the place of its field in the object: the empty path if it is about the whole object. */
export interface PlacedFinding extends Finding {
  readonly at: Path;
  /** The changes that end it, which `lint --fix` writes. */
  readonly edits?: readonly Edit[];
}

/** Checks every object with every rule. The findings are in the order of the objects, then of the rules. */
export function runRules(entries: Entry[], platform: Platform = {}): PlacedFinding[] {
  const separate = withSeparateManifests(entries);
  const inventory = new Inventory(separate, platform, [...RULES.map(({ id }) => id), ...NOTICE_IDS]);
  const byKind = new Map<string, Rule[]>();
  const findings: PlacedFinding[] = [];
  separate.forEach((entry, index) => {
    if (entry.isContext) {
      return;
    }
    const { kind } = entry.manifest;
    const rules = byKind.get(kind) ?? RULES.filter((rule) => appliesTo(rule, kind));
    byKind.set(kind, rules);
    for (const rule of rules) {
      const reports = reportsOf(rule, entry.manifest, inventory);
      if (reports !== NOT_APPLICABLE && reports.length > 0) {
        findings.push(...findingsOf(rule, reports, entry, index));
      }
    }
  });
  return findings;
}

function appliesTo({ kinds }: Rule, kind: string): boolean {
  return kinds.length === 0 || kinds.includes(kind) || kinds.includes(kindOfRules(kind));
}

/** A YAML alias puts the same object in two places, which are separate objects to the rules. */
function withSeparateManifests(entries: Entry[]): Entry[] {
  const seen = new Set<Manifest>();
  return entries.map((entry) => {
    const isSeen = seen.has(entry.manifest);
    seen.add(entry.manifest);
    return isSeen ? { ...entry, manifest: { ...entry.manifest } } : entry;
  });
}

/** The reports of one rule on an object. If the rule throws, that is its report. */
export function applyRule(rule: Rule, manifest: Manifest, inventory: Inventory): Report[] | typeof NOT_APPLICABLE {
  return appliesTo(rule, manifest.kind) ? reportsOf(rule, manifest, inventory) : NOT_APPLICABLE;
}

/** Beginning of the report of a rule that fails. */
export const FAILED_RULE = 'The rule could not check it:';

function reportsOf(rule: Rule, manifest: Manifest, inventory: Inventory): Report[] | typeof NOT_APPLICABLE {
  try {
    return rule.check(manifest, inventory);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [{ message: `${FAILED_RULE} ${what}`, level: FindingLevel.ERROR }];
  }
}

function findingsOf(rule: Rule, reports: Report[], entry: Entry, index: number): PlacedFinding[] {
  const acknowledged = acknowledgementOf(entry, rule.id);
  const findings = reports.map((report) => {
    const at = placeOf(rule, report);
    return {
      ruleId: rule.id,
      object: nameOf(entry.manifest),
      fix: rule.fix,
      source: rule.source,
      ...partsOf(rule, report),
      index,
      ...(at.length > 0 ? { path: pathText(at) } : {}),
      ...(acknowledged ? { acknowledged } : {}),
      at,
    };
  });
  return findings.map(withoutSecretsInFinding);
}

/** Messages and reasons contain values of manifests, and paths contain names, which may be secrets. */
function withoutSecretsInFinding(finding: PlacedFinding): PlacedFinding {
  const { message, acknowledged, path } = finding;
  return {
    ...finding,
    message: withoutTokens(message),
    ...(path === undefined ? {} : { path: withoutRandomWords(withoutTokens(path)) }),
    ...(acknowledged ? { acknowledged: withoutSecrets(acknowledged) } : {}),
  };
}

/** The parts of a finding that a report can set in place of its rule. */
function partsOf(
  rule: Rule,
  report: Report,
): Pick<Finding, 'level' | 'message'> & Partial<Pick<PlacedFinding, 'fix' | 'source' | 'edits'>> {
  if (typeof report === 'string') {
    return { level: rule.level, message: report };
  }
  const { level, message, fix, source, edits } = report;
  return {
    level: level ?? rule.level,
    message,
    ...(fix === undefined ? {} : { fix }),
    ...(source === undefined ? {} : { source }),
    ...(edits === undefined ? {} : { edits }),
  };
}

function placeOf(rule: Rule, report: Report): Path {
  return (typeof report === 'string' ? undefined : report.at) ?? pathOf(rule.at ?? '');
}

function acknowledgementOf({ manifest }: Entry, ruleId: string): string | undefined {
  return reasonIn(manifest.metadata.annotations, ruleId);
}
