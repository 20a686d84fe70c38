import { ComparisonOptions } from '../preview/change';
import { UpgradeLevel, UpgradeStep } from '../upgrade/upgrade-step';
import { Upgrade, stepsOfEntries } from '../upgrade/upgrade';
import { readAntreaOption } from '../validation/_antrea-option';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { requireNewFolder } from '../files/_new-folder';
import { NewFiles } from './_new-files';
import { warnAboutStructure } from './_structure';
import { CONFIG_FILE, readConfig } from './linting/_config';
import { readInput } from './linting/_files';
import { placed, unknownClusters } from './linting/_placements';

const UPGRADE_FLAGS = {
  '--to': { value: 'RELEASE' },
  '--antrea': { value: 'VERSION', isRepeatable: true },
  '--vsphere': { value: 'VERSION' },
  '--format': { value: ['text', 'json', 'markdown'] },
  '--output': { value: 'FOLDER' },
  '--help': {},
  '-h': {},
};

const UPGRADE_USAGE = `usage: cdk8s-antrea-multicast upgrade FILE... --to RELEASE [options]

Lists the steps of an upgrade to a release, one minor version of Kubernetes at a time, for each Cluster in the files: what is refused, what is needed before and after the step, and what changes. ${CONFIG_FILE} in the working directory tells which files belong to which cluster, as for lint. FILE is YAML or JSON, or a folder such as dist. - is standard input.

options:
  --to RELEASE        Tanzu Kubernetes release that the clusters are to have at the end
  --antrea VERSION    version of Antrea of that release, or RELEASE=VERSION for one of several releases, or MINOR=VERSION such as 1.28=1.13.3; can be given more than once. Default: from the table of releases
  --vsphere VERSION   version of vSphere that the Supervisor runs on
  --format FORMAT     one of text, json, markdown. Default: text
  --output FOLDER     write the manifests that change to a new folder, in a folder for each release. Only what is certain is changed
  --help              print this help

exit code:
  0   nothing is refused, and nothing is unknown
  1   a step is refused, or a fact is unknown
  2   the files or the options are invalid
`;

/** Runs the command `upgrade`. */
export async function upgrade(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, lists, switches } = readArguments(args, UPGRADE_FLAGS);
  if (switches.has('--help') || switches.has('-h')) {
    io.out(UPGRADE_USAGE);
    return 0;
  }
  const target = values['--to'];
  if (operands.length === 0 || target === undefined) {
    io.err(UPGRADE_USAGE);
    return BAD_INPUT;
  }
  const output = values['--output'];
  if (output !== undefined) {
    requireNewFolder('--output', output);
  }
  const { antreaVersion, antreaVersions } = antreaVersionsOf(lists['--antrea']);
  const ofTarget = antreaVersion === undefined ? {} : { [target]: antreaVersion };
  const { config } = readConfig(undefined);
  const input = await readInput(operands, config.ignore, io);
  if (!input) {
    return BAD_INPUT;
  }
  warnAboutStructure(input.objects, io);
  const where = placed(input.objects, config.groups);
  const steps = stepsOfEntries(where.entries, {
    target,
    antreaVersions: { ...antreaVersions, ...ofTarget },
    vsphere: values['--vsphere'],
  });
  io.err(unknownClusters(where));
  if (!input.objects.some(({ manifest }) => /^(Tanzu)?(Kubernetes)?Cluster$/.test(manifest.kind))) {
    io.err('The files contain no Cluster, so there are no steps: give the file of the Cluster too.\n');
    return BAD_INPUT;
  }
  io.out(upgradeReport(steps, values['--format']));
  if (output !== undefined) {
    const files = new NewFiles(steps);
    files.write('--output', output);
    io.err(`${files.summary(output)}\n`);
  }
  return steps.some(({ lines }) => lines.some(({ level }) => FAILING.includes(level))) ? 1 : 0;
}

const FAILING = [UpgradeLevel.REFUSED, UpgradeLevel.UNKNOWN];

/** Returns the values of --antrea. A minor version, such as 1.28, is the prefix of its releases. */
export function antreaVersionsOf(values: string[] = []): Pick<ComparisonOptions, 'antreaVersion' | 'antreaVersions'> {
  const prefixed = values.map((value) => (/^\d+\.\d+=/.test(value) ? `v${value}` : value));
  const { antreaVersion, antreaVersions } = readAntreaOption('--antrea', prefixed);
  return { antreaVersion, antreaVersions: Object.fromEntries(antreaVersions ?? []) };
}

function upgradeReport(steps: UpgradeStep[], format: string | undefined): string {
  if (format === 'json') {
    // The manifests may have secrets.
    return `${JSON.stringify(
      steps.map(({ manifests: _, ...step }) => step),
      null,
      2,
    )}\n`;
  }
  return format === 'markdown' ? Upgrade.markdown(steps) : `${Upgrade.describe(steps).join('\n')}\n`;
}
