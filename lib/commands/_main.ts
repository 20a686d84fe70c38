import { nearest } from '../checks/_names';
import { InvalidInput, keepsStack, printableLines, quote, shown } from '../messages/_errors';
import { withoutTokens } from '../messages/_secret-texts';
import { BAD_INPUT, Command, CommandIo, libraryVersion } from './_command';
import { compare } from './_compare';
import { lint } from './_lint';
import { preview } from './_preview';

const COMMANDS = new Map<string, Command>([
  ['lint', lint],
  ['preview', preview],
  ['compare', compare],
]);

const USAGE = `usage: cdk8s-antrea-multicast COMMAND ...

commands:
  lint FILE...          hold manifests against the rules
  preview FILE...       show the ConfigMap that the Supervisor renders from an AntreaConfig
  compare BEFORE AFTER  name what changes, what is refused and what needs a restart

'cdk8s-antrea-multicast COMMAND --help' says more.

options:
  --help         print this
  --version      print the version of the library
`;

/** Runs a command line; resolves to the exit code. No error of the user leaves a stack, unless one is asked for. */
export async function main(args: string[], streams: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  const io = withoutHazards(streams);
  try {
    if (name === undefined) {
      io.err(USAGE);
      return BAD_INPUT;
    }
    if (name === '--help' || name === '-h') {
      io.out(USAGE);
      return 0;
    }
    if (name === '--version') {
      io.out(`${libraryVersion()}\n`);
      return 0;
    }
    return await commandOf(name)(rest, io);
  } catch (error) {
    if (!(error instanceof InvalidInput)) {
      throw error instanceof Error ? Object.assign(error, { message: shown(error.message) }) : error;
    }
    io.err(`${keepsStack() ? error.stack : error.message}\n`);
    return BAD_INPUT;
  }
}

/** Whatever a command writes: it shows no secret of a known form, and nothing in it steers a terminal. */
function withoutHazards(io: CommandIo): CommandIo {
  const safe = (text: string) => printableLines(withoutTokens(text));
  return {
    out: (text) => io.out(safe(text)),
    err: (text) => io.err(safe(text)),
    readStdin: () => io.readStdin(),
  };
}

function commandOf(name: string): Command {
  const command = COMMANDS.get(name);
  if (!command) {
    const known = name.startsWith('-') ? ['--help', '--version'] : [...COMMANDS.keys()];
    const what = name.startsWith('-') ? 'option' : 'command';
    throw new InvalidInput(`There is no ${what} ${quote(name)}: did you mean ${quote(nearest(name, known))}?`);
  }
  return command;
}
