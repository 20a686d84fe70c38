// The last step of `npm run check`: a tracked file that differs from the last commit is stale, or not committed yet.
const { execFileSync } = require('node:child_process');

const changed = execFileSync('git', ['status', '--porcelain', '--untracked-files=no'], { encoding: 'utf8' });
if (changed !== '') {
  process.stderr.write(`${changed}These files differ from the last commit: commit what the checks wrote.\n`);
  process.exitCode = 1;
}
