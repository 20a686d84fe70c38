import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RULES } from '../rules/_registry';
import { Finding } from '../rules/finding';
import { libraryVersion } from './_command';
import { ReadObject } from './_read-documents';

// eslint-disable-next-line no-restricted-syntax -- a version of SARIF, and of nothing that runs
const SARIF = '2.1.0';

/** The report for code scanners. */
export function sarifReport(findings: Finding[], objects: ReadObject[]): string {
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

function resultOf({ level, object, message, fix, acknowledged }: Finding, { file, line }: ReadObject): object {
  return {
    level,
    message: { text: `${object}: ${message} ${fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
        logicalLocations: [{ fullyQualifiedName: object, kind: 'resource' }],
      },
    ],
    // All results of a run have the list, or none has.
    suppressions: acknowledged === undefined ? [] : [{ kind: 'inSource', justification: acknowledged }],
  };
}

function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
