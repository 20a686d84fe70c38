// npm run bench:growth: checks that the time grows no faster than the input. Measures the wall-clock seconds of the
// commands `lint` and `compare` and of Runbook.write, each in a separate process, for an input and for one that is ten times
// larger. The exit code is 1 if the larger one takes more than ten times as long.
// node bench/growth.cjs NAME SMALL LARGE [RUNS] measures one of them with other sizes.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { documents } = require('./_documents.cjs');

const RUNS = 3;
const bin = path.join(path.dirname(__dirname), 'bin', 'cdk8s-antrea-multicast.cjs');
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-growth-'));

/** Runs Node and returns its output and its seconds. */
function run(args, statuses) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (error || !statuses.includes(status)) {
    throw error ?? new Error(`${args.slice(0, 2).join(' ')} failed:\n${stderr}`);
  }
  return { seconds, stdout };
}

function write(name, texts) {
  const file = path.join(temporary, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, texts.join('---\n'));
  return file;
}

/** Writes a folder of files with ten documents each. */
function folder(name, texts) {
  for (let i = 0; i < texts.length; i += 10) {
    write(path.join(name, `${String(i).padStart(6, '0')}.yaml`), texts.slice(i, i + 10));
  }
  return path.join(temporary, name);
}

/** The measurements by name. Each prepares its input for a size and returns the function to measure. */
const TASKS = {
  lint: {
    sizes: [1000, 10_000],
    what: (size) => `lint, ${size} documents`,
    prepare: (size) => {
      const file = write(`lint-${size}.yaml`, documents(size));
      return () => run([bin, 'lint', file, '--format', 'json'], [0, 1]).seconds;
    },
  },
  compare: {
    sizes: [1000, 10_000],
    what: (size) => `compare, ${size} documents`,
    prepare: (size) => {
      const added = Math.ceil(size / 20);
      const all = documents(size + added);
      // One in twenty is removed, one in ten is changed, and as many are added as are removed.
      const after = all
        .filter((_, i) => i >= size || i % 20 !== 7)
        .map((text, i) =>
          i % 10 === 3 ? text.replace(/^metadata: \{/m, 'metadata: { labels: { changed: x },') : text,
        );
      const before = folder(`before-${size}`, all.slice(0, size));
      const changed = folder(`after-${size}`, after);
      return () => run([bin, 'compare', before, changed], [0, 1]).seconds;
    },
  },
  runbook: {
    sizes: [100, 1000],
    what: (size) => `Runbook.write, ${size} clusters`,
    prepare: (size) => {
      const script = path.join(__dirname, '_runbook.cjs');
      return () => Number(run([script, String(size), path.join(temporary, `runbook-${size}`)], [0]).stdout);
    },
  },
};

function middle(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

/** Returns the best and the median time. The sizes take turns, so that a busy moment affects both. */
function measure({ what, prepare }, sizes, runs) {
  const measured = sizes.map((size) => ({ what: what(size), once: prepare(size), times: [] }));
  for (let i = 0; i < runs; i++) {
    measured.forEach(({ once, times }) => times.push(once()));
  }
  const [small, large] = measured.map(({ times }) => middle(times));
  const ratio = large / small;
  const rows = measured.map((one, i) => {
    const times = [Math.min(...one.times), middle(one.times)].map((time) => time.toFixed(2));
    return `| ${one.what} | ${times.join(' | ')} | ${i === 0 ? '' : ratio.toFixed(1)} |`;
  });
  return { rows, isTooLong: ratio > sizes[1] / sizes[0] };
}

try {
  const [name, small, large, runs = RUNS] = process.argv.slice(2);
  const selected =
    name === undefined
      ? Object.values(TASKS).map((task) => [task, task.sizes])
      : [[TASKS[name], [Number(small), Number(large)]]];
  const results = selected.map(([task, sizes]) => measure(task, sizes, Number(runs)));
  const lines = [
    '| what | best, s | median, s | ratio |',
    '| --- | --- | --- | --- |',
    ...results.flatMap(({ rows }) => rows),
  ];
  process.stdout.write(
    `Node ${process.version}, ${os.cpus().length} cores, ${runs} runs each\n\n${lines.join('\n')}\n`,
  );
  process.exitCode = results.some(({ isTooLong }) => isTooLong) ? 1 : 0;
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
