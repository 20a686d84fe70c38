import { createHash } from 'node:crypto';
import { isTree } from '../../checks/_trees';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { Finding } from '../../messages/finding';
import { PlacedFinding } from '../../rules/_engine';
import { readText } from '../../files/_read-file';

/** The parts of a finding by which a later run recognizes it. */
type Known = Pick<Finding, 'ruleId' | 'object' | 'path' | 'message'>;

/** Places in messages, which change if lines are added above. */
const LINE_NUMBERS = /(?<=:)\d+(?=[:\s.,)]|$)|\bline \d+/g;

/** Returns an id of a finding that does not depend on lines: of its rule, object, field and message. */
export function fingerprintOf({ ruleId, object, path = '', message }: Known): string {
  const parts = [ruleId, object, path, message.replace(LINE_NUMBERS, '')];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** The findings of an earlier run, which do not fail a later one. */
export class Baseline {
  /** How many findings with a fingerprint are known and not found yet. */
  private readonly left = new Map<string, number>();
  private readonly entries = new Map<string, Known>();

  /** Reads a file that `--write-baseline`, or `--format json --output`, has written. Throws if it is not one. */
  public constructor(private readonly file: string) {
    for (const entry of entriesOf(file, readText(file))) {
      const key = fingerprintOf(entry);
      this.entries.set(key, entry);
      this.left.set(key, (this.left.get(key) ?? 0) + 1);
    }
  }

  /** Returns the findings that are known. Each entry stands for one of two that are equal. */
  public knownOf(findings: PlacedFinding[]): Set<PlacedFinding> {
    return new Set(
      findings.filter((finding) => finding.acknowledged === undefined && this.take(fingerprintOf(finding))),
    );
  }

  private take(key: string): boolean {
    const left = this.left.get(key) ?? 0;
    this.left.set(key, left - 1);
    return left > 0;
  }

  /** Returns a sentence about the entries that no finding matches; an empty text if there are none. */
  public staleText(): string {
    const stale = [...this.left].filter(([, left]) => left > 0);
    if (stale.length === 0) {
      return '';
    }
    const number = stale.reduce((sum, [, left]) => sum + left, 0);
    const { ruleId, object } = this.entries.get(stale[0][0]) as Known;
    const what = number === 1 ? '1 entry is stale,' : `${number} entries are stale, such as`;
    return `${this.file}: ${what} ${ruleId} on ${object}, which lint no longer finds: write the file again with --write-baseline.\n`;
  }
}

function entriesOf(file: string, text: string): Known[] {
  const wayOut = 'write it with --write-baseline, or with --format json and --output';
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    throw new InvalidInput(`${file} is not JSON: ${wayOut}.`);
  }
  if (!Array.isArray(entries)) {
    throw new InvalidInput(`${file} is ${describe(entries)} and not a list of findings: ${wayOut}.`);
  }
  return entries.filter((entry: unknown, i) => isOpenFinding(`${file}: entry ${i + 1}`, entry, wayOut)) as Known[];
}

/** Whether the entry is a finding that is not acknowledged. Throws if it is not a finding. */
function isOpenFinding(subject: string, entry: unknown, wayOut: string): boolean {
  if (!isTree(entry)) {
    throw new InvalidInput(`${subject} is ${describe(entry)} and not a finding: ${wayOut}.`);
  }
  const missing = ['ruleId', 'object', 'message'].find((name) => typeof entry[name] !== 'string');
  if (missing !== undefined || !['string', 'undefined'].includes(typeof entry.path)) {
    const name = missing ?? 'path';
    throw new InvalidInput(`${subject} has the ${name} ${quote(entry[name])}, which is not a text: ${wayOut}.`);
  }
  return entry.acknowledged === undefined;
}

/** Returns the text of a baseline with the findings that are not acknowledged, in an order that does not depend on files. */
export function baselineText(findings: PlacedFinding[]): string {
  const entries = findings
    .filter(({ acknowledged }) => acknowledged === undefined)
    .map(({ ruleId, level, object, path, message }) => ({ ruleId, level, object, path, message }));
  const lines = entries.map((entry) => JSON.stringify(entry)).sort();
  return lines.length === 0 ? '[]\n' : `[\n  ${lines.join(',\n  ')}\n]\n`;
}
