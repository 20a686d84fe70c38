import { Tree } from '../checks/_trees';
import { requireComparable } from '../preview/_objects';
import { Comparison } from '../preview/comparison';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { ReadObject } from './_read-documents';
import { filesBelow, readObjects } from './_read-objects';

const COMPARE_FLAGS = { '--help': {}, '-h': {} };

const COMPARE_USAGE = `usage: cdk8s-antrea-multicast compare BEFORE AFTER

Names what changes from one set of manifests to another, what the Supervisor will answer where a field cannot be changed, and whether the antrea Pods must be restarted by hand. BEFORE and AFTER are each a file, or a folder such as dist with YAML in it; - is standard input.

options:
  --help   print this

exit code:
  0   nothing that cannot be changed was changed
  1   a field that cannot be changed was
  2   the files cannot be worked with
`;

/** The command `compare`. */
export async function compare(args: string[], io: CommandIo): Promise<number> {
  const { operands, switches } = readArguments(args, COMPARE_FLAGS);
  if (switches.has('--help') || switches.has('-h')) {
    io.out(COMPARE_USAGE);
    return 0;
  }
  if (operands.length !== 2) {
    io.err(COMPARE_USAGE);
    return BAD_INPUT;
  }
  const sides = [];
  for (const operand of operands) {
    const objects = await readObjects(filesBelow(operand), io);
    if (!objects) {
      return BAD_INPUT;
    }
    sides.push(objects.map(comparableOf));
  }
  const [before, after] = sides;
  const changes = Comparison.of(before, after);
  io.out(`${Comparison.describe(changes).join('\n')}\n`);
  return changes.some(({ isImmutable }) => isImmutable) ? 1 : 0;
}

/** A manifest that can be compared; the sentence about another one says where it stands. */
function comparableOf({ manifest, file, document, line }: ReadObject): Tree {
  return requireComparable(`${file}:${line}: document ${document}`, manifest);
}
