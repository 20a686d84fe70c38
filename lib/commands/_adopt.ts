import type * as Adopting from '../adoption/adoption';
import { Proof } from '../adoption/_proof';
import { SourceText } from '../adoption/_sources';
import { filesBelow, isFolder } from '../files/_folders';
import { requireNewFolder } from '../files/_new-folder';
import { isOtherFile } from '../files/_other-files';
import { decodeText, readText } from '../files/_read-file';
import { InvalidInput } from '../messages/_errors';
import { BAD_INPUT, CommandIo, readArguments } from './_command';
import { STDIN } from './_read-objects';

const ADOPT_FLAGS = {
  '--output': { value: 'FOLDER' },
  '--check': { value: 'FOLDER' },
  '--namespace': { value: 'NAME' },
  '--antrea': { value: 'VERSION' },
  '--tkr': { value: 'RELEASE' },
  '--format': { value: ['text', 'json'] },
  '--help': {},
  '-h': {},
};

const ADOPT_USAGE = `usage: cdk8s-antrea-multicast adopt FILE... [--output FOLDER] [options]
       cdk8s-antrea-multicast adopt --check FOLDER [FILE...]

Reads existing YAML and writes a cdk8s app in TypeScript with the same objects. Then it runs the app and compares what it writes with the files. FILE is a file, a folder, or - for standard input, such as the output of 'kubectl get -o yaml'. Secrets become environment variables of the app: they are in no file of the app, and nothing prints them.

options:
  --output FOLDER    new or empty folder for the app. Default: adopted
  --check FOLDER     compare an adopted app with its files again, and write nothing
  --namespace NAME   vSphere Namespace of objects that have none. It is not written
  --antrea VERSION   version of Antrea that the release of the clusters ships
  --tkr RELEASE      release of clusters that are not in the files
  --format FORMAT    text or json. Default: text
  --help             print this help

exit code:
  0   every object is equal
  1   an object is not equal
  2   the files or the arguments are invalid
`;

/** The result of a run, as JSON has it. */
interface Result {
  readonly report: string[];
  readonly equal: number;
  readonly differences: string[];
  /** Fields that were not compared, because their secrets are not known. */
  readonly notCompared: string[];
}

/** Runs the command `adopt`. */
export async function adopt(args: string[], io: CommandIo): Promise<number> {
  const { operands, values, switches } = readArguments(args, ADOPT_FLAGS);
  if (switches.has('--help') || switches.has('-h')) {
    io.out(ADOPT_USAGE);
    return 0;
  }
  const { '--check': folder, '--output': output } = values;
  if (folder === undefined && operands.length === 0) {
    io.err(ADOPT_USAGE);
    return BAD_INPUT;
  }
  const other = ['--output', '--namespace', '--antrea', '--tkr'].find((option) => values[option] !== undefined);
  if (folder !== undefined && other !== undefined) {
    throw new InvalidInput(`${other} has no effect with --check, which writes nothing: leave it out.`);
  }
  const result =
    folder === undefined ? await adoptFiles(operands, output ?? 'adopted', values, io) : checkAgain(folder, operands);
  io.out(values['--format'] === 'json' ? `${JSON.stringify(result, null, 2)}\n` : textOfResult(result));
  return result.differences.length === 0 ? 0 : 1;
}

/** Loads what makes an app only when it is needed: the other commands start faster without it. */
function adopting(): typeof Adopting.Adoption {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('../adoption/adoption') as typeof Adopting).Adoption;
}

async function adoptFiles(
  operands: string[],
  output: string,
  values: { [option: string]: string },
  io: CommandIo,
): Promise<Result> {
  requireNewFolder('--output', output);
  const { '--namespace': namespace, '--antrea': antreaVersion, '--tkr': tkr } = values;
  const adoption = adopting()._ofTexts(await readSourceTexts(operands, io), { namespace, antreaVersion, tkr });
  adoption.write(output);
  const proof = proved(() => adoption._prove(output));
  return { report: [`The app is in ${output}.`, ...adoption.report], ...proof, notCompared: [] };
}

/** The proof. An app that ends with an error is a difference: the user can look at what was written. */
function proved(prove: () => Proof): Proof {
  try {
    return prove();
  } catch (error) {
    if (error instanceof InvalidInput) {
      return { equal: 0, differences: error.sentences };
    }
    throw error;
  }
}

function checkAgain(folder: string, files: string[]): Result {
  const { equal, differences, unknown } = adopting()._check(folder, files);
  return { report: [], equal, differences, notCompared: unknown };
}

async function readSourceTexts(operands: string[], io: CommandIo): Promise<SourceText[]> {
  const texts = new Map<string, SourceText>();
  for (const operand of operands) {
    if (operand === '-') {
      texts.set(STDIN, { file: STDIN, text: decodeText(STDIN, await io.readStdin()) });
      continue;
    }
    for (const file of filesBelow(operand)) {
      const text = readText(file);
      if (!isFolder(operand) || (text.trim() !== '' && !isOtherFile(text))) {
        texts.set(file, { file, text });
      }
    }
  }
  return [...texts.values()];
}

function textOfResult({ report, equal, differences, notCompared }: Result): string {
  const ofProof =
    differences.length === 0
      ? [
          `Proved: the app writes ${equal === 1 ? 'the object' : `all ${equal} objects`} of the files equally${notCompared.length > 0 ? ', except for the fields above that were not compared' : ''}.`,
        ]
      : [
          ...differences,
          `Not equal: ${differences.length === 1 ? '1 difference' : `${differences.length} differences`}.`,
        ];
  const ofSecrets = notCompared.map((field) => `Not compared, because its secret is not known: ${field}.`);
  return [...report, ...ofSecrets, ...ofProof].map((line) => `${line}\n`).join('');
}
