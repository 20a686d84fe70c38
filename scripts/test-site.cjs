// npm run test:site: builds the documentation site and tests it in Chromium.
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { SITE, missingPackages } = require('./packages.cjs');

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

const missing = missingPackages(SITE);
if (missing.length > 0) {
  process.stderr.write(
    `SKIPPED, not passed: the tests of the site, because programs are missing: apt-get install -y --no-install-recommends ${missing.join(' ')}.\n`,
  );
} else {
  run('npm', ['run', 'site']);
  const jest = path.join(project, 'node_modules', 'jest', 'bin', 'jest.js');
  run(process.execPath, [jest, '--config', 'jest.site.config.cjs', ...process.argv.slice(2)]);
}
