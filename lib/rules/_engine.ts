import { reasonIn } from '../messages/_construct-notes';
import { NOTICE_IDS } from '../messages/_notices';
import { withoutSecrets, withoutTokens } from '../messages/_secret-texts';
import { Finding, FindingLevel } from '../messages/finding';
import { RULES } from './_registry';
import { NOT_APPLICABLE, Report, Rule } from './_rule';
import { Entry, Inventory, Manifest, Platform, nameOf } from './manifests/_inventory';

/** Holds every object against every rule; in the order of the objects, then of the rules. */
export function runRules(entries: Entry[], platform: Platform = {}): Finding[] {
  const own = withManifestsOfTheirOwn(entries);
  const inventory = new Inventory(own, platform, [...RULES.map(({ id }) => id), ...NOTICE_IDS]);
  const byKind = new Map<string, Rule[]>();
  return own.flatMap((entry, index) => {
    if (entry.isContext) {
      return [];
    }
    const { kind } = entry.manifest;
    const rules = byKind.get(kind) ?? RULES.filter((rule) => looksAt(rule, kind));
    byKind.set(kind, rules);
    return rules.flatMap((rule) => findingsOf(rule, entry, index, inventory));
  });
}

function looksAt({ kinds }: Rule, kind: string): boolean {
  return kinds.length === 0 || kinds.includes(kind);
}

/** An alias of YAML gives one object in two places: they are two all the same. */
function withManifestsOfTheirOwn(entries: Entry[]): Entry[] {
  const seen = new Set<Manifest>();
  return entries.map((entry) => {
    const isSeen = seen.has(entry.manifest);
    seen.add(entry.manifest);
    return isSeen ? { ...entry, manifest: { ...entry.manifest } } : entry;
  });
}

/** What one rule says of an object; a rule that throws is a finding of it. */
export function applyRule(rule: Rule, manifest: Manifest, inventory: Inventory): Report[] | typeof NOT_APPLICABLE {
  if (!looksAt(rule, manifest.kind)) {
    return NOT_APPLICABLE;
  }
  try {
    return rule.check(manifest, inventory);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [{ message: `the rule could not look at it: ${what}`, level: FindingLevel.ERROR }];
  }
}

function findingsOf(rule: Rule, entry: Entry, index: number, inventory: Inventory): Finding[] {
  const reports = applyRule(rule, entry.manifest, inventory);
  if (reports === NOT_APPLICABLE || reports.length === 0) {
    return [];
  }
  const acknowledged = acknowledgementOf(entry, rule.id);
  const findings = reports.map((report) => ({
    ruleId: rule.id,
    object: nameOf(entry.manifest),
    fix: rule.fix,
    source: rule.source,
    ...partsOf(rule, report),
    index,
    ...(acknowledged ? { acknowledged } : {}),
  }));
  return findings.map(withoutSecretsInFinding);
}

/** What manifests say stands in messages, mostly quoted, and in reasons. */
function withoutSecretsInFinding(finding: Finding): Finding {
  const { message, acknowledged } = finding;
  return {
    ...finding,
    message: withoutTokens(message),
    ...(acknowledged ? { acknowledged: withoutSecrets(acknowledged) } : {}),
  };
}

/** What a report has of its own, in place of what its rule has. */
function partsOf(
  rule: Rule,
  report: Report,
): Pick<Finding, 'level' | 'message'> & Partial<Pick<Finding, 'fix' | 'source'>> {
  if (typeof report === 'string') {
    return { level: rule.level, message: report };
  }
  const { level, message, fix, source } = report;
  return { level, message, ...(fix === undefined ? {} : { fix }), ...(source === undefined ? {} : { source }) };
}

function acknowledgementOf({ manifest }: Entry, ruleId: string): string | undefined {
  return reasonIn(manifest.metadata.annotations, ruleId);
}
