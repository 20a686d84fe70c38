import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../checks/_names';
import { InvalidInput, quote } from '../messages/_errors';

/** What a command reads and writes. */
export interface CommandIo {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Everything that standard input holds; it may stop above the limit of a file. */
  readStdin(): Promise<Uint8Array>;
}

/** A command; it resolves to the exit code. */
export type Command = (args: string[], io: CommandIo) => Promise<number>;

/** Exit code for what a command cannot work with. */
export const BAD_INPUT = 2;

/** The version of this library. */
export function libraryVersion(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).version;
}

/** What an option of a command takes. */
export interface OptionSpec {
  /** Values that it takes, or how its value is called in the usage; none for a switch. */
  readonly value?: string | string[];
}

/** What stands on a command line. */
export interface Arguments {
  readonly operands: string[];
  readonly values: { [option: string]: string };
  readonly switches: Set<string>;
}

/** Reads `--name value`, `--name=value`, switches and operands; `-` is an operand, and so is all behind `--`. */
export function readArguments(args: string[], specs: { [option: string]: OptionSpec }): Arguments {
  const found = { operands: [] as string[], values: {} as { [option: string]: string }, switches: new Set<string>() };
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
  { values, switches }: Arguments,
): void {
  if (!Object.hasOwn(specs, name)) {
    const file = inline === undefined ? name : `${name}=${inline}`;
    const wayOut = existsSync(file)
      ? `write ${quote(`./${file}`)} for the file of this name.`
      : `did you mean ${quote(nearest(name, Object.keys(specs)))}?`;
    throw new InvalidInput(`There is no option ${quote(name)}: ${wayOut}`);
  }
  const { value } = specs[name];
  if (value === undefined) {
    if (inline !== undefined) {
      throw new InvalidInput(`${name} takes no value and has ${quote(inline)}: leave that out.`);
    }
    switches.add(name);
    return;
  }
  const given = inline ?? (rest[0]?.startsWith('-') ? undefined : rest.shift());
  const wanted = typeof value === 'string' ? value : value.map(quote).join(', ');
  if (given === undefined || given === '') {
    throw new InvalidInput(
      `${name} has no value: write ${name} and one ${typeof value === 'string' ? wanted : `of ${wanted}`}.`,
    );
  }
  if (typeof value !== 'string' && !value.includes(given)) {
    throw new InvalidInput(`${name} is ${quote(given)}: use one of ${wanted}.`);
  }
  if (Object.hasOwn(values, name)) {
    throw new InvalidInput(`${name} is given twice: leave one out.`);
  }
  values[name] = given;
}
