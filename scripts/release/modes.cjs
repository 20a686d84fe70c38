// `npm pack` calls it: gives the packed files the modes that they have in Git, so that the tarball does not depend on the
// file mode mask of the machine.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const project = path.dirname(path.dirname(__dirname));
const list = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  cwd: project,
  encoding: 'utf8',
});

for (const { path: name } of JSON.parse(list)[0].files) {
  const file = path.join(project, name);
  fs.chmodSync(file, fs.statSync(file).mode & 0o100 ? 0o755 : 0o644);
}
