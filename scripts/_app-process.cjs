// The process in which an app runs, for run-app.cjs: node _app-process.cjs main.ts FOLDER STAGING
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { compiledFile } = require('./_compile.cjs');
const { fileError } = require('./_library.cjs');

const project = path.dirname(__dirname);
const library = path.join(project, 'lib', 'index.ts');
const [entry, folder, staging] = process.argv.slice(2);

/** If this environment variable is set, stack traces include the lines in lib/, for contributors. */
const STACK = 'CDK8S_ANTREA_MULTICAST_STACK';

/** Makes `require` load the compiled TypeScript, before JavaScript that is next to the source. */
function loadCompiled() {
  const { '.js': js, '.json': json, '.node': native } = Module._extensions;
  for (const extension of Object.keys(Module._extensions)) {
    delete Module._extensions[extension];
  }
  const ts = (module, file) => module._compile(fs.readFileSync(compiledFile(file, folder), 'utf8'), file);
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
 * An App with its own `outdir` writes there. If that is the output folder, it writes into the staging folder as other apps
 * do. If not, the folder is noted for run-app.cjs. The class in the module of cdk8s is replaced, so that the App of this
 * library extends it too.
 */
function noteOutdirs(outdir) {
  const module = require(path.join(path.dirname(require.resolve('cdk8s')), 'app.js'));
  class App extends module.App {
    constructor(...args) {
      super(...args);
      if (path.resolve(this.outdir) === path.resolve(outdir)) {
        Object.defineProperty(this, 'outdir', { value: staging, enumerable: true, configurable: true, writable: true });
      }
      const { synth } = this;
      const noted = (...options) => {
        const result = synth.apply(this, options);
        fs.appendFileSync(path.join(folder, 'outdirs'), `${JSON.stringify(this.outdir)}\n`);
        return result;
      };
      Object.defineProperty(this, 'synth', { value: noted, configurable: true, writable: true });
    }
  }
  module.App = App;
}

/** Codes of errors that have only to do with writing files. */
const WRITE_ERRORS = ['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'];

/**
 * Returns the text for an error. For invalid input that is the message, unless the stack is requested. For other errors it
 * is the message, and the stack without the lines of packages.
 */
function explain(error) {
  if (!(error instanceof Error)) {
    return `${path.basename(entry)} threw ${String(error)}`;
  }
  const wantsStack = !['', '0', undefined].includes(process.env[STACK]);
  if (!wantsStack && error.syscall && WRITE_ERRORS.includes(error.code)) {
    return fileError(error, error.path ?? staging);
  }
  const isInvalidInput = error.name === 'InvalidInput' && !wantsStack;
  if (isInvalidInput || error.message.startsWith('Validation failed')) {
    // Errors of the system are about the staging folder itself. In others, users know only the output folder.
    const isOfSystem = /\(E[A-Z]+\)/.test(error.message);
    return isOfSystem ? error.message : error.message.replaceAll(staging, process.env.CDK8S_ANTREA_MULTICAST_OUTDIR);
  }
  // The message may have several lines, and names of packages: only places are left out.
  const isForeign = (line) => /^\s+at .*(node_modules|node:internal|[\\/]scripts[\\/]_app-process\.cjs)/.test(line);
  const cause = error.cause instanceof Error ? `\ncaused by: ${error.cause.message}` : '';
  return `${String(error.stack)
    .split('\n')
    .filter((line) => !isForeign(line))
    .join('\n')}${cause}`;
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

// If run-app.cjs is killed, there is nothing to wait for.
const stop = () => process.exit(1);
process.once('disconnect', stop);
process.once('message', ({ outdir }) => {
  process.off('disconnect', stop);
  process.disconnect();
  loadCompiled();
  noteOutdirs(outdir);
  process.setSourceMapsEnabled(true);
  process.argv.splice(1, 4, entry);
  require(entry);
});
// Loads the packages while the compiler runs.
require('cdk8s-plus-25');
