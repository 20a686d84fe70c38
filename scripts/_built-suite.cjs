// Runs a suite on what the build of the package makes of it. With --built, that is the last build of npm run docs.
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { missingPackages } = require('./packages.cjs');

const project = path.dirname(__dirname);

/** Runs a command, and ends with its exit status if it fails. */
function run(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: project, stdio: 'inherit' });
  if (error) {
    process.stderr.write(`${error.message}\n`);
  }
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

/**
 * Runs a jest suite, or prints why it is skipped.
 *
 * @param subject what is tested, for messages
 * @param programs the programs that it needs, as in packages.cjs
 * @param script the script that makes what is tested, from the last build
 * @param config the configuration of jest
 */
function runSuite({ subject, programs, script, config }) {
  const missing = missingPackages(programs);
  if (missing.length > 0) {
    process.stderr.write(
      `SKIPPED, not passed: the tests of ${subject}, because programs are missing: apt-get install -y --no-install-recommends ${missing.join(' ')}.\n`,
    );
    return;
  }
  const options = process.argv.slice(2);
  if (options[0] === '--built') {
    options.shift();
  } else {
    run('npm', ['run', 'build']);
    run(process.execPath, ['scripts/examples.cjs']);
  }
  run(process.execPath, [script]);
  const jest = path.join(project, 'node_modules', 'jest', 'bin', 'jest.js');
  run(process.execPath, [jest, '--config', config, ...options]);
}

module.exports = { runSuite };
