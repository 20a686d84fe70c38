// Runs a TypeScript app for `cdk8s synth`: node scripts/run-app.cjs main.ts
//
// Each run compiles the app and its imports with the native compiler, with all type checks. There is no cache between
// runs, so the output always matches the sources. JavaScript from a build that is next to a source is not used.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const project = path.dirname(__dirname);
const entry = path.resolve(process.argv[2]);
const root = path.parse(project).root;
const library = path.join(project, 'lib', 'index.ts');

/** If this environment variable is set, stack traces include the lines in lib/, for contributors. */
const STACK = 'CDK8S_ANTREA_MULTICAST_STACK';

/** Compiles into the folder, in which each file has its absolute path. Resolves to false if a type check fails. */
function compile(folder) {
  const options = { rootDir: root, outDir: folder, typeRoots: [path.join(project, 'node_modules', '@types')] };
  const forAnyApp = { noEmit: false, declaration: false, noUnusedLocals: false, noUnusedParameters: false };
  const config = {
    extends: path.join(project, 'tsconfig.json'),
    compilerOptions: { ...options, ...forAnyApp, resolveJsonModule: true, inlineSourceMap: true, sourceRoot: root },
    files: [entry],
  };
  const configFile = path.join(folder, 'tsconfig.json');
  fs.writeFileSync(configFile, JSON.stringify(config));
  const compiler = path.join(project, 'node_modules', 'typescript-7', 'bin', 'tsc');
  // The compiler writes to standard output, which `cdk8s synth --stdout` uses for YAML. So it is redirected to standard error.
  const child = spawn(process.execPath, [compiler, '-p', configFile, '--pretty', 'false'], { stdio: [0, 2, 2] });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code === 0)));
}

/** Makes `require` load the compiled TypeScript, before JavaScript that is next to the source. */
function loadCompiled(folder) {
  const { '.js': js, '.json': json, '.node': native } = Module._extensions;
  for (const extension of Object.keys(Module._extensions)) {
    delete Module._extensions[extension];
  }
  const compiled = (file) => path.join(folder, path.relative(root, file)).replace(/\.ts$/, '.js');
  const ts = (module, file) => module._compile(fs.readFileSync(compiled(file), 'utf8'), file);
  Object.assign(Module._extensions, { '.ts': ts, '.js': js, '.json': json, '.node': native });

  const resolve = Module._resolveFilename;
  Module._resolveFilename = (request, parent, ...rest) => {
    if (request === 'cdk8s-antrea-multicast') {
      return library;
    }
    // `import './x.js'` means x.ts, as in the compiler.
    const source = parent?.filename && /^\..*\.js$/.test(request) && !parent.filename.includes('node_modules');
    const typescript = source && path.resolve(path.dirname(parent.filename), request).replace(/\.js$/, '.ts');
    return typescript && fs.existsSync(typescript) ? typescript : resolve.call(Module, request, parent, ...rest);
  };
}

/**
 * Returns the text for an error. For invalid input that is the message, unless the stack is requested. For other errors it
 * is the stack without the lines of packages.
 */
function explain(error) {
  if (!(error instanceof Error)) {
    return `${path.basename(entry)} threw ${String(error)}`;
  }
  const isInvalidInput = error.name === 'InvalidInput' && ['', '0', undefined].includes(process.env[STACK]);
  const isForUser = isInvalidInput || error.message.startsWith('Validation failed');
  const own = (line) => !/node_modules|node:internal/.test(line);
  return isForUser ? error.message : String(error.stack).split('\n').filter(own).join('\n');
}

function fail(error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

/** Copies the files of the app from the staging folder to the output folder. */
function deliver(staging, outdir) {
  if (fs.existsSync(staging)) {
    fs.cpSync(staging, outdir, { recursive: true });
  } else {
    process.stderr.write(`${path.basename(entry)} wrote no file: call app.synth() at its end.\n`);
    process.exitCode = 1;
  }
}

async function main() {
  const cache = path.join(project, 'node_modules', '.cache', 'cdk8s-antrea-multicast');
  fs.mkdirSync(cache, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cache, 'run-'));
  const staging = path.join(folder, 'dist');
  const outdir = process.env.CDK8S_OUTDIR ?? 'dist';
  let compiled = false;

  process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));
  process.on('uncaughtException', fail);
  // If the app fails, no files are written: they are copied only after it ends without an error.
  process.on('exit', (code) => {
    if (compiled && code === 0) {
      deliver(staging, outdir);
    }
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const compilation = compile(folder);
  // Loads the packages while the compiler runs.
  require('cdk8s-plus-25');
  compiled = await compilation;
  if (!compiled) {
    process.exitCode = 1;
    return;
  }
  loadCompiled(folder);
  process.env.CDK8S_OUTDIR = staging;
  process.setSourceMapsEnabled(true);
  require(entry);
}

main().catch(fail);
