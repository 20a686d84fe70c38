// The last step of `npm run check`: a generated file that differs from the committed one is stale.
const { execFileSync } = require('node:child_process');

const changed = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
if (changed !== '') {
  process.stderr.write(`${changed}Files differ from the last commit: commit what the checks wrote.\n`);
  process.exitCode = 1;
}
