import { printable } from '../messages/_errors';
import { FindingLevel } from '../messages/finding';
import { PlacedFinding } from '../rules/_engine';
import { RULES } from '../rules/_registry';
import { LintInput } from './linting/_files';
import { ReadObject, placeIn } from '../rules/_read-documents';

/** The result of a run of `lint`. */
export interface LintResult {
  readonly findings: PlacedFinding[];
  readonly input: LintInput;
  /** The findings that the baseline has; undefined without a baseline. */
  readonly known?: ReadonlySet<PlacedFinding>;
}

/** Returns the report for people: a block for each finding, the acknowledged ones last. */
export function textReport(result: LintResult): string {
  const { findings, input } = result;
  const open = openFindings(result);
  const acknowledged = findings.filter((finding) => finding.acknowledged !== undefined);
  const head = (finding: PlacedFinding) => headOf(finding, input.objects[finding.index]);
  const blocks = [
    ...open.map((one) => [head(one), `  fix: ${one.fix}`, `  source: ${one.source}`]),
    ...(acknowledged.length > 0 ? [['Acknowledged:']] : []),
    ...acknowledged.map((one) => [head(one), `  reason: ${one.acknowledged}`]),
    [summaryOf(result)],
  ];
  return blocks.map((lines) => `${lines.map(printable).join('\n')}\n`).join('\n');
}

function headOf({ level, ruleId, object, message, at }: PlacedFinding, read: ReadObject): string {
  return `${read.file}:${placeIn(read, at).line}: ${level} ${ruleId} ${object}: ${message}`;
}

/** The findings that are neither acknowledged nor known. */
export function openFindings({ findings, known }: LintResult): PlacedFinding[] {
  return findings.filter((finding) => finding.acknowledged === undefined && !known?.has(finding));
}

/** Returns the numbers of findings, of objects and of files that were skipped, as one line. */
export function summaryOf(result: LintResult): string {
  const { findings, input, known } = result;
  const open = openFindings(result);
  const counts = Object.values(FindingLevel).map((one) =>
    counted(open.filter(({ level }) => level === one).length, one),
  );
  const kinds = new Set(RULES.flatMap((rule) => rule.kinds));
  const { objects } = input;
  const acknowledged = findings.filter((finding) => finding.acknowledged !== undefined).length;
  const ofBaseline = known ? [`${known.size} known from the baseline`] : [];
  const unknown = objects.filter(({ manifest }) => !kinds.has(manifest.kind)).length;
  const numbers = [...counts, `${acknowledged} acknowledged`, ...ofBaseline].join(', ');
  const checked = `${counted(objects.length, 'object')} checked, ${unknown} of a kind that no rule covers.`;
  return [`${numbers}; ${checked}`, ...skippedFiles(input)].join(' ');
}

/** Returns a sentence for each kind of files that were skipped. */
export function skippedFiles({ others, templates, ignored }: LintInput): string[] {
  const sentences: [number, string, string][] = [
    [others, 'file is not a manifest', 'files are not manifests'],
    [templates, 'file is a template', 'files are templates'],
    [ignored, 'path is ignored', 'paths are ignored'],
  ];
  return sentences
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}.`);
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Returns the report for programs: a JSON list of all findings, each with the file, document and line of its object. */
export function jsonReport({ findings, input, known }: LintResult): string {
  const located = findings.map((placedFinding) => {
    const { at, edits: _, ...finding } = placedFinding;
    const read = input.objects[finding.index];
    const { file, document } = read;
    const isKnown = known?.has(placedFinding) ? { isKnown: true } : {};
    return { ...finding, ...isKnown, file, document, ...placeIn(read, at) };
  });
  return `${JSON.stringify(located, null, 2)}\n`;
}
