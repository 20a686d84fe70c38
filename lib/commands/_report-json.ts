import { Finding } from '../rules/finding';
import { ReadObject } from './_read-documents';

/** The report for programs: a list of all findings, each with where its object stands. */
export function jsonReport(findings: Finding[], objects: ReadObject[]): string {
  const located = findings.map((finding) => {
    const { file, document, line } = objects[finding.index];
    return { ...finding, file, document, line };
  });
  return `${JSON.stringify(located, null, 2)}\n`;
}
