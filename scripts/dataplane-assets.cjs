// Builds the root filesystems of the data plane suite: the image of images/multicast, and minimal ones with only iperf and
// a shell, as examples of the images that users bring.
//
// It needs no image registry: mmdebstrap builds a replacement of the pinned base image from packages, and caches it outside
// of the project. buildah builds the image without a container engine. APT_MIRROR sets another mirror of Debian.
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const project = path.dirname(__dirname);
const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
  'cdk8s-antrea-multicast',
  'dataplane',
);
const mirror = (process.env.APT_MIRROR ?? '').replace(/\/$/, '');

/** The arguments of mmdebstrap for each root filesystem. */
const BASE = ['--variant=minbase', 'bookworm'];
const bare = (shell) => ['--variant=extract', `--include=${shell},iperf`, 'bookworm'];

function say(text) {
  process.stderr.write(`${text}\n`);
}

function run(command, args, options = {}) {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], ...options });
}

/** Returns a root filesystem as a tar file. Builds it if it is not in the cache. */
function bootstrap(args) {
  const made = [...args.slice(0, -1), args.at(-1), mirror, process.arch];
  const file = path.join(cache, `${createHash('sha256').update(made.join(' ')).digest('hex').slice(0, 16)}.tar`);
  if (!fs.existsSync(file)) {
    say(`building a root filesystem: mmdebstrap ${args.join(' ')}`);
    fs.mkdirSync(cache, { recursive: true });
    const unfinished = `${file}.${process.pid}.tar`;
    try {
      run('mmdebstrap', ['--quiet', ...args, unfinished, ...(mirror ? [`${mirror}/debian`] : [])]);
      fs.renameSync(unfinished, file);
    } finally {
      fs.rmSync(unfinished, { force: true });
    }
  }
  return file;
}

/** Builds all root filesystems in a folder. Returns their paths, and the config and sizes of the image. */
function make(folder) {
  const storage = ['--storage-driver', 'vfs', '--root', path.join(folder, 'storage')];
  const buildah = (...args) => run('buildah', [...storage, '--runroot', path.join(folder, 'run'), ...args]).trim();
  const isolated = ['--isolation', 'chroot', '--network', 'host', '--pull=never', '--quiet'];

  const base = path.join(folder, 'base');
  fs.mkdirSync(base);
  fs.linkSync(bootstrap(BASE), path.join(base, 'base.tar'));
  fs.writeFileSync(path.join(base, 'Dockerfile'), 'FROM scratch\nADD base.tar /\n');
  buildah('bud', ...isolated, '-t', 'localhost/base', base);

  const started = Date.now();
  const values = { BASE: 'localhost/base', APT_MIRROR: mirror, PACKAGES: 'newest', VERSION: '0.0.0-test' };
  const args = Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  buildah('bud', ...isolated, ...args, '-t', 'localhost/multicast', path.join(project, 'images', 'multicast'));
  say(`built the image in ${Math.round((Date.now() - started) / 1000)} s`);

  const root = buildah('mount', buildah('from', '--pull=never', 'localhost/multicast'));
  const { config } = JSON.parse(buildah('inspect', '--type', 'image', 'localhost/multicast')).OCIv1;
  const size = (name) => JSON.parse(buildah('images', '--json', name))[0].size;

  const [busybox, dash] = ['busybox', 'dash'].map((shell) => {
    const bareRoot = path.join(folder, shell);
    fs.mkdirSync(bareRoot);
    run('tar', ['-x', '-C', bareRoot, '-f', bootstrap(bare(shell))]);
    fs.rmSync(path.join(bareRoot, 'bin', 'sh'), { force: true });
    fs.symlinkSync(shell, path.join(bareRoot, 'bin', 'sh'));
    return bareRoot;
  });
  return { root, busybox, dash, config, size: size('localhost/multicast'), baseSize: size('localhost/base') };
}

/** Calls a function with the assets, and removes them when its promise is settled. */
async function withAssets(use) {
  fs.mkdirSync(cache, { recursive: true });
  removeOrphans();
  const folder = fs.mkdtempSync(path.join(cache, `run-${process.pid}-`));
  try {
    return await use(make(folder));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes the folders of runs that were killed. */
function removeOrphans() {
  for (const name of fs.readdirSync(cache)) {
    const pid = /^run-(\d+)-/.exec(name)?.[1];
    if (pid && !fs.existsSync(`/proc/${pid}`)) {
      fs.rmSync(path.join(cache, name), { recursive: true, force: true });
    }
  }
}

module.exports = { withAssets };
