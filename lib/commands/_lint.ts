import { Finding, FindingLevel } from '../messages/finding';
import { PlacedFinding } from '../rules/_engine';
import { lintEntries, requirePlatform } from '../validation/lint';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { CONFIG_FILE, readConfig } from './linting/_config';
import { LintInput, readInput } from './linting/_files';
import { requireWritable, writeWhole } from './linting/_output';
import { PathPattern } from './linting/_patterns';
import { placed, unknownClusters } from './linting/_placements';
import { sarifReport } from './linting/_sarif';
import { jsonReport, skippedFiles, summaryOf, textReport } from './_reports';

const REPORTS: { [format: string]: (findings: PlacedFinding[], input: LintInput) => string } = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
};

const LINT_FLAGS = {
  '--tkr': { value: 'RELEASE' },
  '--antrea': { value: 'VERSION' },
  '--vsphere': { value: 'VERSION' },
  '--config': { value: 'FILE' },
  '--ignore': { value: 'PATTERN', isRepeatable: true },
  '--format': { value: Object.keys(REPORTS) },
  '--output': { value: 'FILE' },
  '--strict': {},
  '--help': {},
  '-h': {},
};

const LINT_USAGE = `usage: cdk8s-antrea-multicast lint FILE... [options]

Checks the manifests of all files together against the rules. FILE is YAML or JSON, with one or more documents, or a folder. In a folder, files that are not manifests are skipped. - is standard input.

options:
  --tkr RELEASE       Tanzu Kubernetes release of the workload cluster. Default: the release of the Cluster, if the files contain only one
  --antrea VERSION    version of Antrea that the release ships. Default: from the table of releases
  --vsphere VERSION   version of vSphere that the Supervisor runs on
  --config FILE       which files belong to which cluster or Supervisor. Default: ${CONFIG_FILE} in the working directory, if it is there
  --ignore PATTERN    files and folders to leave out, such as "charts/**" or "*.tmpl.yaml"; can be given more than once
  --format FORMAT     one of ${Object.keys(REPORTS).join(', ')}. Default: text
  --output FILE       write the report to a file, and only the summary to standard output
  --strict            treat warnings as errors
  --help              print this help

exit code:
  0   no errors, or only acknowledged ones
  1   at least one error (with --strict: or warning) that is not acknowledged
  2   the files or the options are invalid
`;

/** Runs the command `lint`. */
export async function lint(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, lists, switches } = readArguments(args, LINT_FLAGS);
  if (switches.has('--help') || switches.has('-h')) {
    io.out(LINT_USAGE);
    return 0;
  }
  if (operands.length === 0) {
    io.err(LINT_USAGE);
    return BAD_INPUT;
  }
  const platform = { tkr: values['--tkr'], antreaVersion: values['--antrea'], vsphere: values['--vsphere'] };
  requirePlatform(platform);
  const ignore = (lists['--ignore'] ?? []).map((text) => new PathPattern('--ignore', text));
  const { config, file } = readConfig(values['--config']);

  const input = await readInput(operands, [...ignore, ...config.ignore], io);
  if (!input) {
    return BAD_INPUT;
  }
  const output = values['--output'];
  if (output !== undefined) {
    requireWritable('--output', output, file === undefined ? input.files : [...input.files, file]);
  }
  const where = placed(input.objects, config.groups);
  io.err(unknownClusters(where));
  const findings = lintEntries(where.entries, platform);
  const format = values['--format'] ?? 'text';
  const report = REPORTS[format](findings, input);
  if (output !== undefined) {
    writeWhole('--output', output, report);
    io.out(`${summaryOf(findings, input)}\n`);
  } else {
    io.out(report);
    if (format !== 'text') {
      io.err(
        skippedFiles(input)
          .map((sentence) => `${sentence}\n`)
          .join(''),
      );
    }
  }
  return findings.some((finding) => failsLint(finding, switches.has('--strict'))) ? 1 : 0;
}

function failsLint({ level, acknowledged }: Finding, strict: boolean): boolean {
  return acknowledged === undefined && (level === FindingLevel.ERROR || (strict && level === FindingLevel.WARNING));
}
