// `npm run release` calls it after it has written the new version, and commits what it stages: the section of this version
// in CHANGELOG.md, and the API of the last build as that of the last release.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { writeReleased } = require('./_api.cjs');
const { file, released } = require('./_changelog.cjs');

const project = path.dirname(path.dirname(__dirname));
const { version } = JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8'));

fs.writeFileSync(file, released(version, new Date().toISOString().slice(0, 10)));
writeReleased(version);
execFileSync('git', ['add', 'CHANGELOG.md', 'api'], { cwd: project });
