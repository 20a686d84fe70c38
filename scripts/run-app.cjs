// Runs a TypeScript app for `cdk8s synth`: node scripts/run-app.cjs main.ts
//
// Each run compiles the app and its imports with the native compiler, with all type checks. There is no cache between
// runs, so the output always matches the sources. JavaScript from a build that is next to a source is not used.
//
// The app runs in a process of its own, so that this one can react to signals: it ends the other processes and removes
// their files.
const { fork } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { compile } = require('./_compile.cjs');
const { fileError, library } = require('./_library.cjs');
const { createRunFolder, endGroup, register, removeRunFolder } = require('./_run-folders.cjs');

const entry = path.resolve(process.argv[2]);
const appName = path.basename(entry);

/** The folder in which cdk8s-cli expects the files. */
const target = process.env.CDK8S_OUTDIR ?? 'dist';

/** The output folder that users know: scripts/synth.cjs has a staging folder as target. */
const outdir = process.env.CDK8S_ANTREA_MULTICAST_OUTDIR ?? target;

/** How often it is checked whether cdk8s-cli was killed, in milliseconds. */
const PARENT_CHECK = 250;

/** The process of scripts/synth.cjs. The shell between the two may be killed before this process sees it. */
const cli = Number(process.env.CDK8S_ANTREA_MULTICAST_CLI ?? process.pid);
const parent = process.ppid;

function isAbandoned() {
  try {
    process.kill(cli, 0);
    return process.ppid !== parent;
  } catch {
    return true;
  }
}

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const children = new Set();
let folder;

function fail(text, code = 1) {
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}

/** Resolves to the exit code and the signal of the child. */
function ended(child) {
  children.add(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code, signal) => {
      children.delete(child);
      resolve({ code, signal });
    });
  });
}

/** Ends all processes, removes their files and exits. */
function interrupted(code) {
  const left = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)));
  children.forEach(({ pid }) => endGroup(pid));
  process.exitCode = code;
  Promise.all(left).then(() => process.exit(code));
}

function reactToSignals() {
  INTERRUPTS.forEach((signal) => process.on(signal, () => interrupted(128 + os.constants.signals[signal])));
  if (process.env.CDK8S_OUTDIR !== undefined) {
    setInterval(() => isAbandoned() && interrupted(1), PARENT_CHECK).unref();
  }
  process.on('exit', () => folder && removeRunFolder(folder));
}

/** Returns the path of the staging folder, which the app creates. */
function createStaging() {
  const chart = path.join(path.dirname(path.resolve(target)), 'Chart.yaml');
  if (path.basename(target) !== 'templates' || !fs.existsSync(chart)) {
    return path.join(folder, 'dist');
  }
  // `cdk8s synth --format helm`: the library finds out from the files around the folder, and refuses it.
  fs.mkdirSync(path.join(folder, 'helm'));
  fs.copyFileSync(chart, path.join(folder, 'helm', 'Chart.yaml'));
  return path.join(folder, 'helm', 'templates');
}

/** The folders into which Apps with their own `outdir` wrote. */
function ownOutdirs() {
  const file = path.join(folder, 'outdirs');
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
  return [...new Set(lines)];
}

/** Moves the files of the app from the staging folder to the output folder, all of them or none. */
function deliver(staging) {
  if (!fs.existsSync(staging)) {
    const own = ownOutdirs();
    if (own.length === 0) {
      fail(`${appName} wrote no file: call app.synth() at its end.`);
      return;
    }
    const elsewhere = `the App of ${appName} has the outdir ${own.join(' and ')}`;
    process.stderr.write(`note: ${elsewhere}: its files are there, and not in ${JSON.stringify(outdir)}.\n`);
    // cdk8s-cli reports an error if its folder is missing.
    fs.mkdirSync(target, { recursive: true });
    return;
  }
  if (!fs.existsSync(target)) {
    try {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.renameSync(staging, target);
      return;
    } catch (error) {
      if (error.code !== 'EXDEV') {
        throw error;
      }
    }
  }
  library('synthesis/_exchange').writeOutput(target, filesIn(staging), { replace: false });
}

function* filesIn(root, below = '') {
  for (const entry of fs.readdirSync(path.join(root, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) {
      yield* filesIn(root, name);
    } else {
      yield { path: name, text: fs.readFileSync(path.join(root, name)) };
    }
  }
}

async function main() {
  reactToSignals();
  folder = createRunFolder();
  const staging = createStaging();
  const env = {
    ...process.env,
    CDK8S_OUTDIR: staging,
    CDK8S_ANTREA_MULTICAST_OUTDIR: outdir,
  };
  const app = fork(path.join(__dirname, '_app-process.cjs'), [entry, folder, staging], { env });
  const appEnd = ended(app);
  register(folder, app.pid);
  const compiler = compile(entry, folder);
  children.add(compiler.child);
  const isCompiled = await compiler.done;
  children.delete(compiler.child);
  if (!isCompiled || process.exitCode) {
    app.kill('SIGKILL');
    await appEnd;
    process.exitCode ??= 1;
    return;
  }
  app.on('error', () => undefined);
  app.send({ outdir });
  const { code, signal } = await appEnd;
  if (process.exitCode) {
    return;
  }
  if (INTERRUPTS.includes(signal)) {
    process.exitCode = 128 + os.constants.signals[signal];
  } else if (signal) {
    fail(`${appName} was ended by the signal ${signal}.`, 128 + os.constants.signals[signal]);
  } else if (code !== 0) {
    process.exitCode = code;
  } else if (process.env.CDK8S_OUTDIR === undefined || !isAbandoned()) {
    deliver(staging);
  }
}

/** The text for an error outside of the app. */
function explained(error) {
  if (error?.syscall) {
    return fileError(error, error.path && error.path !== folder ? error.path : outdir);
  }
  return error.name === 'InvalidInput' ? error.message.replaceAll(target, outdir) : error.stack;
}

main().catch((error) => {
  children.forEach(({ pid }) => endGroup(pid));
  fail(explained(error));
});
