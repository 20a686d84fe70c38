import { Options, requireOptions } from '../../checks/_options';
import { expanded } from '../../checks/_trees';
import { requireBoolean } from '../../checks/_values';
import { InvalidInput, shown } from '../../messages/_errors';
import { Finding, FindingLevel } from '../../messages/finding';
import { RULES } from '../../rules/_registry';
import { Entry, nameOf, requireManifest } from '../../rules/manifests/_inventory';
import { LINT_OPTIONS, LintOptions, lintEntries, requirePlatform } from '../lint';

/** The `properties` of the plugin in cdk8s.yaml. */
export interface MulticastValidationProperties extends LintOptions {
  /**
   * Whether warnings, in addition to errors, make the validation fail.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/** The parts of the validation context of cdk8s-cli that are used here. */
export interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: { [key: string]: string }): void;
  };
  parseManifest(manifestPath: string): unknown[];
}

export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: ViolatingResource[];
}

export interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: string[];
  readonly manifestPath: string;
}

const PROPERTIES: Options<MulticastValidationProperties> = { ...LINT_OPTIONS, strict: true };

const NO_MANIFEST = 'no-manifest';

/** A validation plugin of cdk8s-cli that checks the rules. */
export class MulticastValidation {
  private readonly platform: LintOptions;
  private readonly strict: boolean;

  public constructor(properties: MulticastValidationProperties = {}) {
    const { strict, ...platform } = requireOptions('MulticastValidation', properties, PROPERTIES);
    this.strict = requireBoolean('MulticastValidation: strict', strict) ?? false;
    requirePlatform(platform);
    this.platform = platform;
  }

  public async validate(context: ValidationContext): Promise<void> {
    const { report } = context;
    const entries: (Entry & { readonly file: string })[] = [];
    const mistakes: ViolatingResource[] = [];
    for (const manifestPath of context.manifests) {
      const documents = context.parseManifest(manifestPath).filter((one) => one !== null && one !== undefined);
      documents.flatMap(expanded).forEach((object, i) => {
        try {
          entries.push({ manifest: requireManifest(`object ${i + 1}`, object), file: manifestPath });
        } catch (error) {
          mistakes.push({ resourceName: `object ${i + 1}`, locations: [messageOf(error)], manifestPath });
        }
      });
    }
    if (mistakes.length > 0) {
      const fix = 'Give every object apiVersion, kind and metadata.';
      const recommendation = 'An API server accepts only objects with apiVersion, kind and metadata.';
      report.addViolation({ ruleName: NO_MANIFEST, recommendation, fix, violatingResources: mistakes });
    }
    const findings = lintEntries(entries, this.platform);
    const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
    for (const violation of violationsOf(open, entries)) {
      report.addViolation(violation);
    }
    const fails = mistakes.length > 0 || open.some(({ level }) => this.isFatal(level));
    report.submit(fails ? 'failure' : 'success', { Acknowledged: String(findings.length - open.length) });
  }

  private isFatal(level: FindingLevel): boolean {
    return level === FindingLevel.ERROR || (this.strict && level === FindingLevel.WARNING);
  }
}

/** The violations, one for each rule, because cdk8s-cli prints a block for each violation. */
function violationsOf(findings: Finding[], entries: (Entry & { readonly file: string })[]): Violation[] {
  const byRule = new Map<string, Map<number, string[]>>();
  for (const { ruleId, index, level, message } of findings) {
    const byObject = byRule.get(ruleId) ?? new Map<number, string[]>();
    byRule.set(ruleId, byObject);
    const locations = byObject.get(index) ?? [];
    byObject.set(index, locations);
    // The report of cdk8s-cli has no levels.
    locations.push(shown(`${level}: ${message}`));
  }
  return RULES.filter(({ id }) => byRule.has(id)).map((rule) => ({
    ruleName: `${rule.id}: ${rule.title}`,
    recommendation: rule.why,
    fix: rule.fix,
    violatingResources: [...(byRule.get(rule.id) ?? [])].map(([index, locations]) => ({
      resourceName: shown(nameOf(entries[index].manifest)),
      locations,
      manifestPath: entries[index].file,
    })),
  }));
}

function messageOf(error: unknown): string {
  if (error instanceof InvalidInput) {
    return error.message;
  }
  throw error;
}
