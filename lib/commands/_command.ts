import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggestion } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';

/** The streams of a command. */
export interface CommandIo {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Reads standard input to its end. It may stop early when the input is larger than the limit for a file. */
  readStdin(): Promise<Uint8Array>;
  /**
   * Prints a question and reads the answer, one line; undefined if the user interrupts it. This member is undefined if
   * standard input is not a terminal.
   */
  ask?(question: string): Promise<string | undefined>;
}

/** A command. Its promise resolves to the exit code. */
export type Command = (args: string[], io: CommandIo) => Promise<number>;

/** Exit code if the files or the options are invalid. */
export const BAD_INPUT = 2;

/** Returns the version of this library. */
export function libraryVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}

/** The specification of an option of a command. */
export interface OptionSpec {
  /** The values that it accepts, or the placeholder for its value in the usage. A switch has none. */
  readonly value?: string | string[];
  /** Whether it may be given more than once. */
  readonly isRepeatable?: boolean;
}

/** The parsed arguments of a command. */
export interface Arguments {
  readonly operands: string[];
  readonly values: { [option: string]: string };
  /** The values of the options that may be given more than once. */
  readonly lists: { [option: string]: string[] };
  readonly switches: Set<string>;
}

/** Parses `--name value`, `--name=value`, switches and operands. `-` is an operand, and so is each argument after `--`. */
export function readArguments(args: string[], specs: { [option: string]: OptionSpec }): Arguments {
  const found: Arguments = { operands: [], values: {}, lists: {}, switches: new Set<string>() };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      found.operands.push(...rest.splice(0));
    } else if (arg === '-' || !arg.startsWith('-')) {
      found.operands.push(arg);
    } else {
      const [, name, inline] = /^(-[^=]*)(?:=(.*))?$/s.exec(arg) as RegExpExecArray;
      readOption(name, inline, rest, specs, found);
    }
  }
  return found;
}

function readOption(
  name: string,
  inline: string | undefined,
  rest: string[],
  specs: { [option: string]: OptionSpec },
  { values, lists, switches }: Arguments,
): void {
  if (!Object.hasOwn(specs, name)) {
    const file = inline === undefined ? name : `${name}=${inline}`;
    const wayOut = existsSync(file)
      ? `if it is the name of a file, write ${quote(`./${file}`)}.`
      : suggestion(name, Object.keys(specs), `use ${Object.keys(specs).join(', ')}`);
    throw new InvalidInput(`${quote(name)} is not an option: ${wayOut}`);
  }
  const { value, isRepeatable } = specs[name];
  if (value === undefined) {
    if (inline !== undefined) {
      throw new InvalidInput(`${name} does not take a value, but has ${quote(inline)}: write only ${name}.`);
    }
    switches.add(name);
    return;
  }
  const given = inline ?? (rest[0]?.startsWith('-') ? undefined : rest.shift());
  const wanted = typeof value === 'string' ? value : value.map(quote).join(', ');
  if (given === undefined || given === '') {
    throw new InvalidInput(
      `${name} has no value: write ${name} and ${typeof value === 'string' ? `its ${wanted}` : `one of ${wanted}`}.`,
    );
  }
  if (typeof value !== 'string' && !value.includes(given)) {
    throw new InvalidInput(`${name} ${quote(given)} is not valid: use one of ${wanted}.`);
  }
  if (isRepeatable) {
    lists[name] = [...(lists[name] ?? []), given];
    return;
  }
  if (Object.hasOwn(values, name)) {
    throw new InvalidInput(`${name} is given twice: keep only one.`);
  }
  values[name] = given;
}
