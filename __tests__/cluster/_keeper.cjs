// Runs an etcd and a kube-apiserver on loopback and removes their data: node _keeper.cjs ASSETS POD_SECURITY
//
// Prints one line of JSON when the API server is ready. When its standard input closes, it ends both processes and removes
// their data: so also if the tests are killed.
const { spawn } = require('node:child_process');
const { generateKeyPairSync, randomBytes } = require('node:crypto');
const fs = require('node:fs');
const https = require('node:https');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const [assets, podSecurity] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'api-server-'));
const file = (name) => path.join(folder, name);
const children = [];
const READY_WITHIN = 60_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function start(name, args) {
  const log = fs.openSync(file(`${name}.log`), 'w');
  const child = spawn(path.join(assets, name), args, { stdio: ['ignore', log, log], cwd: folder });
  children.push(child);
  child.once('exit', (code) => stop(`${name} ended with ${code}:\n${tail(name)}`));
}

function tail(name) {
  return fs
    .readFileSync(file(`${name}.log`), 'utf8')
    .split('\n')
    .slice(-15)
    .join('\n');
}

let stopping = false;
async function stop(why) {
  if (stopping) {
    return;
  }
  stopping = true;
  if (why) {
    process.stderr.write(`${why}\n`);
  }
  // A kube-apiserver takes many seconds to end by itself, and its data are not needed.
  const ended = children.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve)));
  children.forEach((child) => child.kill('SIGKILL'));
  await Promise.all(ended);
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(why ? 1 : 0);
}

function writeConfiguration(token) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  fs.writeFileSync(file('sa.key'), privateKey);
  fs.writeFileSync(file('sa.pub'), publicKey);
  fs.writeFileSync(file('tokens.csv'), `${token},tester,tester,"system:masters"\n`);
  const plugin = {
    name: 'PodSecurity',
    configuration: {
      apiVersion: 'pod-security.admission.config.k8s.io/v1',
      kind: 'PodSecurityConfiguration',
      ...JSON.parse(podSecurity),
    },
  };
  const admission = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins: [plugin] };
  fs.writeFileSync(file('admission.json'), JSON.stringify(admission));
}

function isReady(url, token) {
  return new Promise((resolve) => {
    const options = { headers: { authorization: `Bearer ${token}` }, rejectUnauthorized: false };
    https
      .get(`${url}/readyz`, options, (answer) => resolve(answer.resume().statusCode === 200))
      .once('error', () => resolve(false));
  });
}

async function main() {
  const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
  const token = randomBytes(16).toString('hex');
  writeConfiguration(token);
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  start('etcd', [
    `--data-dir=${file('etcd')}`,
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
  ]);
  start('kube-apiserver', [
    `--etcd-servers=${clients}`,
    `--cert-dir=${file('certificates')}`,
    `--secure-port=${secure}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--allow-privileged=true',
    `--token-auth-file=${file('tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${file('sa.pub')}`,
    `--service-account-signing-key-file=${file('sa.key')}`,
    '--disable-admission-plugins=ServiceAccount',
    `--admission-control-config-file=${file('admission.json')}`,
  ]);
  const url = `https://127.0.0.1:${secure}`;
  const deadline = Date.now() + READY_WITHIN;
  while (!(await isReady(url, token))) {
    if (Date.now() > deadline) {
      return stop(`kube-apiserver is not ready after ${READY_WITHIN / 1000} s:\n${tail('kube-apiserver')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const certificate = fs.readFileSync(file('certificates/apiserver.crt')).toString('base64');
  const cluster = { server: url, 'certificate-authority-data': certificate };
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  };
  fs.writeFileSync(file('kubeconfig'), JSON.stringify(kubeconfig));
  process.stdout.write(`${JSON.stringify({ kubeconfig: file('kubeconfig'), folder })}\n`);
}

process.stdin
  .resume()
  .once('end', () => stop())
  .once('error', () => stop());
process
  .on('SIGTERM', () => stop())
  .on('SIGINT', () => stop())
  .on('SIGHUP', () => stop());
main().catch((error) => stop(error.stack));
