import { isAbsolute, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlacedFinding } from '../../rules/_engine';
import { RULES } from '../../rules/_registry';
import { libraryVersion } from '../_command';
import { ReadObject, placeIn } from '../../rules/_read-documents';
import { STDIN } from '../_read-objects';
import { LintResult } from '../_reports';
import { fingerprintOf } from './_baseline';
import { withSlashes } from './_patterns';
import { repositoryUrl, ruleUrl } from './_rule-pages';

// eslint-disable-next-line no-restricted-syntax -- the version of SARIF, not of a product
const SARIF = '2.1.0';

/** The base of relative paths: the working directory of the run. Its own path is left out, so that no report names it. */
const BASE = 'SRCROOT';

/** Returns the report for code scanners, in SARIF. */
export function sarifReport(result: LintResult): string {
  const { findings } = result;
  const driver = {
    name: 'cdk8s-antrea-multicast',
    semanticVersion: libraryVersion(),
    informationUri: repositoryUrl(),
    rules: RULES.map((rule) => ({
      id: rule.id,
      shortDescription: { text: rule.title },
      fullDescription: { text: rule.why },
      help: { text: `${rule.why}\n\nFix: ${rule.fix}\n\nSource: ${rule.source}` },
      helpUri: ruleUrl(rule),
      defaultConfiguration: { level: rule.level },
    })),
  };
  const places = new Map(RULES.map(({ id }, i) => [id, i]));
  const results = findings.map((finding) => ({
    ruleId: finding.ruleId,
    ruleIndex: places.get(finding.ruleId),
    ...sarifResult(finding, result),
  }));
  const run = {
    tool: { driver },
    originalUriBaseIds: { [BASE]: { description: { text: 'The working directory of the run.' } } },
    columnKind: 'utf16CodeUnits',
    results,
  };
  const log = { $schema: `https://json.schemastore.org/sarif-${SARIF}.json`, version: SARIF, runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifResult(finding: PlacedFinding, { input, known }: LintResult): object {
  const { level, object, message, fix, path } = finding;
  const read = input.objects[finding.index];
  return {
    level,
    message: { text: `${object}: ${message} ${fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: artifactOf(read.file), region: regionOf(finding, read) },
        logicalLocations: [
          { fullyQualifiedName: path === undefined ? object : `${object}: ${path}`, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { 'ruleObjectPathMessage/v1': fingerprintOf(finding) },
    // SARIF: if one result of a run has `suppressions`, all of them must have it. The same is true for `baselineState`.
    suppressions: suppressionsOf(finding, known),
    ...(known ? { baselineState: known.has(finding) ? 'unchanged' : 'new' } : {}),
  };
}

function regionOf({ at }: PlacedFinding, read: ReadObject): object {
  const place = placeIn(read, at);
  return { startLine: place.line, ...('column' in place ? { startColumn: place.column } : {}) };
}

function suppressionsOf(finding: PlacedFinding, known: LintResult['known']): object[] {
  return [
    ...(finding.acknowledged === undefined ? [] : [{ kind: 'inSource', justification: finding.acknowledged }]),
    ...(known?.has(finding) ? [{ kind: 'external', justification: 'The baseline has it.' }] : []),
  ];
}

/** The file as a URI: relative to the working directory if it is below it and the user names it so. */
function artifactOf(file: string): object {
  if (file === STDIN) {
    return { uri: encodeURIComponent(file) };
  }
  const path = normalize(file);
  return isAbsolute(path) || withSlashes(path).startsWith('../')
    ? { uri: pathToFileURL(path).href }
    : { uri: withSlashes(path).split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE };
}
