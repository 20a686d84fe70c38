// npm run audit: the known vulnerabilities of the packages that users get and of the tools of the development. The exit code
// is 1 if users get a vulnerable package. A registry that does not answer is a skip, which is printed.
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { installed } = require('./_installed.cjs');

const project = path.dirname(path.dirname(__dirname));

/** Returns the report of npm, or the reason why there is none. */
function audit() {
  const { stdout, stderr } = spawnSync('npm', ['audit', '--json'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return reportOf(stdout, stderr);
}

/** npm prints an error of the registry as JSON too. */
function reportOf(stdout, stderr) {
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    return { skipped: stderr.trim().split('\n')[0] || 'npm printed nothing' };
  }
  return report.vulnerabilities
    ? { vulnerabilities: Object.values(report.vulnerabilities) }
    : { skipped: report.message || report.error?.summary || JSON.stringify(report) };
}

/** Tells which vulnerable packages users get: those whose folder is one of the folders. */
function judge({ vulnerabilities }, folders) {
  const line = ({ name, severity, range }) => `${name} ${range}: ${severity}`;
  const isOfUsers = ({ nodes }) => nodes.some((node) => folders.has(node));
  return {
    ofUsers: vulnerabilities.filter(isOfUsers).map(line),
    ofTools: vulnerabilities.filter((one) => !isOfUsers(one)).map(line),
  };
}

module.exports = { judge, reportOf };

if (require.main === module) {
  const report = audit();
  if (report.skipped) {
    process.stderr.write(
      `SKIPPED, not passed: npm audit, because the registry does not answer it: ${report.skipped}\n`,
    );
  } else {
    const { ofUsers, ofTools } = judge(report, new Set(installed().map(({ folder }) => folder)));
    ofTools.forEach((line) => process.stdout.write(`only a tool of the development: ${line}\n`));
    ofUsers.forEach((line) => process.stdout.write(`users get it: ${line}\n`));
    process.stdout.write(`${ofUsers.length} vulnerable packages that users get, ${ofTools.length} tools\n`);
    process.exitCode = ofUsers.length > 0 ? 1 : 0;
  }
}
