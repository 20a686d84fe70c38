// npm run api:diff: lists the breaks of the API of the last build since the last release. The exit code is 1 if one of them
// is not in api/allowed-breaks.txt. npm run api:baseline: takes the API of the last build as that of the last release.
const { version } = require('../../package.json');
const { allowed, breaks, built, problems, released, writeReleased } = require('./_api.cjs');

function diff() {
  const before = released();
  const [found, reasons] = [breaks(before, built()), allowed()];
  const wrong = problems(found, reasons);
  found
    .filter(({ key }) => reasons.get(key))
    .forEach(({ key, text }) => process.stdout.write(`allowed: ${text} [${key}]: ${reasons.get(key)}\n`));
  wrong.forEach((line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`${found.length} breaks since ${before.version}, ${wrong.length} to mend or to allow\n`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

if (process.argv[2] === 'baseline') {
  writeReleased(version);
} else {
  diff();
}
