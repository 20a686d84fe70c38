import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printable } from '../messages/_errors';
import { FindingLevel } from '../messages/finding';
import { PlacedFinding } from '../rules/_engine';
import { RULES } from '../rules/_registry';
import { libraryVersion } from './_command';
import { ReadObject, placeIn } from './_read-documents';

/** Returns the report for people: a block for each finding, the acknowledged ones last. */
export function textReport(findings: PlacedFinding[], objects: ReadObject[]): string {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  const acknowledged = findings.filter((finding) => finding.acknowledged !== undefined);
  const head = (finding: PlacedFinding) => headOf(finding, objects[finding.index]);
  const blocks = [
    ...open.map((one) => [head(one), `  fix: ${one.fix}`, `  source: ${one.source}`]),
    ...(acknowledged.length > 0 ? [['Acknowledged:']] : []),
    ...acknowledged.map((one) => [head(one), `  reason: ${one.acknowledged}`]),
    [summaryOf(open, acknowledged, objects)],
  ];
  return blocks.map((lines) => `${lines.map(printable).join('\n')}\n`).join('\n');
}

function headOf({ level, ruleId, object, message, at }: PlacedFinding, read: ReadObject): string {
  return `${read.file}:${placeIn(read, at).line}: ${level} ${ruleId} ${object}: ${message}`;
}

function summaryOf(open: PlacedFinding[], acknowledged: PlacedFinding[], objects: ReadObject[]): string {
  const counts = Object.values(FindingLevel).map((one) =>
    counted(open.filter(({ level }) => level === one).length, one),
  );
  const kinds = new Set(RULES.flatMap((rule) => rule.kinds));
  const unknown = objects.filter(({ manifest }) => !kinds.has(manifest.kind)).length;
  return `${[...counts, `${acknowledged.length} acknowledged`].join(', ')}; ${counted(objects.length, 'object')} checked, ${unknown} of a kind that no rule covers.`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Returns the report for programs: a JSON list of all findings, each with the file, document and line of its object. */
export function jsonReport(findings: PlacedFinding[], objects: ReadObject[]): string {
  const located = findings.map(({ at, ...finding }) => {
    const read = objects[finding.index];
    const { file, document } = read;
    return { ...finding, file, document, ...placeIn(read, at) };
  });
  return `${JSON.stringify(located, null, 2)}\n`;
}

// eslint-disable-next-line no-restricted-syntax -- the version of SARIF, not of a product
const SARIF = '2.1.0';

/** Returns the report for code scanners, in SARIF. */
export function sarifReport(findings: PlacedFinding[], objects: ReadObject[]): string {
  const driver = {
    name: 'cdk8s-antrea-multicast',
    semanticVersion: libraryVersion(),
    rules: RULES.map(({ id, level, title, why, fix, source }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: `${why}\n\nFix: ${fix}\n\nSource: ${source}` },
      defaultConfiguration: { level },
    })),
  };
  const places = new Map(RULES.map(({ id }, i) => [id, i]));
  const results = findings.map((finding) => ({
    ruleId: finding.ruleId,
    ruleIndex: places.get(finding.ruleId),
    ...resultOf(finding, objects[finding.index]),
  }));
  const log = {
    $schema: `https://json.schemastore.org/sarif-${SARIF}.json`,
    version: SARIF,
    runs: [{ tool: { driver }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf({ level, object, message, fix, acknowledged, at }: PlacedFinding, read: ReadObject): object {
  const { line } = placeIn(read, at);
  return {
    level,
    message: { text: `${object}: ${message} ${fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(read.file) }, region: { startLine: line } },
        logicalLocations: [{ fullyQualifiedName: object, kind: 'resource' }],
      },
    ],
    // SARIF: if one result of a run has `suppressions`, all of them must have it.
    suppressions: acknowledged === undefined ? [] : [{ kind: 'inSource', justification: acknowledged }],
  };
}

function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
