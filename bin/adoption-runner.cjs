// Runs the app of an adoption in a process of its own. The objects go to the parent process, and are never written to a
// file: they contain secrets. Arguments: the main file, the package typescript, and the folder of this library.
const { existsSync, readFileSync, writeSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const [main, typescript, library] = process.argv.slice(2);
const NAME = 'cdk8s-antrea-multicast';
/** Packages that the app takes from the folder of this library if it has none of its own. */
const PACKAGES = [NAME, 'cdk8s', 'cdk8s-plus-25', 'constructs'];

/** The library itself; in a checkout that is not built, its source. */
function libraryEntry() {
  const built = path.join(library, 'lib', 'index.js');
  return existsSync(built) ? built : built.replace(/js$/, 'ts');
}

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  try {
    return resolveFilename.call(this, request, ...rest);
  } catch (error) {
    if (!PACKAGES.includes(request)) {
      throw error;
    }
    return request === NAME
      ? libraryEntry()
      : resolveFilename.call(this, request, ...[rest[0], rest[1], { paths: [library] }]);
  }
};

const ts = require(typescript);
const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
require.extensions['.ts'] = (module, fileName) => {
  const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), { compilerOptions, fileName });
  module._compile(outputText, fileName);
};

/** The pipe to the parent process. */
const PIPE = 3;

function send(message) {
  let rest = Buffer.from(JSON.stringify(message));
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(PIPE, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}

try {
  const fromMain = Module.createRequire(main);
  const texts = [];
  for (const name of [NAME, 'cdk8s']) {
    fromMain(name).App.prototype.synth = function () {
      texts.push(this.synthYaml());
    };
  }
  require(main);
  send({ texts });
} catch (error) {
  send({ error: error instanceof Error ? error.message : String(error) });
}
