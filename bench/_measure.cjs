// Measures a command as a process of its own: wall-clock seconds, seconds of processor time and peak memory. Needs GNU time.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The exit code of `timeout` for a command that it ends. */
const ENDED = 124;

/**
 * Runs a command. Its output goes to the file `out`, and its warnings are not kept. Returns undefined if it takes more
 * than `seconds`.
 */
function measure([command, ...args], { folder, statuses = [0], seconds = 0 }) {
  const report = path.join(folder, 'time');
  const out = fs.openSync(path.join(folder, 'out'), 'w');
  const errors = fs.openSync(path.join(folder, 'errors'), 'w');
  const timeout = seconds > 0 ? ['timeout', String(seconds)] : [];
  const start = process.hrtime.bigint();
  const { status, error } = spawnSync(
    '/usr/bin/time',
    ['--quiet', '-o', report, '-f', '%U %S %M', ...timeout, command, ...args],
    { stdio: ['ignore', out, errors] },
  );
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  fs.closeSync(out);
  fs.closeSync(errors);
  if (seconds > 0 && status === ENDED) {
    return undefined;
  }
  if (error || !statuses.includes(status)) {
    const shown = fs.readFileSync(path.join(folder, 'errors'), 'utf8').slice(0, 2000);
    throw error ?? new Error(`${command} ended with ${status}:\n${shown}`);
  }
  const [user, system, kilobytes] = fs.readFileSync(report, 'utf8').trim().split(' ').map(Number);
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}

function middle(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** The median of each figure. */
function median(runs) {
  return Object.fromEntries(['wall', 'cpu', 'memory'].map((what) => [what, middle(runs.map((run) => run[what]))]));
}

/** The day and the machine, as the tables of README.md have them. */
function machine() {
  const { model } = os.cpus()[0];
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${os.cpus().length} cores (${model})`;
}

module.exports = { machine, measure, median, middle };
