import { Tree, valueAt } from '../checks/_trees';
import { InvalidInput, printable, quote } from '../messages/_errors';
import { withoutSecrets } from '../messages/_secret-texts';
import { parseCidr } from '../multicast/_cidr';
import { judgeRelease } from '../platform/_release-lookup';
import { antreaVersionIn } from '../platform/_version-formats';
import { ANTREA_PACKAGE_CONFIGS, STANDARD_SERVICE_CIDR } from '../platform/tables/_antrea-packages';
import { yamlText } from '../preview/_yaml-text';
import { Preview } from '../preview/preview';
import { clusterOf } from '../rules/manifests/_antrea';
import { clusterLists } from '../rules/manifests/_clusters';
import { Inventory, Manifest, nameOf, textOf } from '../rules/manifests/_inventory';
import { clustersAt } from '../rules/manifests/_lookups';
import { lintEntries } from '../validation/lint';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { ReadObject, placeIn } from '../rules/_read-documents';
import { readObjects } from './_read-objects';
import { hasValidStructure } from './_structure';

const PREVIEW_FLAGS = { '--package': { value: 'VERSION' }, '--help': {}, '-h': {} };

const PREVIEW_USAGE = `usage: cdk8s-antrea-multicast preview FILE... [--package VERSION]

Prints the ConfigMap antrea-config that the Supervisor renders from an AntreaConfig. The files must contain exactly one AntreaConfig. If they also contain its Cluster, the Service range and the package come from the Cluster. A ClusterBootstrap shows which Cluster an AntreaConfig with another name is for.

options:
  --package VERSION   version of Tanzu's Antrea package: 1.5.3, 1.7.2 or 1.9.0, with or without its suffix (+vmware...). Default: the package of the Cluster's release, from the table of releases
  --help              print this help

exit code:
  0   the ConfigMap is printed
  2   the files or the options are invalid
`;

/** Runs the command `preview`. */
export async function preview(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, switches } = readArguments(args, PREVIEW_FLAGS);
  if (switches.has('--help') || switches.has('-h')) {
    io.out(PREVIEW_USAGE);
    return 0;
  }
  if (operands.length === 0) {
    io.err(PREVIEW_USAGE);
    return BAD_INPUT;
  }
  const objects = await readObjects(operands, io);
  if (!objects || !hasValidStructure(objects, io)) {
    return BAD_INPUT;
  }
  const configs = objects.filter(({ manifest }) => manifest.kind === 'AntreaConfig');
  if (configs.length !== 1) {
    const names = configs.map(({ manifest }) => manifest.metadata.name);
    throw new InvalidInput(
      `The files contain ${configs.length} AntreaConfigs, ${quote(names)}: give files with exactly one.`,
    );
  }
  if (isRefusedByWebhook(configs[0], objects, io)) {
    return BAD_INPUT;
  }
  const [{ manifest }] = configs;
  const inventory = new Inventory(objects);
  const cluster = clusterOfConfig(manifest, inventory);
  const version = packageFor({ manifest, cluster, given: values['--package'] }, inventory, io);
  const ranges = serviceCidrsOf(manifest, cluster, io);
  io.out(yamlOf(Preview.antreaConfigMap(withoutSecretsInManifest(manifest), version, ranges)));
  return 0;
}

/** Rules on what the webhook of AntreaConfig refuses, and on an AntreaConfig that its Cluster does not use. */
const WEBHOOK_RULES = ['TAM001', 'TAM002'];
const USE_RULES = ['TAM018', 'TAM050', 'TAM101'];

/** Whether the Supervisor refuses the AntreaConfig because of its values. Prints that, and if its Cluster does not use it. */
function isRefusedByWebhook(config: ReadObject, objects: ReadObject[], io: CommandIo): boolean {
  const findings = lintEntries(objects, {}).filter(({ ruleId }) => [...WEBHOOK_RULES, ...USE_RULES].includes(ruleId));
  const lines = findings.map((finding) => {
    const read = objects[finding.index];
    const level = WEBHOOK_RULES.includes(finding.ruleId) ? 'error' : 'warning';
    return `${read.file}:${placeIn(read, finding.at).line}: ${level} ${finding.ruleId}: ${finding.object}: ${finding.message} ${finding.fix}`;
  });
  io.err(lines.map((line) => `${printable(line)}\n`).join(''));
  return findings.some(({ ruleId, index }) => WEBHOOK_RULES.includes(ruleId) && objects[index] === config);
}

/** The Cluster of the AntreaConfig: by its label or name, else by a ClusterBootstrap that refers to it. */
function clusterOfConfig(config: Manifest, inventory: Inventory): Manifest | undefined {
  const named = clusterOf(config, inventory);
  if (named) {
    return named;
  }
  const { name, namespace } = config.metadata;
  const bootstraps = inventory
    .ofKind('ClusterBootstrap')
    .filter((one) => one.metadata.namespace === namespace && valueAt(one, PROVIDER_NAME) === name);
  const [cluster, ...others] = bootstraps.flatMap((one) =>
    clustersAt(inventory, one, one.metadata.name, one.metadata.namespace),
  );
  if (others.length > 0) {
    const names = [cluster, ...others].map((one) => quote(one.metadata.name)).join(', ');
    throw new InvalidInput(
      `${nameOf(config)} is for several Clusters, ${names}, by their ClusterBootstraps: give the files of only one Cluster.`,
    );
  }
  return cluster;
}

const PROVIDER_NAME = 'spec.cni.valuesFrom.providerRef.name';

/** The facts on which the version of the package depends. */
interface PackageFacts {
  readonly manifest: Manifest;
  readonly cluster: Manifest | undefined;
  /** The version in the options. */
  readonly given: string | undefined;
}

/** Returns the version of the package: that of the options, else that of the release. Prints what is not certain. */
function packageFor({ manifest, cluster, given }: PackageFacts, inventory: Inventory, io: CommandIo): string {
  const query = cluster && inventory.asCluster(textOf(cluster.metadata.name), cluster);
  const answer = query && judgeRelease(query);
  if (given !== undefined) {
    if (query && answer && !('id' in answer) && (antreaVersionIn(given) ?? answer.antrea) !== answer.antrea) {
      io.err(
        `warning: --package is ${quote(given)}, but the release ${quote(query.release)} of ${nameOf(cluster)} ships Antrea ${answer.antrea} (${answer.source}).\n`,
      );
    }
    return given;
  }
  const way = 'give --package VERSION';
  if (!cluster) {
    throw new InvalidInput(
      `The files do not contain the Cluster of ${nameOf(manifest)}, whose release shows the package of Antrea: add the file of the Cluster, or ${way}.`,
    );
  }
  if (!query || !answer) {
    throw new InvalidInput(
      `${nameOf(cluster)} has no valid release, which shows the package of Antrea: correct its spec.topology.version, or ${way}.`,
    );
  }
  if ('id' in answer) {
    throw new InvalidInput(`${answer.message} To see the ConfigMap of a known package, ${way}.`);
  }
  const known = ANTREA_PACKAGE_CONFIGS.map(({ version }) => version);
  if (!known.includes(answer.antrea)) {
    throw new InvalidInput(
      `The release ${quote(query.release)} of ${nameOf(cluster)} ships Antrea ${answer.antrea} (${answer.source}), and the templates of this package are not public, so its ConfigMap is not known: ${way} to see that of another one, ${known.join(', ')}.`,
    );
  }
  io.err(answer.doubts.map((doubt) => `warning: ${doubt}\n`).join(''));
  return answer.antrea;
}

/** Returns the manifest with secrets hidden: a field of Antrea may contain a URL with a password. */
function withoutSecretsInManifest(manifest: Tree): Tree {
  return JSON.parse(
    JSON.stringify(manifest, (_, value: unknown) =>
      typeof value === 'string'
        ? value
            .split('\n')
            .map((line) => withoutSecrets(line))
            .join('\n')
        : value,
    ),
  );
}

/** Returns the Service ranges of the Cluster. Prints that the range is a default if there is none. */
function serviceCidrsOf(
  config: Manifest,
  cluster: Manifest | undefined,
  io: CommandIo,
): { serviceCidr?: string; serviceCidrV6?: string } {
  const ranges = clusterLists(cluster ?? {}).services.map(String);
  if (ranges.length === 0) {
    const what = cluster
      ? `${nameOf(cluster)} has no Service range`
      : `The files do not contain the Cluster of ${nameOf(config)}`;
    io.err(`warning: ${what}, so serviceCIDR is the default, ${STANDARD_SERVICE_CIDR}.\n`);
  }
  const ofFamily = (family: number) => ranges.find((range) => parseCidr(range)?.family === family);
  return { serviceCidr: ofFamily(4), serviceCidrV6: ofFamily(6) };
}

/** Returns the ConfigMap as YAML, with its files unchanged. */
function yamlOf({ data, ...rest }: { data: { [file: string]: string } }): string {
  const files = Object.entries(data).map(
    ([file, text]) => `  ${file}: |\n${text.replace(/^(?=.)/gm, '    ').replace(/\n*$/, '\n')}`,
  );
  return `${yamlText(rest)}data:\n${files.join('')}`;
}
