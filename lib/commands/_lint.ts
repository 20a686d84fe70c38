import { Finding, FindingLevel } from '../messages/finding';
import { PlacedFinding } from '../rules/_engine';
import { lintEntries, requirePlatform } from '../validation/lint';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { ReadObject } from './_read-documents';
import { readObjects } from './_read-objects';
import { jsonReport, sarifReport, textReport } from './_reports';

const REPORTS: { [format: string]: (findings: PlacedFinding[], objects: ReadObject[]) => string } = {
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

Checks the manifests of all files together against the rules. FILE is YAML or JSON, with one or more documents. - is standard input.

options:
  --tkr RELEASE       Tanzu Kubernetes release of the workload cluster. Default: the release of the Cluster, if the files contain only one
  --antrea VERSION    version of Antrea that the release ships. Default: from the table of releases
  --vsphere VERSION   version of vSphere that the Supervisor runs on
  --format FORMAT     one of ${Object.keys(REPORTS).join(', ')}. Default: text
  --strict            treat warnings as errors
  --help              print this help

exit code:
  0   no errors, or only acknowledged ones
  1   at least one error (with --strict: or warning) that is not acknowledged
  2   the files or the options are invalid
`;

/** Runs the command `lint`. */
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
