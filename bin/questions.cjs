// The questions of the commands, on a terminal.
const readline = require('node:readline');

let lines;
/** Lines that the user typed before the question for them. */
const typed = [];
let answer;

function open() {
  lines = readline.createInterface({ input: process.stdin, output: process.stderr });
  lines.on('line', (line) => (answer ? reply(line) : typed.push(line)));
  // Ctrl-C and Ctrl-D close it.
  lines.once('close', () => {
    lines = undefined;
    reply(undefined);
  });
}

function reply(line) {
  const resolve = answer;
  answer = undefined;
  resolve?.(line);
  // The next question, if there is one, has come before this.
  setImmediate(() => answer || lines?.close());
}

/**
 * Prints a question to standard error, and resolves to the line that the user types. Resolves to undefined if the user ends
 * the input or interrupts it.
 */
exports.ask = function (question) {
  return new Promise((resolve) => {
    if (!lines) {
      open();
    }
    lines.setPrompt(question);
    lines.prompt();
    answer = resolve;
    if (typed.length > 0) {
      const line = typed.shift();
      process.stderr.write(`${line}\n`);
      reply(line);
    }
  });
};
