import { printable } from '../_printable';
import { RULES } from '../rules/_registry';
import { Finding, FindingLevel } from '../rules/finding';
import { ReadObject } from './_read-documents';

/** The report for people: a block for each finding, those that are acknowledged after the others. */
export function textReport(findings: Finding[], objects: ReadObject[]): string {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  const acknowledged = findings.filter((finding) => finding.acknowledged !== undefined);
  const head = (finding: Finding) => headOf(finding, objects[finding.index]);
  const blocks = [
    ...open.map((one) => [head(one), `  fix: ${one.fix}`, `  source: ${one.source}`]),
    ...(acknowledged.length > 0 ? [['Acknowledged:']] : []),
    ...acknowledged.map((one) => [head(one), `  reason: ${one.acknowledged}`]),
    [summaryOf(open, acknowledged, objects)],
  ];
  return blocks.map((lines) => `${lines.map(printable).join('\n')}\n`).join('\n');
}

function headOf({ level, ruleId, object, message }: Finding, { file, line }: ReadObject): string {
  return `${file}:${line}: ${level} ${ruleId} ${object}: ${message}`;
}

function summaryOf(open: Finding[], acknowledged: Finding[], objects: ReadObject[]): string {
  const counts = Object.values(FindingLevel).map((one) =>
    counted(open.filter(({ level }) => level === one).length, one),
  );
  const kinds = new Set(RULES.flatMap((rule) => rule.kinds));
  const unknown = objects.filter(({ manifest }) => !kinds.has(manifest.kind)).length;
  return `${[...counts, `${acknowledged.length} acknowledged`].join(', ')}; ${counted(objects.length, 'object')} looked at, ${unknown} of a kind that no rule knows.`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
