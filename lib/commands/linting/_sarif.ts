import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlacedFinding } from '../../rules/_engine';
import { RULES } from '../../rules/_registry';
import { libraryVersion } from '../_command';
import { ReadObject, placeIn } from '../_read-documents';
import { LintInput } from './_files';

// eslint-disable-next-line no-restricted-syntax -- the version of SARIF, not of a product
const SARIF = '2.1.0';

/** Returns the report for code scanners, in SARIF. */
export function sarifReport(findings: PlacedFinding[], { objects }: LintInput): string {
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
