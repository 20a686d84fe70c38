// npm run test:dataplane: builds the image, and runs the data plane tests in separate Linux namespaces.
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { withAssets } = require('./dataplane-assets.cjs');
const { DATAPLANE, missingPackages } = require('./packages.cjs');

const project = path.dirname(__dirname);

/** What must work in new namespaces, and the reason to skip the suite if it does not. */
const NEEDED = [
  [
    'cat /proc/net/ip_mr_vif',
    'root may not create namespaces here, or the kernel has no multicast routing (IP_MROUTE)',
  ],
  ['ip link add t0 type vxlan id 1 remote 192.0.2.1 dstport 4789', 'the kernel has no VXLAN tunnels (VXLAN)'],
  [
    'ip link add b0 type bridge; ip link add v0 type veth peer name v1; ip link set v0 master b0; ip link set v0 type bridge_slave isolated on',
    'the kernel has no bridges with isolated ports (BRIDGE), or no VETH',
  ],
  [
    'mount -t tmpfs tmpfs /run; iptables -w -t raw -A PREROUTING -d 224.0.0.0/4 -j DROP; iptables -w -t nat -A POSTROUTING -d 224.0.0.0/4 -j SNAT --to-source 192.0.2.1',
    'iptables cannot add the rules of Antrea here: the kernel needs the tables raw and nat',
  ],
  [
    'mount -t tmpfs tmpfs /run; mkdir /run/u /run/w /run/m; mount -t overlay -o lowerdir=/,upperdir=/run/u,workdir=/run/w overlay /run/m; test -d /run/m/usr',
    'the kernel has no overlay filesystem that can show / (OVERLAY_FS)',
  ],
];

/** Returns the reason why the suite cannot run here, or undefined. */
function obstacle() {
  if (process.platform !== 'linux') {
    return 'only Linux has network namespaces and multicast routing';
  }
  if (process.getuid() !== 0) {
    return 'only root can create network namespaces';
  }
  const missing = missingPackages(DATAPLANE);
  if (missing.length > 0) {
    return `programs are missing: apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  }
  const inNamespace = ['--net', '--mount', '--pid', '--fork', '--mount-proc'];
  const works = (command) =>
    spawnSync('unshare', [...inNamespace, 'sh', '-ec', command], { stdio: 'ignore' }).status === 0;
  return NEEDED.find(([command]) => !works(command))?.[1];
}

/** Runs the tests in new namespaces. The keeper is process 1 there. It ends with its standard input, and all other processes with it. */
function runTests(assets) {
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const keeper = path.join(project, '__tests__', 'dataplane', '_keeper.cjs');
  const child = spawn('unshare', [...namespaces, process.execPath, keeper, ...process.argv.slice(2)], {
    cwd: project,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {
      ...process.env,
      MULTICAST_ASSETS: JSON.stringify(assets),
      MULTICAST_HOST_NETWORK: fs.readlinkSync('/proc/self/ns/net'),
    },
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => child.stdin.end()));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

const why = obstacle();
if (why) {
  process.stderr.write(`SKIPPED, not passed: the data plane tests, because ${why}.\n`);
} else {
  withAssets(runTests).then((code) => process.exit(code));
}
