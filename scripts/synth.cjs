// Runs `cdk8s synth` with all of its options: node scripts/synth.cjs --app ...
//
// The stock CLI empties the output folder before it runs the app. Here it writes into a staging folder next to the output
// folder. The two are exchanged at the end, so after an error the previous files are untouched.
const childProcess = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { library } = require('./_library.cjs');

const cli = path.join(path.dirname(__dirname), 'node_modules', 'cdk8s-cli');

const { stagingFor, exchange } = library('synthesis/_exchange');
const configModule = require(path.join(cli, 'lib', 'config'));

const config = configModule.readConfigSync();
// The stock CLI does not know the output folder, so that it does not remove it, with `--stdout` either.
configModule.readConfigSync = () => config && { ...config, output: undefined };

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The processes of the app. */
const children = new Set();
const spawn = childProcess.spawn;
let isInterrupted = false;
childProcess.spawn = (...args) => {
  if (isInterrupted) {
    throw new Error('interrupted: no process is started any more');
  }
  const child = spawn(...args);
  children.add(child.once('exit', () => children.delete(child)));
  return child;
};

/** If this environment variable is set, stack traces are printed. */
const wantsStack = !['', '0', undefined].includes(process.env.CDK8S_ANTREA_MULTICAST_STACK);

function print(error) {
  process.stderr.write(`${wantsStack ? error.stack : error.message}\n`);
}

/** Throws if the project is in the output folder: the files that the app does not write are removed. */
function requireOwnFolder(outdir) {
  const fromHere = path.relative(fs.existsSync(outdir) ? fs.realpathSync(outdir) : outdir, fs.realpathSync('.'));
  if (fromHere.split(path.sep)[0] !== '..' && !path.isAbsolute(fromHere)) {
    const problem = `the output folder ${JSON.stringify(outdir)} contains the current folder, and a run removes its other files`;
    throw new Error(`${problem}: use another output folder, such as "dist"`);
  }
}

function staged(argv, outdir) {
  requireOwnFolder(outdir);
  const staging = stagingFor(outdir);
  const folder = path.isAbsolute(outdir) ? staging.folder : path.relative('', staging.folder);
  // The stock CLI prints the names of files, and plugins report them.
  const renamed = (text) => (typeof text === 'string' ? text.replaceAll(folder, outdir) : text);
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (text, ...rest) => write(renamed(text), ...rest);
  }
  const reports = argv.validationReportsOutputFile;
  const hadReports = reports !== undefined && fs.existsSync(reports);

  let isComplete = false;
  process.on('exit', (code) => {
    try {
      if (reports !== undefined && !hadReports && fs.existsSync(reports)) {
        fs.writeFileSync(reports, renamed(fs.readFileSync(reports, 'utf8')));
      }
      if (isComplete && code === 0) {
        deliver(staging, outdir);
      }
    } catch (error) {
      print(error);
      process.exitCode = 1;
    } finally {
      staging.discard();
    }
    if (process.exitCode && fs.existsSync(outdir)) {
      const state = staging.isHalfDone ? 'are of two runs: run it again' : 'are unchanged';
      process.stderr.write(`The previous files in ${JSON.stringify(outdir)} ${state}.\n`);
    }
  });
  return { folder, complete: () => (isComplete = true) };
}

function deliver(staging, outdir) {
  const files = filesIn(staging.folder);
  if (files.length > 0) {
    files.forEach((file) => staging.register(file));
    exchange(staging, { replace: true });
  } else if (fs.existsSync(outdir)) {
    process.stderr.write(`${JSON.stringify(outdir)} keeps its previous files, because there is no new one.\n`);
  }
}

function filesIn(root, below = '') {
  return fs.readdirSync(path.join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(below, entry.name);
    return entry.isDirectory() ? filesIn(root, name) : [name];
  });
}

/** A run-app.cjs whose shell has ended notices it within this time, in milliseconds. Until then it may write files. */
const UNNOTICED = 500;

/** Waits until the processes of the app have ended, and ends this one. */
function interrupted(signal) {
  isInterrupted = true;
  const left = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  children.forEach((child) => child.kill(signal));
  const end = () => process.exit(128 + os.constants.signals[signal]);
  Promise.all(left).then(() => setTimeout(end, left.length > 0 ? UNNOTICED : 0));
}

const command = require(path.join(cli, 'lib', 'cli', 'cmds', 'synth'));
const stockHandler = command.handler;

command.handler = async (argv) => {
  const output = argv.output ?? (argv.stdout ? undefined : (config?.output ?? 'dist'));
  if (argv.stdout || typeof output !== 'string' || output === '') {
    return stockHandler.call(command, argv);
  }
  INTERRUPTS.forEach((signal) => process.on(signal, () => interrupted(signal)));
  try {
    const { folder, complete } = staged(argv, output);
    const isHelm = (argv.format ?? config?.synthConfig?.format) === 'helm';
    process.env.CDK8S_ANTREA_MULTICAST_CLI = String(process.pid);
    process.env.CDK8S_ANTREA_MULTICAST_OUTDIR = isHelm ? path.join(output, 'templates') : output;
    await stockHandler.call(command, { ...argv, output: folder });
    complete();
  } catch (error) {
    if (isInterrupted) {
      return;
    }
    // The stock CLI adds a stack trace of its own. The error of the app is above.
    print(error);
    process.exit(1);
  }
};

process.argv.splice(1, 1, path.join(cli, 'bin', 'cdk8s'), 'synth', '--no-check-upgrade');
require(path.join(cli, 'lib', 'cli'));
