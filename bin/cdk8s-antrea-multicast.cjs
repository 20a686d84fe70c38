#!/usr/bin/env node
// The command line: see `cdk8s-antrea-multicast --help`.
const fs = require('node:fs');
const path = require('node:path');

const commands = path.join(__dirname, '..', 'lib', 'commands', '_main.js');
const LIMIT = 10 * 1024 * 1024;
const FAILED = 2;
let failed = false;

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

/** What writes all of a text: to a file, Node may write a part and say nothing of the rest. */
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

/** Says it once, where somebody may hear it, and leaves the exit code of a failure. */
function fail(sentence) {
  const isFirst = !failed;
  failed = true;
  process.exitCode = FAILED;
  if (isFirst && sentence) {
    err(`${sentence}\n`);
  }
}

function failToWrite(stream, { code, message }) {
  // Whoever reads may stop before the end (| head).
  if (code !== 'EPIPE') {
    const isOutput = stream === process.stdout;
    fail(
      isOutput && `Standard output cannot be written (${code ?? message}): check the room there, or write elsewhere.`,
    );
  }
}

function failByMistake(error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  fail(`This is a mistake of cdk8s-antrea-multicast, please report it: ${name}: ${message}`);
}

const out = writerOf(process.stdout);
const err = writerOf(process.stderr);

if (fs.existsSync(commands)) {
  require(commands)
    .main(process.argv.slice(2), { out, err, readStdin })
    .then((code) => (process.exitCode = failed ? FAILED : code))
    .catch(failByMistake);
} else {
  fail('The library is not built: run `npm run build` first.');
}
