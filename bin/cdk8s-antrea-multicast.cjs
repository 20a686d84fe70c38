#!/usr/bin/env node
// The command line: see `cdk8s-antrea-multicast --help`.
const fs = require('node:fs');
const path = require('node:path');

const commands = path.join(__dirname, '..', 'lib', 'commands', '_main.js');
const LIMIT = 10 * 1024 * 1024;

/** All of standard input, or as much as shows that it is too much. */
async function readStdin() {
  const parts = [];
  let total = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    total += part.length;
    if (total > LIMIT) {
      break;
    }
  }
  return Buffer.concat(parts);
}

/** What is written cannot be: the disk is full, for instance. */
function isOfOutput({ syscall, code } = {}) {
  return syscall === 'write' && code !== undefined;
}

function fail(error) {
  process.exitCode = 2;
  if (isOfOutput(error)) {
    writeError(`The output cannot be written (${error.code}): free space there, or write it elsewhere.\n`);
    return;
  }
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  writeError(`This is a mistake of cdk8s-antrea-multicast, please report it: ${name}: ${message}\n`);
}

/** Standard error may be full too, and then nobody hears of it. */
function writeError(text) {
  try {
    fs.writeSync(process.stderr.fd, text);
  } catch {
    // The exit code is all that is left.
  }
}

// Whoever reads may stop before the end (| head).
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => (error.code === 'EPIPE' ? undefined : fail(error)));
}

if (fs.existsSync(commands)) {
  const io = {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    readStdin,
  };
  require(commands)
    .main(process.argv.slice(2), io)
    .then((code) => (process.exitCode = code))
    .catch(fail);
} else {
  process.stderr.write('The library is not built: run `npm run build` first.\n');
  process.exitCode = 2;
}
