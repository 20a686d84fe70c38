// npm run bench:growth: whether the time grows no faster than the input. Wall seconds of the commands `lint` and
// `compare`, and of Runbook.write, each in a process of its own, for a size and for ten times that size. Ends with 1 where
// the large one takes more times as long than it is larger.
// node bench/growth.cjs WHAT SMALL LARGE [RUNS] times one of them with other sizes.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { documents } = require('./_documents.cjs');

const RUNS = 3;
const bin = path.join(path.dirname(__dirname), 'bin', 'cdk8s-antrea-multicast.cjs');
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-growth-'));

/** Runs Node to its end and returns what it printed, and how long it took. */
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

/** A folder with ten documents a file. */
function folder(name, texts) {
  for (let i = 0; i < texts.length; i += 10) {
    write(path.join(name, `${String(i).padStart(6, '0')}.yaml`), texts.slice(i, i + 10));
  }
  return path.join(temporary, name);
}

/** What is measured, by name: each makes its input for a size and returns what takes the time. */
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
      // One in twenty is removed, one in ten is changed, and as many as are removed come anew.
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

/** The best and the median of the runs; those of both sizes by turns, so that a busy moment hits both. */
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
  const asked =
    name === undefined
      ? Object.values(TASKS).map((task) => [task, task.sizes])
      : [[TASKS[name], [Number(small), Number(large)]]];
  const results = asked.map(([task, sizes]) => measure(task, sizes, Number(runs)));
  const lines = [
    '| what | best, s | median, s | times as long |',
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
