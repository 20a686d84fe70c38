// Removes the output of earlier builds, which is next to the sources, so that no stale file is packed.
const fs = require('node:fs');
const path = require('node:path');

const project = path.dirname(__dirname);
for (const folder of ['lib', 'imports']) {
  for (const name of fs.readdirSync(path.join(project, folder), { recursive: true })) {
    if (/\.(js|d\.ts)$/.test(name)) {
      fs.rmSync(path.join(project, folder, name));
    }
  }
}
fs.rmSync(path.join(project, '.jsii'), { force: true });
fs.rmSync(path.join(project, 'bundled'), { recursive: true, force: true });
