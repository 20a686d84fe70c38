import { InvalidInput, quote } from '../messages/_errors';
import { Finding, FindingLevel } from '../messages/finding';
import { Entry, Platform } from '../rules/manifests/_inventory';
import { readAntreaOption } from '../validation/_antrea-option';
import { lintEntries, requirePlatform } from '../validation/lint';
import { Arguments, BAD_INPUT, CommandIo, readArguments } from './_command';
import { inheritedDescriptor } from '../files/_read-file';
import { LintAgain } from './fixing/_fixed-files';
import { fixFindings } from './fixing/_fix-run';
import { Baseline, baselineText } from './linting/_baseline';
import { CONFIG_FILE, readConfig } from './linting/_config';
import { readInput } from './linting/_files';
import { gitlabReport } from './linting/_gitlab';
import { requireWritable, writeWhole } from './linting/_output';
import { PathPattern } from './linting/_patterns';
import { placed, unknownClusters } from './linting/_placements';
import { sarifReport } from './linting/_sarif';
import { ownSchemasOf } from './linting/_own-schemas';
import { ReadObject } from '../rules/_read-documents';
import { LintResult, jsonReport, openFindings, skippedFiles, summaryOf, textReport } from './_reports';

const REPORTS: { [format: string]: (result: LintResult) => string } = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  gitlab: gitlabReport,
};

const LINT_FLAGS = {
  '--tkr': { value: 'RELEASE' },
  '--antrea': { value: 'VERSION', isRepeatable: true },
  '--vsphere': { value: 'VERSION' },
  '--schema': { value: 'FILE', isRepeatable: true },
  '--config': { value: 'FILE' },
  '--ignore': { value: 'PATTERN', isRepeatable: true },
  '--baseline': { value: 'FILE' },
  '--write-baseline': { value: 'FILE' },
  '--format': { value: Object.keys(REPORTS) },
  '--output': { value: 'FILE' },
  '--strict': {},
  '--fix': {},
  '--yes': {},
  '--help': {},
  '-h': {},
};

const LINT_USAGE = `usage: cdk8s-antrea-multicast lint FILE... [options]

Checks the manifests of all files together against the rules. FILE is YAML or JSON, with one or more documents, or a folder. In a folder, files that are not manifests are skipped. - is standard input.

options:
  --tkr RELEASE          Tanzu Kubernetes release of the workload cluster. Default: the release of the Cluster, if the files contain only one
  --antrea VERSION       version of Antrea that the release ships, or RELEASE=VERSION for one of several releases; can be given more than once. Default: from the table of releases
  --vsphere VERSION      version of vSphere that the Supervisor runs on
  --schema FILE          CustomResourceDefinitions of further kinds to validate: a file or a folder; can be given more than once
  --config FILE          which files belong to which cluster or Supervisor. Default: ${CONFIG_FILE} in the working directory, if it is there
  --ignore PATTERN       files and folders to leave out, such as "charts/**" or "*.tmpl.yaml"; can be given more than once
  --baseline FILE        known findings, which do not fail the run
  --write-baseline FILE  write the findings to a file for --baseline, and do not fail
  --format FORMAT        one of ${Object.keys(REPORTS).join(', ')}. Default: text
  --output FILE          write the report to a file, and only the summary to standard output
  --strict               treat warnings as errors
  --fix                  change the files where only one way out of a finding is possible: show the changes, and write them if you agree
  --yes                  with --fix: write without a question
  --help                 print this help

exit code:
  0   no errors, or only acknowledged or known ones
  1   at least one error (with --strict: or warning) that is neither acknowledged nor known
  2   the files or the options are invalid
`;

/** Runs the command `lint`. */
export async function lint(args: string[], io: CommandIo): Promise<number> {
  const given = readArguments(args, LINT_FLAGS);
  const { operands, values, lists, switches } = given;
  if (switches.has('--help') || switches.has('-h')) {
    io.out(LINT_USAGE);
    return 0;
  }
  if (operands.length === 0) {
    io.err(LINT_USAGE);
    return BAD_INPUT;
  }
  const antrea = readAntreaOption('--antrea', lists['--antrea'] ?? []);
  const platform = { tkr: values['--tkr'], vsphere: values['--vsphere'], ...antrea };
  requirePlatform(platform);
  requireFixable(given);
  const run = await resultOf(given, platform, io);
  if (!run) {
    return BAD_INPUT;
  }
  let { result } = run;
  if (switches.has('--fix')) {
    const isText = (values['--format'] ?? 'text') === 'text';
    const options = { isAgreed: switches.has('--yes'), show: isText ? io.out : io.err };
    result = await fixFindings(result, run.again, options, io);
  }
  if (values['--write-baseline'] !== undefined) {
    writeWhole('--write-baseline', values['--write-baseline'], baselineText(result.findings));
  }
  report(result, values, io);
  const fails = openFindings(result).some((finding) => failsLint(finding, switches.has('--strict')));
  return fails && values['--write-baseline'] === undefined ? 1 : 0;
}

/** Reads all files and checks the objects. If a file cannot be read, prints the errors and returns undefined. */
async function resultOf(given: Arguments, platform: Platform, io: CommandIo): Promise<LintRun | undefined> {
  const { operands, values, lists } = given;
  const { config, file } = readConfig(values['--config']);
  const baseline = values['--baseline'] === undefined ? undefined : new Baseline(values['--baseline']);
  const ownSchemas = await ownSchemasOf(lists['--schema'] ?? [], io);
  const ignore = (lists['--ignore'] ?? []).map((text) => new PathPattern('--ignore', text));
  const input = await readInput(operands, [...ignore, ...config.ignore], io);
  if (!input) {
    return undefined;
  }
  const inputs = [...input.files, ...(file === undefined ? [] : [file]), ...(lists['--schema'] ?? [])];
  requireOutputs(values, inputs);
  const where = placed(input.objects, config.groups);
  io.err(unknownClusters(where));
  const findingsOf = (entries: Entry[]) => lintEntries(entries, { ...platform, ownSchemas });
  const findings = findingsOf(where.entries);
  const known = baseline?.knownOf(findings);
  io.err(baseline?.staleText() ?? '');
  const again = (objects: ReadObject[]): LintResult => {
    const later = findingsOf(placed(objects, config.groups).entries);
    const file = values['--baseline'];
    return {
      findings: later,
      input: { ...input, objects },
      known: file ? new Baseline(file).knownOf(later) : undefined,
    };
  };
  return { result: { findings, input, known }, again };
}

/** The findings of a run, and the function that checks changed objects with the same options. */
interface LintRun {
  readonly result: LintResult;
  readonly again: LintAgain;
}

/** Throws if the run has an option that has no effect, or an input that cannot be written. */
function requireFixable({ operands, switches }: Arguments): void {
  if (!switches.has('--fix')) {
    if (switches.has('--yes')) {
      throw new InvalidInput('--yes has no effect without --fix: add --fix, or leave --yes out.');
    }
    return;
  }
  const stream = operands.find((operand) => operand === '-' || inheritedDescriptor(operand) !== undefined);
  if (stream !== undefined) {
    throw new InvalidInput(`--fix cannot write to ${quote(stream)}, which is not a file: name files or folders.`);
  }
}

/** Throws if a file that the run writes is an input, or cannot be written. */
function requireOutputs(values: Arguments['values'], inputs: string[]): void {
  const { '--output': output, '--write-baseline': written, '--baseline': read } = values;
  if (output !== undefined) {
    requireWritable('--output', output, [...inputs, ...(read === undefined ? [] : [read])]);
  }
  if (written !== undefined) {
    requireWritable('--write-baseline', written, [...inputs, ...(output === undefined ? [] : [output])]);
  }
}

/** Prints the report, or writes it to a file and prints the summary. */
function report(result: LintResult, values: Arguments['values'], io: CommandIo): void {
  const format = values['--format'] ?? 'text';
  const text = REPORTS[format](result);
  if (values['--output'] !== undefined) {
    writeWhole('--output', values['--output'], text);
    io.out(`${summaryOf(result)}\n`);
    return;
  }
  io.out(text);
  if (format !== 'text') {
    io.err(
      skippedFiles(result.input)
        .map((sentence) => `${sentence}\n`)
        .join(''),
    );
  }
}

function failsLint({ level }: Finding, strict: boolean): boolean {
  return level === FindingLevel.ERROR || (strict && level === FindingLevel.WARNING);
}
