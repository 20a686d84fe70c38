// The programs that the longer suites need, and their Debian packages.
// node scripts/packages.cjs prints the packages that are missing on this machine, on one line.
const { spawnSync } = require('node:child_process');

/**
 * The programs of the data plane suite, each with its package. Those with a path run in containers, which have the packages
 * of this machine and nothing from its homes.
 */
const DATAPLANE = {
  '/usr/bin/ffmpeg': 'ffmpeg',
  '/usr/bin/python3': 'python3-minimal',
  buildah: 'buildah',
  ip: 'iproute2',
  'iptables-restore': 'iptables',
  mmdebstrap: 'mmdebstrap',
  nsenter: 'util-linux',
  openssl: 'openssl',
  perl: 'perl-base',
  setpriv: 'util-linux',
  shellcheck: 'shellcheck',
  smcrouted: 'smcroute',
  tcpdump: 'tcpdump',
  unshare: 'util-linux',
};

/** The programs of the API server suite, each with its package. The script of the proof runs in each of these shells. */
const CLUSTER = { busybox: 'busybox', curl: 'curl', dash: 'dash', etcd: 'etcd-server', jq: 'jq' };

/** The programs for the package of Python. A name after a colon is a module of Python that must be there. */
const LANGUAGES = { 'python3:ensurepip': 'python3-venv' };

/** The programs of the site, each with its package. */
const SITE = { ...LANGUAGES, '/usr/bin/chromium': 'chromium' };

function has(program) {
  const [name, module] = program.split(':');
  if (module !== undefined) {
    return spawnSync(name, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
  }
  return spawnSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' }).status === 0;
}

/** Returns the packages of the programs that are missing. */
function missingPackages(programs) {
  const missing = Object.keys(programs).filter((program) => !has(program));
  return [...new Set(missing.map((program) => programs[program]))];
}

module.exports = { CLUSTER, DATAPLANE, LANGUAGES, SITE, has, missingPackages };

if (require.main === module) {
  process.stdout.write(missingPackages({ ...DATAPLANE, ...CLUSTER, ...SITE }).join(' '));
}
