import { normalize } from 'node:path';
import { FindingLevel } from '../../messages/finding';
import { placeIn } from '../../rules/_read-documents';
import { LintResult, openFindings } from '../_reports';
import { fingerprintOf } from './_baseline';
import { withSlashes } from './_patterns';

const SEVERITIES: { [level in FindingLevel]: string } = {
  [FindingLevel.ERROR]: 'major',
  [FindingLevel.WARNING]: 'minor',
  [FindingLevel.NOTE]: 'info',
};

/** Returns the report for GitLab, in the format of its reports of code quality. It has only the open findings. */
export function gitlabReport(result: LintResult): string {
  const numbers = new Map<string, number>();
  const issues = openFindings(result).map((finding) => {
    const read = result.input.objects[finding.index];
    const print = fingerprintOf(finding);
    const number = (numbers.get(print) ?? 0) + 1;
    numbers.set(print, number);
    return {
      description: `${finding.object}: ${finding.message} ${finding.fix}`,
      check_name: finding.ruleId,
      // GitLab shows only one of two issues with the same fingerprint.
      fingerprint: number === 1 ? print : `${print}-${number}`,
      severity: SEVERITIES[finding.level],
      location: { path: withSlashes(normalize(read.file)), lines: { begin: placeIn(read, finding.at).line } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
