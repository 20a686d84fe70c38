import { Tree } from '../checks/_trees';
import { supervisorBuild } from '../platform/_supervisors';
import { requireComparable } from '../preview/_objects';
import { Change, Comparison } from '../preview/comparison';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { filesBelow } from '../files/_folders';
import { ReadObject } from './_read-documents';
import { readObjects } from './_read-objects';
import { hasValidStructure } from './_structure';

const COMPARE_FLAGS = {
  '--vsphere': { value: 'VERSION' },
  '--format': { value: ['text', 'json'] },
  '--help': {},
  '-h': {},
};

const COMPARE_USAGE = `usage: cdk8s-antrea-multicast compare BEFORE AFTER [options]

Lists the differences between two sets of manifests. For each one, shows whether the field is immutable, what the Supervisor does then, and whether you must restart the Antrea Pods. BEFORE and AFTER are each a file, or a folder with YAML files, such as dist. - is standard input.

options:
  --vsphere VERSION   version of vSphere that the Supervisor runs on
  --format FORMAT     one of text, json. Default: text
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
    const objects = await readObjects(filesBelow(operand), io);
    if (!objects) {
      return BAD_INPUT;
    }
    sides.push(objects);
  }
  const comparable = sides.map((side) => side.map(comparableOf));
  if (!hasValidStructure(sides.flat(), io)) {
    return BAD_INPUT;
  }
  const [before, after] = comparable;
  const changes = Comparison.of(before, after, { vsphere });
  io.out(
    values['--format'] === 'json'
      ? `${JSON.stringify(changes.map(withoutValues), null, 2)}\n`
      : `${Comparison.describe(changes).join('\n')}\n`,
  );
  return changes.some(({ isImmutable }) => isImmutable) ? 1 : 0;
}

/** Returns the manifest. Throws if it cannot be compared; the message begins with its file, line and document. */
function comparableOf({ manifest, file, document, line }: ReadObject): Tree {
  return requireComparable(`${file}:${line}: document ${document}`, manifest);
}

/** The members of a change that have no secrets: its values may have some. */
function withoutValues({ object, path, isImmutable, restart, answer }: Change): object {
  return { object, path, isImmutable, restart, answer };
}
