import { Tree, valueAt } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';
import { withoutSecrets } from '../messages/_secret-texts';
import { parseCidr } from '../multicast/_cidr';
import { antreaObjectName } from '../platform/_cluster-name';
import { AntreaObject } from '../platform/enums';
import { yamlText } from '../preview/_yaml-text';
import { Preview } from '../preview/preview';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { ReadObject } from './_read-documents';
import { readObjects } from './_read-objects';
import { hasValidStructure } from './_structure';

const PREVIEW_FLAGS = { '--package': { value: 'VERSION' }, '--help': {}, '-h': {} };

const PREVIEW_USAGE = `usage: cdk8s-antrea-multicast preview FILE... --package VERSION

Prints the ConfigMap antrea-config that the Supervisor renders from an AntreaConfig. The files must contain exactly one AntreaConfig. If they also contain its Cluster, the Service range comes from the Cluster.

options:
  --package VERSION   version of Tanzu's Antrea package: 1.5.3, 1.7.2 or 1.9.0, with or without its suffix (+vmware...)
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
  if (operands.length === 0 || values['--package'] === undefined) {
    io.err(PREVIEW_USAGE);
    return BAD_INPUT;
  }
  const objects = await readObjects(operands, io);
  if (!objects) {
    return BAD_INPUT;
  }
  if (!hasValidStructure(objects, io)) {
    return BAD_INPUT;
  }
  const configs = objects.filter(({ manifest }) => manifest.kind === 'AntreaConfig');
  if (configs.length !== 1) {
    const names = configs.map(({ manifest }) => manifest.metadata.name);
    throw new InvalidInput(
      `The files contain ${configs.length} AntreaConfigs, ${quote(names)}: give files with exactly one.`,
    );
  }
  const [{ manifest }] = configs;
  const ranges = serviceCidrsOf(manifest.metadata, objects);
  io.out(yamlOf(Preview.antreaConfigMap(withoutSecretsInManifest(manifest), values['--package'], ranges)));
  return 0;
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

/** Returns the Service ranges of the Cluster of the AntreaConfig, if the Cluster is one of the objects. */
function serviceCidrsOf(
  { name, namespace }: { [name: string]: any },
  objects: ReadObject[],
): { serviceCidr?: string; serviceCidrV6?: string } {
  const cluster = objects.find(
    ({ manifest: { kind, metadata } }) =>
      kind === 'Cluster' &&
      name === antreaObjectName(AntreaObject.ANTREA_CONFIG, metadata.name) &&
      metadata.namespace === namespace,
  );
  const blocks = cluster && valueAt(cluster.manifest, 'spec.clusterNetwork.services.cidrBlocks');
  const ranges = Array.isArray(blocks) ? blocks.map(String) : [];
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
