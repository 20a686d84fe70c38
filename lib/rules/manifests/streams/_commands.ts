import { Path } from '../../../checks/_paths';
import { Tree } from '../../../checks/_trees';
import { PROGRAMS_WITHOUT_STREAM } from '../../../platform/tables/_multicast-tools';
import { textOf } from '../_inventory';
import { ContainerEnvironment, PlacedText, expandVariables } from './_environment';
import { commandsOfScript } from './_shell';

/** A command of a container. */
export interface ContainerCommand {
  readonly words: readonly PlacedText[];
  /** The place of an option that the command does not have: its list, or the word with the script. */
  readonly missing: Path;
  /** Whether the words are the arguments of the entry point of the image. */
  readonly isOfImage: boolean;
}

const SHELL = /^(?:.*\/)?(?:ba|da|a|k|z|mk)?sh$/;
const WITH_SCRIPT = /^-[A-Za-z]*c$/;
/** A text with a command, and not with only one word. */
const SEVERAL_WORDS = /\S\s+\S/;

/** The commands of a container: the list of words, or those in the script of a shell. */
export function commandsOf(container: Tree, place: Path, environment: ContainerEnvironment): ContainerCommand[] {
  const words = ['command', 'args'].flatMap((list) =>
    asTexts(container[list]).map((text, i) => ({ text: expandVariables(text, environment), at: [...place, list, i] })),
  );
  if (words.length === 0) {
    return [];
  }
  const missing = [...place, asTexts(container.args).length > 0 ? 'args' : 'command'];
  const script = scriptIn(words);
  if (script === undefined) {
    return [{ words, missing, isOfImage: asTexts(container.command).length === 0 }];
  }
  // The words after a script are its arguments, such as the command that it starts with "$@".
  const rest = words.slice(script + 1);
  return [
    ...commandsOfText(words[script], environment),
    ...(rest.length > 0 ? [{ words: rest, missing, isOfImage: false }] : []),
  ];
}

/** The commands of a script, each with the place of the script; also those of a script in a script. */
export function commandsOfText(
  { text, at }: PlacedText,
  environment: ContainerEnvironment,
  depth = 0,
): ContainerCommand[] {
  const variables = new Map([...environment].map(([name, variable]) => [name, variable.text]));
  return commandsOfScript(text, variables).flatMap((texts) => {
    const words = texts.map((word) => ({ text: word, at }));
    const script = depth < DEEPEST_SCRIPT ? scriptIn(words) : undefined;
    return script === undefined
      ? [{ words, missing: at, isOfImage: false }]
      : commandsOfText(words[script], environment, depth + 1);
  });
}

/** The most scripts that are in each other. */
const DEEPEST_SCRIPT = 3;

const WITHOUT_STREAM = new Set(PROGRAMS_WITHOUT_STREAM.names);

/** Whether the program of a command is one that uses no stream, such as kubectl, whatever its arguments are. */
export function isWithoutStream(words: readonly PlacedText[]): boolean {
  return words.length > 0 && WITHOUT_STREAM.has(baseName(words[0].text));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The index of the script of a shell, such as `bash -lc SCRIPT`; the entry point of the image can be the shell too. */
function scriptIn(words: readonly PlacedText[]): number | undefined {
  if (isWithoutStream(words)) {
    return undefined;
  }
  const shell = words.findIndex(({ text }) => SHELL.test(text));
  let option = shell + 1;
  while (/^[-+]/.test(words[option]?.text ?? '') && !WITH_SCRIPT.test(words[option].text)) {
    // The option -o has a value, such as pipefail.
    option += /^[-+]o$/.test(words[option].text) ? 2 : 1;
  }
  const script = words[option + 1];
  if (script && WITH_SCRIPT.test(words[option].text) && (shell >= 0 || SEVERAL_WORDS.test(script.text))) {
    return option + 1;
  }
  if (/^(?:eval|su|runuser|script)$/.test(words[0].text)) {
    const found = words.findIndex(({ text }) => SEVERAL_WORDS.test(text));
    return found < 0 ? undefined : found;
  }
  // Some write a whole command in one word.
  return SEVERAL_WORDS.test(words[0].text) ? 0 : undefined;
}

function asTexts(list: unknown): string[] {
  return Array.isArray(list) ? list.map(textOf) : [];
}
