import { Finding, FindingLevel } from '../messages/finding';
import { lintEntries, requirePlatform } from '../validation/lint';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { ReadObject } from './_read-documents';
import { readObjects } from './_read-objects';
import { jsonReport, sarifReport, textReport } from './_reports';

const REPORTS: { [format: string]: (findings: Finding[], objects: ReadObject[]) => string } = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
};

const LINT_FLAGS = {
  '--tkr': { value: 'RELEASE' },
  '--antrea': { value: 'VERSION' },
  '--vsphere': { value: 'VERSION' },
  '--format': { value: Object.keys(REPORTS) },
  '--strict': {},
  '--help': {},
  '-h': {},
};

const LINT_USAGE = `usage: cdk8s-antrea-multicast lint FILE... [options]

Holds the manifests of all files together against the rules. FILE is YAML or JSON, of one or more documents; - is standard input.

options:
  --tkr RELEASE       Tanzu Kubernetes release; else that of the only Cluster in the files
  --antrea VERSION    version of Antrea that the release ships; else by the table of releases
  --vsphere VERSION   version of vSphere that the Supervisor runs
  --format FORMAT     ${Object.keys(REPORTS).join(', ')}; text where it is not given
  --strict            warnings count as errors
  --help              print this

exit code:
  0   no error, or all of them acknowledged
  1   an error; with --strict, also a warning
  2   the files or the options cannot be worked with
`;

/** The command `lint`. */
export async function lint(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, switches } = readArguments(args, LINT_FLAGS);
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

  const objects = await readObjects(operands, io);
  if (!objects) {
    return BAD_INPUT;
  }
  const findings = lintEntries(objects, platform);
  io.out(REPORTS[values['--format'] ?? 'text'](findings, objects));
  return findings.some((finding) => failsLint(finding, switches.has('--strict'))) ? 1 : 0;
}

function failsLint({ level, acknowledged }: Finding, strict: boolean): boolean {
  return acknowledged === undefined && (level === FindingLevel.ERROR || (strict && level === FindingLevel.WARNING));
}
