// Builds kube-apiserver and kubectl and copies etcd for the tests against real API servers, if they are missing. Prints
// the folders in the form of KUBEBUILDER_ASSETS: node scripts/cluster-assets.cjs
//
// kube-apiserver and kubectl are built from Go modules, etcd comes from Debian. They are cached outside of the project.
// To use other binaries, set KUBEBUILDER_ASSETS: one folder for each server version, separated as in PATH.
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The Kubernetes minor version of the article, and a current one. */
const VERSIONS = [
  // The staging module cluster-bootstrap was not published at v0.25.16.
  { version: 'v1.25.16', substitutes: { 'k8s.io/cluster-bootstrap': 'v0.25.8' }, ldflags: [] },
  { version: 'v1.35.4', substitutes: {}, ldflags: ['-checklinkname=0'] },
];
const BINARIES = ['kube-apiserver', 'kubectl'];
const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'),
  'cdk8s-antrea-multicast',
  'assets',
);

function say(text) {
  process.stderr.write(`${text}\n`);
}

function has(command) {
  return spawnSync(command, ['version'], { stdio: 'ignore' }).error === undefined;
}

function go(args, cwd) {
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
  return execFileSync('go', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Returns a go.mod that builds k8s.io/kubernetes: that of upstream, with published modules instead of staging folders. */
function goMod({ version, substitutes }, folder) {
  fs.writeFileSync(path.join(folder, 'go.mod'), 'module assets\n');
  const { GoMod } = JSON.parse(go(['mod', 'download', '-json', `k8s.io/kubernetes@${version}`], folder));
  const upstream = JSON.parse(go(['mod', 'edit', '-json', GoMod], folder));
  const staged = (upstream.Replace ?? [])
    .filter(({ New }) => New.Path.startsWith('./staging/'))
    .map(({ Old }) => Old.Path);
  const published = (module) => substitutes[module] ?? version.replace('v1.', 'v0.');
  const required = (upstream.Require ?? []).filter(({ Path }) => !staged.includes(Path));
  const pinned = (upstream.Replace ?? []).filter(({ Old, New }) => !staged.includes(Old.Path) && New.Version);
  return [
    'module assets',
    `go ${upstream.Go}`,
    `require k8s.io/kubernetes ${version}`,
    ...required.map(({ Path, Version }) => `require ${Path} ${Version}`),
    ...staged.map((module) => `require ${module} v0.0.0`),
    ...staged.map((module) => `replace ${module} => ${module} ${published(module)}`),
    ...pinned.map(
      ({ Old, New }) => `replace ${Old.Path}${Old.Version ? ` ${Old.Version}` : ''} => ${New.Path} ${New.Version}`,
    ),
    '',
  ].join('\n');
}

function build(release, assets) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-assets-'));
  try {
    fs.writeFileSync(path.join(folder, 'go.mod'), goMod(release, folder));
    const started = Date.now();
    const stamps = { gitVersion: release.version, gitMajor: '1', gitMinor: release.version.split('.')[1] };
    const ldflags = Object.entries(stamps).map(([name, value]) => `-X=k8s.io/component-base/version.${name}=${value}`);
    const flags = [...release.ldflags, ...ldflags, '-s', '-w'].join(' ');
    const packages = BINARIES.map((binary) => `k8s.io/kubernetes/cmd/${binary}`);
    // The debug information is not needed, and takes a fifth of the compile time.
    go(['build', '-gcflags=all=-dwarf=false', `-ldflags=${flags}`, '-o', `${folder}${path.sep}`, ...packages], folder);
    say(`built ${BINARIES.join(' and ')} ${release.version} in ${Math.round((Date.now() - started) / 1000)} s`);
    fs.mkdirSync(assets, { recursive: true });
    BINARIES.forEach((binary) => fs.cpSync(path.join(folder, binary), path.join(assets, binary)));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function etcd() {
  return spawnSync('sh', ['-c', 'command -v etcd'], { encoding: 'utf8' }).stdout.trim();
}

/** Returns the reason why the assets cannot be built here, or undefined. */
function obstacle() {
  if (process.platform !== 'linux') {
    return 'etcd comes from Debian, and this is not Linux';
  }
  if (!has('go')) {
    return 'Go is not installed';
  }
  return etcd() === '' ? 'etcd is missing: apt-get install -y --no-install-recommends etcd-server' : undefined;
}

function main() {
  if (process.env.KUBEBUILDER_ASSETS) {
    return process.env.KUBEBUILDER_ASSETS;
  }
  const folders = VERSIONS.map((release) => ({ release, assets: path.join(cache, release.version) }));
  const missing = folders.filter(
    ({ assets }) => ![...BINARIES, 'etcd'].every((name) => fs.existsSync(path.join(assets, name))),
  );
  const why = missing.length > 0 ? obstacle() : undefined;
  if (why) {
    say(`SKIPPED, not passed: the tests against real API servers. KUBEBUILDER_ASSETS is not set, and ${why}.`);
    return '';
  }
  for (const { release, assets } of missing) {
    build(release, assets);
    fs.cpSync(fs.realpathSync(etcd()), path.join(assets, 'etcd'));
  }
  return folders.map(({ assets }) => assets).join(path.delimiter);
}

process.stdout.write(main());
