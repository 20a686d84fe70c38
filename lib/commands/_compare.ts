import { relative, sep } from 'node:path';
import { supervisorBuild } from '../platform/_supervisors';
import { requireComparable } from '../preview/_objects';
import { streamText } from '../preview/_text-report';
import { ClusterChanges, ManifestFile } from '../preview/change';
import { UpgradeLevel } from '../upgrade/upgrade-step';
import { Comparison } from '../preview/comparison';
import { Manifest } from '../rules/manifests/_inventory';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { filesBelow, isFolder } from '../files/_folders';
import { ReadObject } from '../rules/_read-documents';
import { readObjects, readObjectsInFolder } from './_read-objects';
import { antreaVersionsOf } from './_upgrade';
import { haveValidStructure } from './_structure';

const COMPARE_FLAGS = {
  '--antrea': { value: 'VERSION', isRepeatable: true },
  '--vsphere': { value: 'VERSION' },
  '--format': { value: ['text', 'json', 'markdown'] },
  '--help': {},
  '-h': {},
};

const COMPARE_USAGE = `usage: cdk8s-antrea-multicast compare BEFORE AFTER [options]

Lists the differences between two sets of manifests, by cluster. For each one, shows whether the field is immutable, what the Supervisor does then, and whether you must restart the Antrea Pods. Streams that change are listed too. If the release of a Cluster changes, the report has the lines of 'upgrade' for it. BEFORE and AFTER are each a file, or a folder with YAML files, such as dist. - is standard input.

options:
  --antrea VERSION    version of Antrea of the releases after the change, RELEASE=VERSION for one of several, or MINOR=VERSION such as 1.28=1.13.3; can be given more than once. Default: from the table of releases
  --vsphere VERSION   version of vSphere that the Supervisor runs on
  --format FORMAT     one of text, json, markdown (for a comment on a pull request of GitHub). Default: text
  --help              print this help

exit code:
  0   no immutable field differs, and no change of a release is refused
  1   an immutable field differs, or a change of a release is refused
  2   the files or the arguments are invalid
`;

/** Runs the command `compare`. */
export async function compare(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, lists, switches } = readArguments(args, COMPARE_FLAGS);
  if (switches.has('--help') || switches.has('-h')) {
    io.out(COMPARE_USAGE);
    return 0;
  }
  if (operands.length !== 2) {
    io.err(COMPARE_USAGE);
    return BAD_INPUT;
  }
  const vsphere = values['--vsphere'];
  if (vsphere !== undefined) {
    supervisorBuild(vsphere);
  }
  const antrea = antreaVersionsOf(lists['--antrea']);
  const sides: ReadObject[][] = [];
  for (const operand of operands) {
    const files = filesBelow(operand);
    const objects = await (isFolder(operand) ? readObjectsInFolder(files, io) : readObjects(files, io));
    if (!objects) {
      return BAD_INPUT;
    }
    sides.push(objects);
  }
  sides.flat().forEach(requireComparableObject);
  if (!haveValidStructure(sides, io)) {
    return BAD_INPUT;
  }
  const [before, after] = sides.map((side, i) => manifestFiles(operands[i], side));
  const clusters = Comparison.byCluster(before, after, { vsphere, ...antrea });
  io.out(writtenReport(clusters, values['--format']));
  return clusters.some(isRefusedIn) ? 1 : 0;
}

/** Whether the Supervisor refuses a change of the cluster, or an object has no effect after it. */
function isRefusedIn({ changes, upgrade }: ClusterChanges): boolean {
  const lines = upgrade?.lines ?? [];
  return changes.some(({ isImmutable }) => isImmutable) || lines.some(({ level }) => level === UpgradeLevel.REFUSED);
}

/** The manifests by their file below the operand. The name of a single file tells nothing, because the two can differ. */
function manifestFiles(operand: string, objects: ReadObject[]): ManifestFile[] {
  const isSingle = !isFolder(operand);
  const pathOf = (file: string) => (isSingle ? '' : relative(operand, file).split(sep).join('/'));
  const manifests = new Map<string, Manifest[]>();
  for (const { file, manifest } of objects) {
    const ofFile = manifests.get(file) ?? [];
    manifests.set(file, ofFile);
    ofFile.push(manifest);
  }
  return [...manifests].map(([file, ofFile]) => ({ file: pathOf(file), manifests: ofFile }));
}

function writtenReport(clusters: ClusterChanges[], format: string | undefined): string {
  if (format === 'json') {
    return `${JSON.stringify(clusters.flatMap(jsonMembers), null, 2)}\n`;
  }
  return format === 'markdown'
    ? Comparison.markdown(clusters)
    : `${Comparison.describeClusters(clusters).join('\n')}\n`;
}

/** The members of the changes that have no secrets: their values may have some. */
function jsonMembers({ cluster, isCluster, changes, streams, upgrade }: ClusterChanges): object[] {
  const place = { cluster, isCluster };
  const fields = changes.map(({ object, path, before, isImmutable, restart, answer }) => {
    const what = path !== '' ? 'changed' : before === undefined ? 'added' : 'removed';
    return { ...place, what, object, path, stream: '', isImmutable, restart, answer };
  });
  const ofStreams = streams.map(({ object, ...stream }) => ({
    ...{ ...place, what: 'stream', object, path: '', stream: streamText(stream) },
    ...{ isImmutable: false, restart: false, answer: '' },
  }));
  const ofUpgrade = (upgrade?.lines ?? []).map(({ level, topic, what, how, source }) => ({
    ...{ ...place, what: 'upgrade', object: `Cluster ${upgrade?.cluster}`, path: 'spec.topology.version', stream: '' },
    ...{ isImmutable: false, restart: false, answer: what, level, topic, how, source },
  }));
  return [...ofUpgrade, ...ofStreams, ...fields];
}

/** Throws if the object cannot be compared; the message begins with its file, line and document. */
function requireComparableObject({ manifest, file, document, line }: ReadObject): void {
  requireComparable(`${file}:${line}: document ${document}`, manifest);
}
