// The last step of `npm run check`. Fails if a tracked file differs from the last commit: it is stale or not committed.
const { execFileSync } = require('node:child_process');

const changed = execFileSync('git', ['status', '--porcelain', '--untracked-files=no'], { encoding: 'utf8' });
if (changed !== '') {
  process.stderr.write(`${changed}These files differ from the last commit: commit the generated files.\n`);
  process.exitCode = 1;
}
