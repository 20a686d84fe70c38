// Loads a TypeScript file of lib/, for scripts that run without a build.
const Module = require('node:module');
const path = require('node:path');

const lib = path.join(path.dirname(__dirname), 'lib');

/** Returns the exports of a file of lib/, such as `synthesis/_exchange`. It takes about 50 ms. */
function library(name) {
  const { buildSync } = require('esbuild');
  const file = path.join(lib, `${name}.ts`);
  const options = { bundle: true, platform: 'node', packages: 'external', write: false, logLevel: 'silent' };
  const [{ text }] = buildSync({ entryPoints: [file], ...options }).outputFiles;
  const loaded = new Module(file, module);
  loaded.paths = module.paths;
  loaded._compile(text, file);
  return loaded.exports;
}

/** Returns the text for an error of the file system: one sentence with the reason. */
function fileError(error, file) {
  return library('synthesis/_file-errors').asInvalidInput(error, file).message;
}

module.exports = { library, fileError };
