import { suggestion } from '../checks/_names';
import { InvalidInput, keepsStack, printableLines, quote, shown } from '../messages/_errors';
import { withoutTokens } from '../messages/_secret-texts';
import { adopt } from './_adopt';
import { BAD_INPUT, Command, CommandIo, libraryVersion } from './_command';
import { compare } from './_compare';
import { explain } from './_explain';
import { init } from './_init';
import { lint } from './_lint';
import { preview } from './_preview';
import { upgrade } from './_upgrade';

const COMMANDS = new Map<string, Command>([
  ['init', init],
  ['lint', lint],
  ['preview', preview],
  ['compare', compare],
  ['adopt', adopt],
  ['explain', explain],
  ['upgrade', upgrade],
]);

const USAGE = `usage: cdk8s-antrea-multicast COMMAND ...

commands:
  init [FOLDER]         write a new app, with a test and CI
  lint FILE...          check manifests against the rules
  preview FILE...       show the ConfigMap that the Supervisor renders from an AntreaConfig
  compare BEFORE AFTER  list the changes: which are refused, which need a restart
  explain [ID...]       explain rules, such as TAM009, or list all
  upgrade FILE...       list the steps of an upgrade to another release
  adopt FILE...         write an app with the objects of existing YAML, and prove it

For the options of a command: cdk8s-antrea-multicast COMMAND --help

options:
  --help         print this help
  --version      print the version of the library
`;

/**
 * Runs a command line. Resolves to the exit code. Invalid input prints a message without a stack trace, unless
 * CDK8S_ANTREA_MULTICAST_STACK is set.
 */
export async function main(args: string[], streams: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  const io = withSafeOutput(streams);
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

/** Returns streams whose output hides secrets of a known form and has no control characters for the terminal. */
function withSafeOutput(io: CommandIo): CommandIo {
  const safe = (text: string) => printableLines(withoutTokens(text));
  return {
    out: (text) => io.out(safe(text)),
    err: (text) => io.err(safe(text)),
    readStdin: () => io.readStdin(),
    ...(io.ask ? { ask: (question: string) => (io.ask as Required<CommandIo>['ask'])(safe(question)) } : {}),
  };
}

function commandOf(name: string): Command {
  const command = COMMANDS.get(name);
  if (!command) {
    const known = name.startsWith('-') ? ['--help', '--version'] : [...COMMANDS.keys()];
    const what = name.startsWith('-') ? 'an option' : 'a command';
    throw new InvalidInput(`${quote(name)} is not ${what}: ${suggestion(name, known, `use ${known.join(', ')}`)}`);
  }
  return command;
}
