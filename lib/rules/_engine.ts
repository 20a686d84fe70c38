import { withoutSecrets, withoutTokens } from '../_secret-texts';
import { ACKNOWLEDGE } from './_acknowledge';
import { Entry, Inventory, Manifest, Platform, nameOf } from './_inventory';
import { RULES } from './_registry';
import { NOT_APPLICABLE, Report, Rule } from './_rule';
import { Finding, FindingLevel } from './finding';

/** Holds every object against every rule; in the order of the objects, then of the rules. */
export function runRules(entries: Entry[], platform: Platform = {}): Finding[] {
  const own = withManifestsOfTheirOwn(entries);
  const inventory = new Inventory(
    own,
    platform,
    RULES.map(({ id }) => id),
  );
  return own.flatMap((entry, index) =>
    entry.isContext ? [] : RULES.flatMap((rule) => findingsOf(rule, entry, index, inventory)),
  );
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
  if (rule.kinds.length > 0 && !rule.kinds.includes(manifest.kind)) {
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
  if (reports === NOT_APPLICABLE) {
    return [];
  }
  const acknowledged = reasonOf(entry, rule.id);
  const findings = reports.map((report) => ({
    ruleId: rule.id,
    level: typeof report === 'string' ? rule.level : report.level,
    object: nameOf(entry.manifest),
    message: typeof report === 'string' ? report : report.message,
    fix: rule.fix,
    source: rule.source,
    index,
    ...(acknowledged ? { acknowledged } : {}),
  }));
  return findings.map(withoutSecretsIn);
}

/** What manifests say stands in messages, mostly quoted, and in reasons. */
function withoutSecretsIn(finding: Finding): Finding {
  const { message, acknowledged } = finding;
  return {
    ...finding,
    message: withoutTokens(message),
    ...(acknowledged ? { acknowledged: withoutSecrets(acknowledged) } : {}),
  };
}

function reasonOf({ manifest }: Entry, ruleId: string): string | undefined {
  const reason = manifest.metadata.annotations?.[`${ACKNOWLEDGE}${ruleId}`];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}
