// `npm run release` calls it before it changes a version, and takes the version that it prints. Commits decide the version,
// except if api/allowed-breaks.txt has a break: that is a new minor version below 1.0, and a new major version from then on.
const { version } = require('../../package.json');
const { allowed, breaks, built, problems, released } = require('./_api.cjs');
const { checkUnreleased } = require('./_changelog.cjs');

/** Returns the version after a break of the API. */
function afterBreak(before) {
  const [major, minor] = before.split('.').map(Number);
  return major === 0 ? `0.${minor + 1}.0` : `${major + 1}.0.0`;
}

module.exports = { afterBreak };

if (require.main === module) {
  checkUnreleased();
  const reasons = allowed();
  const wrong = problems(breaks(released(), built()), reasons);
  if (wrong.length > 0) {
    process.stderr.write(`${wrong.join('\n')}\nMend the API, or add these breaks to api/allowed-breaks.txt.\n`);
    process.exitCode = 1;
  } else if (reasons.size > 0) {
    process.stdout.write(afterBreak(version));
  }
}
