// Lists the packages that users get: those whose code is in the tarball, and the peer dependencies with all that these
// need. The versions and licences are those of package-lock.json.
const fs = require('node:fs');
const path = require('node:path');
const { bundledPackages } = require('../_bundled.cjs');

const project = path.dirname(path.dirname(__dirname));

/**
 * The ways in which a package reaches users. `OPTIONAL` is an optional dependency of a peer: npm installs it, except with
 * `--omit=optional`.
 */
const PART = { BUNDLED: 'bundled', PEER: 'peer', OPTIONAL: 'optional' };

/** Returns the folder of a dependency, as Node finds it: in the nearest node_modules. */
function folderOf(packages, name, from) {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    const folder = `${place ? `${place}/` : ''}node_modules/${name}`;
    if (folder in packages || place === '') {
      return folder in packages ? folder : undefined;
    }
  }
}

/** Adds a package and all that it needs to the folders in `found`. */
function follow(packages, folder, found, part) {
  const { dependencies = {}, optionalDependencies = {} } = packages[folder];
  if (!found.has(folder) || (found.get(folder) === PART.OPTIONAL && part === PART.PEER)) {
    found.set(folder, part);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const next = folderOf(packages, name, folder);
      if (next) {
        follow(packages, next, found, name in optionalDependencies ? PART.OPTIONAL : part);
      }
    }
  }
}

/** Returns all packages that users get, in the order of their names. */
function installed(lock = JSON.parse(fs.readFileSync(path.join(project, 'package-lock.json'), 'utf8'))) {
  const { packages } = lock;
  const found = new Map();
  for (const name of Object.keys(packages[''].peerDependencies)) {
    follow(packages, `node_modules/${name}`, found, PART.PEER);
  }
  const folders = [...found, ...bundledPackages().map((folder) => [folder, PART.BUNDLED])];
  return folders
    .map(([folder, part]) => ({
      name: packages[folder].name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: packages[folder].version,
      license: packages[folder].license,
      folder,
      part,
    }))
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

module.exports = { PART, installed };
