import { relative, sep } from 'node:path';
import { Tree } from '../checks/_trees';
import { supervisorBuild } from '../platform/_supervisors';
import { requireComparable } from '../preview/_objects';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { filesBelow, isFolder } from '../files/_folders';
import { ReadObject } from './_read-documents';
import { readObjects, readObjectsInFolder } from './_read-objects';
import { hasValidStructure } from './_structure';
import { ClusterChanges, changesByCluster } from './comparing/_cluster-changes';
import { PlacedObject } from './comparing/_groups';
import { jsonReport, markdownReport, textReport } from './comparing/_report';

const COMPARE_FLAGS = {
  '--vsphere': { value: 'VERSION' },
  '--format': { value: ['text', 'json', 'markdown'] },
  '--help': {},
  '-h': {},
};

const COMPARE_USAGE = `usage: cdk8s-antrea-multicast compare BEFORE AFTER [options]

Lists the differences between two sets of manifests, by cluster. For each one, shows whether the field is immutable, what the Supervisor does then, and whether you must restart the Antrea Pods. Workloads that use other multicast streams are listed too. BEFORE and AFTER are each a file, or a folder with YAML files, such as dist. - is standard input.

options:
  --vsphere VERSION   version of vSphere that the Supervisor runs on
  --format FORMAT     one of text, json, markdown. Default: text
  --help              print this help

exit code:
  0   no immutable field differs
  1   an immutable field differs
  2   the files or the arguments are invalid
`;

/** Runs the command `compare`. */
export async function compare(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, switches } = readArguments(args, COMPARE_FLAGS);
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
  const sides: ReadObject[][] = [];
  for (const operand of operands) {
    const files = filesBelow(operand);
    const objects = await (isFolder(operand) ? readObjectsInFolder(files, io) : readObjects(files, io));
    if (!objects) {
      return BAD_INPUT;
    }
    sides.push(objects);
  }
  const [before, after] = sides.map((side, i) => side.map((object) => placed(object, operands[i])));
  if (!hasValidStructure(sides.flat(), io)) {
    return BAD_INPUT;
  }
  const clusters = changesByCluster(before, after, { vsphere });
  io.out(REPORTS[values['--format'] ?? 'text'](clusters));
  return clusters.some(({ changes }) => changes.some(({ isImmutable }) => isImmutable)) ? 1 : 0;
}

const REPORTS: { readonly [format: string]: (clusters: ClusterChanges[]) => string } = {
  text: textReport,
  json: jsonReport,
  markdown: markdownReport,
};

function placed(object: ReadObject, operand: string): PlacedObject {
  const path = relative(operand, object.file).split(sep).join('/');
  return { manifest: comparableOf(object), path };
}

/** Returns the manifest. Throws if it cannot be compared; the message begins with its file, line and document. */
function comparableOf({ manifest, file, document, line }: ReadObject): Tree {
  return requireComparable(`${file}:${line}: document ${document}`, manifest);
}
