// The programs that the longer suites need, and the Debian packages that bring them.
// node scripts/packages.cjs prints the packages that are missing on this machine, all on one line.
const { spawnSync } = require('node:child_process');

/** Each program of the data plane suite, and its package. */
const DATAPLANE = {
  buildah: 'buildah',
  ip: 'iproute2',
  mmdebstrap: 'mmdebstrap',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  shellcheck: 'shellcheck',
  smcrouted: 'smcroute',
  tcpdump: 'tcpdump',
  unshare: 'util-linux',
};

/** The same for the suite against API servers: the script of the proof runs in every shell of these. */
const CLUSTER = { busybox: 'busybox', curl: 'curl', dash: 'dash', etcd: 'etcd-server', jq: 'jq' };

function has(program) {
  return spawnSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' }).status === 0;
}

/** The packages of the programs that are missing. */
function missingPackages(programs) {
  const missing = Object.keys(programs).filter((program) => !has(program));
  return [...new Set(missing.map((program) => programs[program]))];
}

module.exports = { CLUSTER, DATAPLANE, has, missingPackages };

if (require.main === module) {
  process.stdout.write(missingPackages({ ...DATAPLANE, ...CLUSTER }).join(' '));
}
