// npm run reproduce: builds the tarball twice from the last commit, each time from an empty folder with another path, time
// zone, language and file mode mask, and fails if the two files differ. Prints the hash.
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const project = path.dirname(path.dirname(__dirname));

/** The places of the builds, with what else must not matter. */
const BUILDS = [
  { place: 'a', umask: '022', env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' } },
  {
    place: path.join('b', 'a longer path'),
    umask: '077',
    env: { TZ: 'Asia/Kolkata', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
  },
];

/** Builds and packs the last commit in a new folder. Returns the path of the tarball. */
function pack(root, { place, umask, env }) {
  const folder = path.join(root, place);
  fs.mkdirSync(folder, { recursive: true });
  const run = (script) =>
    execFileSync('sh', ['-ec', `umask ${umask}\n${script}`, 'sh', project], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 2 ** 28,
    });
  run('git -C "$1" archive --format=tar HEAD | tar -xf -');
  run('npm ci --no-audit --no-fund --silent');
  run('npm pack --silent');
  return path.join(
    folder,
    fs.readdirSync(folder).find((name) => name.endsWith('.tgz')),
  );
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns the hash of each file in a tarball. */
function filesOf(tarball, root) {
  const folder = fs.mkdtempSync(path.join(root, 'files-'));
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  const names = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
  return new Map(paths.map((name) => [name, hash(fs.readFileSync(path.join(folder, name)))]));
}

/** Returns the files that differ between two tarballs. */
function differences(first, second) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tarballs-'));
  try {
    const [a, b] = [filesOf(first, root), filesOf(second, root)];
    return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

module.exports = { differences };

if (require.main === module) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'reproduce-'));
  try {
    const tarballs = BUILDS.map((build) => pack(root, build));
    const hashes = tarballs.map((file) => hash(fs.readFileSync(file)));
    if (hashes[0] === hashes[1]) {
      process.stdout.write(`two builds, one tarball: sha256 ${hashes[0]}\n`);
    } else {
      const names = differences(...tarballs).join('\n') || 'only what tar and gzip write around the files';
      process.stderr.write(`Two builds of the same commit differ (sha256 ${hashes.join(', ')}):\n${names}\n`);
      process.exitCode = 1;
    }
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}
