#!/usr/bin/env node
// The entry point of the CLI: see `cdk8s-antrea-multicast --help`.
const fs = require('node:fs');
const path = require('node:path');
const { ask } = require('./questions.cjs');

const commands = path.join(__dirname, '..', 'lib', 'commands', '_main.js');
const LIMIT = 10 * 1024 * 1024;
const FAILED = 2;
let failed = false;

/** Reads standard input to its end, or until it is larger than the limit. */
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

/** Returns a function that writes a whole text. To a file, `stream.write` may silently write only a part. */
function writerOf(stream) {
  const stat = fs.fstatSync(stream.fd);
  if (stream.isTTY || stat.isFIFO() || stat.isSocket()) {
    stream.on('error', (error) => failToWrite(stream, error));
    return (text) => void stream.write(text);
  }
  return (text) => {
    const bytes = Buffer.from(text);
    try {
      for (let written = 0; written < bytes.length;) {
        written += fs.writeSync(stream.fd, bytes, written);
      }
    } catch (error) {
      failToWrite(stream, error);
    }
  };
}

/** Prints the first error, and sets the exit code. */
function fail(message) {
  const isFirst = !failed;
  failed = true;
  process.exitCode = FAILED;
  if (isFirst && message) {
    err(`${message}\n`);
  }
}

function failToWrite(stream, { code, message }) {
  // A reader such as `head` may stop before the end.
  if (code !== 'EPIPE') {
    const isOutput = stream === process.stdout;
    fail(
      isOutput && `Standard output cannot be written (${code ?? message}): free disk space, or write to another place.`,
    );
  }
}

function failByBug(error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  fail(`This is a bug in cdk8s-antrea-multicast, please report it: ${name}: ${message}`);
}

const out = writerOf(process.stdout);
const err = writerOf(process.stderr);

if (fs.existsSync(commands)) {
  require(commands)
    .main(process.argv.slice(2), { out, err, readStdin, ...(process.stdin.isTTY ? { ask } : {}) })
    .then((code) => (process.exitCode = failed ? FAILED : code))
    .catch(failByBug);
} else {
  fail('The library is not built: run `npm run build` first.');
}
