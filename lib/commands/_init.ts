import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { removeFromFolder, requireNewFolder, writeNewFolder } from '../files/_new-folder';
import { InvalidInput, quote } from '../messages/_errors';
import { COMMANDS_OF, PACKAGE_MANAGERS, PackageManager, managerOfAgent } from '../starter/_toolchain';
import type * as Starting from '../starter/starter';
import { BAD_INPUT, CommandIo, OptionSpec, libraryVersion, readArguments } from './_command';
import { installAfter, versionOfManager } from './_package-manager';

const INIT_FLAGS: { [option: string]: OptionSpec } = {
  '--yes': {},
  '--package-manager': { value: [...PACKAGE_MANAGERS] },
  '--module': { value: ['esm', 'cjs'] },
  '--package': { value: 'SPEC' },
  '--no-install': {},
  '--help': {},
  '-h': {},
};

/** An entry that the folder of the app may have. */
const ALLOWED = ['.git'];

const SUBJECT = 'The folder';

/** Runs the command `init`. */
export async function init(args: string[], io: CommandIo): Promise<number> {
  // The writer of apps is loaded only now: the other commands start faster without it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Starter } = require('../starter/starter') as typeof Starting;
  const answering = Object.fromEntries(Starter.questions.map(({ option, value }) => [option, { value }]));
  const { operands, values, switches } = readArguments(args, { ...answering, ...INIT_FLAGS });
  if (switches.has('--help') || switches.has('-h')) {
    io.out(usage(Starter));
    return 0;
  }
  const folder = folderIn(operands);
  const library = librarySpec(values['--package']);
  const isInstalling = !switches.has('--no-install');
  const manager = (values['--package-manager'] ?? managerOfAgent(process.env.npm_config_user_agent)) as PackageManager;
  const managerVersion = isInstalling ? versionOfManager(manager) : undefined;
  const starter = new Starter(values);
  const defaults = switches.has('--yes') ? starter.open : [];
  if (!(await isAnswered(starter, switches.has('--yes'), io))) {
    io.err('\nInterrupted: nothing is written.\n');
    return BAD_INPUT;
  }
  const tools = { manager, managerVersion, isModule: values['--module'] !== 'cjs', library };
  const files = [...starter.filesWith(tools)].map(([path, text]) => ({ path, text }));
  const isThere = existsSync(folder);
  const result = await installAfter(
    () => writeNewFolder(SUBJECT, folder, files),
    isInstalling ? manager : undefined,
    folder,
  );
  if (result === 'interrupted') {
    // The folder can have new files of the user.
    const written = new Set(files.map(({ path }) => path.split('/')[0]));
    removeFromFolder(folder, [...written, 'node_modules', COMMANDS_OF[manager].lockFile], !isThere);
    io.err('\nInterrupted: what was written is removed again.\n');
    return BAD_INPUT;
  }
  if (result !== 0) {
    const { install } = COMMANDS_OF[manager];
    io.err(
      `'${install}' ended with exit code ${result}, so the app in ${folderInWords(folder)} has no dependencies yet: correct the cause above, then run '${install}' there.\n`,
    );
    return 1;
  }
  const byDefault = defaults.map((question) => `  ${question.what.padEnd(36)} ${starter.defaultOf(question)}`);
  io.out(nextSteps({ folder, cluster: starter.cluster, manager, isInstalling, byDefault, count: files.length }));
  return 0;
}

function folderIn(operands: string[]): string {
  const [folder = '.', ...others] = operands;
  if (others.length > 0) {
    throw new InvalidInput(`Only one folder can be given, and here are ${operands.length}: keep one.`);
  }
  if (folder === '') {
    throw new InvalidInput('The name of the folder is empty: name a new folder, or leave it out for the current one.');
  }
  requireNewFolder(SUBJECT, folder, ALLOWED);
  return folder;
}

/** Returns what package.json has as the version of this library. A file is named by its whole path. */
function librarySpec(given: string | undefined): string {
  if (given === undefined) {
    return `^${libraryVersion()}`;
  }
  if (existsSync(given)) {
    return `file:${resolve(given)}`;
  }
  if (/^[./~]|\.tgz$/.test(given) && !given.includes('://')) {
    throw new InvalidInput(
      `--package ${quote(given)} does not exist: give a version, such as ${quote(libraryVersion())}, or the path of a package.`,
    );
  }
  return given;
}

/** Gets the answers that are missing. Returns whether the user has not interrupted the questions. */
async function isAnswered(starter: Starting.Starter, isByDefault: boolean, io: CommandIo): Promise<boolean> {
  const missing = isByDefault ? starter.withoutDefault : starter.open;
  if (missing.length > 0 && (isByDefault || !io.ask)) {
    const options = missing.map(({ option }) => option).join(', ');
    throw new InvalidInput(
      isByDefault
        ? `${options} has no default: ${starter.hintFor(missing[0])}.`
        : `Standard input is not a terminal, and these options are missing: ${options}. Give them, or give --yes to use their defaults.`,
    );
  }
  for (let { next } = starter; next !== undefined && !isByDefault; { next } = starter) {
    const hint = starter.hintFor(next);
    io.err(hint === undefined ? '' : `(${hint})\n`);
    if (!(await isAnsweredOnTerminal(starter, next, io))) {
      return false;
    }
  }
  return true;
}

/** Repeats a question until its answer is valid. Returns whether the user has not interrupted it. */
async function isAnsweredOnTerminal(
  starter: Starting.Starter,
  question: Starting.Question,
  io: CommandIo,
): Promise<boolean> {
  const byDefault = starter.defaultOf(question);
  const what = question.what.replace(/^[a-z](?=[a-z ])/, (letter) => letter.toUpperCase());
  for (;;) {
    const line = await io.ask?.(`${what}${byDefault === undefined ? '' : ` [${byDefault}]`}: `);
    if (line === undefined) {
      return false;
    }
    const mistakes = starter.answer(question, line.trim() || (byDefault ?? ''));
    if (mistakes.length === 0) {
      return true;
    }
    io.err(mistakes.map((sentence) => `${sentence}\n`).join(''));
  }
}

interface Done {
  readonly folder: string;
  readonly cluster: string;
  readonly manager: PackageManager;
  readonly isInstalling: boolean;
  readonly byDefault: string[];
  readonly count: number;
}

function nextSteps({ folder, cluster, manager, isInstalling, byDefault, count }: Done): string {
  const place = folderInWords(folder);
  const steps = [
    ...(isInstalling ? [] : [[COMMANDS_OF[manager].install, 'installs the dependencies']]),
    [`${manager} run synth`, 'writes the YAML and the runbook into dist/'],
    [`${manager} test`, 'compares the manifests with the snapshot'],
  ];
  return [
    `The app is in ${place}: ${count} files.`,
    ...(byDefault.length > 0
      ? ['These values are defaults, which you can change in deployment.ts:', ...byDefault]
      : []),
    '',
    `Next, in ${place}:`,
    ...steps.map(([command, what]) => `  ${command.padEnd(16)} ${what}`),
    '',
    `Then read ${join('dist', `${cluster}-runbook.md`)}: it has every command to deploy the app. README.md explains the files.`,
    '',
  ].join('\n');
}

function folderInWords(folder: string): string {
  return resolve(folder) === process.cwd() ? 'the current folder' : folder;
}

function usage({ questions }: typeof Starting.Starter): string {
  const rows = questions.map(({ option, value, what, byDefault }) => {
    const known = byDefault({});
    return [`${option} ${value}`, `${what}${known === undefined ? '' : `. Default: ${known}`}`];
  });
  const others = [
    ['--yes', 'use the defaults for all options that are not given, without a question'],
    ['--package-manager NAME', 'npm or pnpm. Default: the one that runs this command, else npm'],
    ['--module KIND', 'esm or cjs. Default: esm, which can import every package'],
    ['--package SPEC', `version of cdk8s-antrea-multicast, or a file of it. Default: ^${libraryVersion()}`],
    ['--no-install', 'write the files only'],
    ['--help', 'print this help'],
  ];
  return `usage: cdk8s-antrea-multicast init [FOLDER] [options]

Writes a new app: a cluster with multicast, a sender, a receiver, a proof, a runbook, a snapshot test, and lint in CI. Then it installs the dependencies. FOLDER is new or empty, except for .git. Default: the current folder. On a terminal, a question for each option that is not given shows its default.

options:
${[...rows, ...others].map(([option, what]) => `  ${option.padEnd(25)} ${what}\n`).join('')}
exit code:
  0   the app is written, and its dependencies are installed
  1   the app is written, but its dependencies could not be installed
  2   the options are invalid, or you interrupted it: nothing is written
`;
}
