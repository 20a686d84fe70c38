// npm run bench:lint: wall-clock seconds of the command `lint` on 1,000 generated documents, in one file and in 1,000 files.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { documents } = require('./_documents.cjs');

const DOCUMENTS = 1000;
const RUNS = 5;
const bin = path.join(path.dirname(__dirname), 'bin', 'cdk8s-antrea-multicast.cjs');
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-lint-'));

function seconds(files) {
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(process.execPath, [bin, 'lint', ...files, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error || status === null || status > 1) {
    throw error ?? new Error(`lint failed:\n${stderr}`);
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function row(what, files) {
  const times = Array.from({ length: RUNS }, () => seconds(files)).sort((a, b) => a - b);
  const [best, median] = [times[0], times[Math.floor(RUNS / 2)]].map((time) => time.toFixed(2));
  return `| ${what} | ${best} | ${median} |`;
}

try {
  const texts = documents(DOCUMENTS);
  const whole = path.join(temporary, 'all.yaml');
  fs.writeFileSync(whole, texts.join('---\n'));
  const single = texts.map((text, i) => {
    const file = path.join(temporary, `${String(i).padStart(4, '0')}.yaml`);
    fs.writeFileSync(file, text);
    return file;
  });
  const lines = [
    '| what | best, s | median, s |',
    '| --- | --- | --- |',
    row(`lint, ${DOCUMENTS} documents in one file`, [whole]),
    row(`lint, ${DOCUMENTS} files`, single),
  ];
  process.stdout.write(
    `Node ${process.version}, ${os.cpus().length} cores, ${RUNS} runs each\n\n${lines.join('\n')}\n`,
  );
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
