// Compiles a TypeScript app and its imports with the native compiler, with all type checks.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { register } = require('./_run-folders.cjs');

const project = path.dirname(__dirname);
const root = path.parse(project).root;

/**
 * Starts to compile the app into the folder, in which each file has its absolute path. Returns the process of the compiler,
 * and a promise of whether there was no error.
 */
function compile(entry, folder) {
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
  // It leads a group, so that the native compiler, which it starts, ends with it.
  const child = spawn(process.execPath, [compiler, '-p', configFile, '--pretty', 'false'], {
    // The compiler writes to standard output, which `cdk8s synth --stdout` uses for YAML. So it is redirected to standard error.
    stdio: ['ignore', 2, 2],
    detached: process.platform !== 'win32',
  });
  const done = new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code === 0));
  });
  register(folder, child.pid);
  return { child, done };
}

/** The compiled file of a TypeScript file. */
function compiledFile(file, folder) {
  return path.join(folder, path.relative(root, file)).replace(/\.ts$/, '.js');
}

module.exports = { compile, compiledFile };
