// Runs a TypeScript app for `cdk8s synth`: node scripts/run-app.cjs main.ts
//
// Always runs what the sources say now: every TypeScript and JSON file of the project is hashed, and only when all of
// them, the configuration and the installed packages are as they were is the last compilation used again. Otherwise the
// app is compiled with all type checks. JavaScript that a build left beside the sources is never used.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const project = path.dirname(__dirname);
const cacheFolder = path.join(project, 'node_modules', '.cache', 'cdk8s-antrea-multicast');
const KEPT_COMPILATIONS = 8;

/** Every file below the folder that can change what is compiled. */
function sources(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules' && name !== 'dist')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? sources(file) : /(?<!\.d)\.(ts|json)$/.test(file) ? [file] : [];
    });
}

function fingerprint(entry) {
  const hash = createHash('sha256').update(path.relative(project, entry));
  const installed = path.join(project, 'node_modules', '.package-lock.json');
  for (const file of [__filename, installed, ...sources(project)]) {
    const content = fs.readFileSync(file);
    hash.update(`\0${path.relative(project, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Compiles the app with all checks; the JavaScript of each source file by its path in the project. */
function compile(entry) {
  const ts = require('typescript');
  const config = ts.findConfigFile(path.dirname(entry), ts.sys.fileExists);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    path.dirname(config),
  );
  const program = ts.createProgram([entry], {
    ...options,
    rootDir: project,
    noEmit: false,
    declaration: false,
    inlineSourceMap: true,
  });
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) {
    const host = {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => '\n',
    };
    process.stderr.write(ts.formatDiagnostics(problems, host));
    process.exit(1);
  }
  const scripts = {};
  program.emit(
    undefined,
    (_, script, __, ___, [source]) => (scripts[path.relative(project, source.fileName)] = script),
  );
  return scripts;
}

function compilation(entry) {
  const cached = path.join(cacheFolder, `${fingerprint(entry)}.json`);
  if (fs.existsSync(cached)) {
    return JSON.parse(fs.readFileSync(cached, 'utf8'));
  }
  const scripts = compile(entry);
  fs.mkdirSync(cacheFolder, { recursive: true });
  fs.writeFileSync(`${cached}.${process.pid}`, JSON.stringify(scripts));
  fs.renameSync(`${cached}.${process.pid}`, cached);
  forgetOld();
  return scripts;
}

function forgetOld() {
  const age = (file) => fs.statSync(file).mtimeMs;
  fs.readdirSync(cacheFolder)
    .map((name) => path.join(cacheFolder, name))
    .sort((a, b) => age(b) - age(a))
    .slice(KEPT_COMPILATIONS)
    .forEach((file) => fs.rmSync(file, { force: true }));
}

/** Makes `require` take TypeScript before the JavaScript beside it, and this library from its sources. */
function loadTypeScript(scripts) {
  const resolve = Module._resolveFilename;
  const library = path.join(project, 'lib');
  Module._resolveFilename = (request, ...rest) =>
    resolve.call(Module, request === 'cdk8s-antrea-multicast' ? library : request, ...rest);
  const { '.js': js, '.json': json, '.node': native } = Module._extensions;
  for (const extension of Object.keys(Module._extensions)) {
    delete Module._extensions[extension];
  }
  const ts = (module, file) => module._compile(scripts[path.relative(project, file)], file);
  Object.assign(Module._extensions, { '.ts': ts, '.js': js, '.json': json, '.node': native });
}

const entry = path.resolve(process.argv[2]);
loadTypeScript(compilation(entry));
process.setSourceMapsEnabled(true);
try {
  require(entry);
} catch (error) {
  // A sentence for the user needs no stack; anything else is a fault of a program, and its stack says where.
  const forTheUser = error.name === 'InvalidInput' || error.message.startsWith('Validation failed');
  process.stderr.write(`${forTheUser ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
