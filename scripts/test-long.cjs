// npm run test:long: the tests that take too long for CI. It runs every suite with full-size inputs and many generated
// cases, every package manager, compiler and runner, then all benchmarks. The exit code is 1 if one of them failed.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const SUITES = ['test', 'test:package', 'test:languages', 'test:site', 'test:cluster', 'test:dataplane'];
const BENCHMARKS = ['bench', 'bench:lint', 'bench:growth'];

const project = path.dirname(__dirname);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'test-long-'));
const rows = [];
let hasFailed = false;

/** Runs an npm script, and records the result of `outcome` for its exit status. */
function run(name, args, outcome) {
  process.stdout.write(`=== npm run ${name}\n`);
  const started = Date.now();
  // jest.package.config.cjs and __tests__/_size.ts read TEST_LONG.
  const env = { ...process.env, TEST_LONG: '1' };
  const { status } = spawnSync('npm', ['run', name, ...args], { cwd: project, stdio: 'inherit', env });
  hasFailed ||= status !== 0;
  rows.push(`npm run ${name}: ${outcome(status)}, ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Returns the test counts of jest's report. A suite that cannot run here ends with 0 and without a report. */
function counts(report, status) {
  if (!fs.existsSync(report)) {
    return status === 0 ? 'SKIPPED, not passed, for the reason above' : 'FAILED';
  }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(fs.readFileSync(report, 'utf8'));
  return `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;
}

try {
  for (const [i, name] of SUITES.entries()) {
    const report = path.join(folder, `${i}.json`);
    run(name, ['--', '--json', `--outputFile=${report}`], (status) => counts(report, status));
  }
  for (const name of BENCHMARKS) {
    run(name, [], (status) => (status === 0 ? 'ended' : 'FAILED'));
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`=== all\n${rows.join('\n')}\n`);
process.exitCode = hasFailed ? 1 : 0;
