// npm run bench:lint: wall seconds of the command `lint` on 1,000 generated documents, in one file and in a thousand.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const DOCUMENTS = 1000;
const RUNS = 5;
const bin = path.join(path.dirname(__dirname), 'bin', 'cdk8s-antrea-multicast.cjs');
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-lint-'));

function cluster(i) {
  return `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: { name: c${i}, namespace: ns }
spec:
  clusterNetwork:
    services: { cidrBlocks: ['10.${i % 200}.0.0/16'] }
    pods: { cidrBlocks: ['172.20.0.0/16'] }
  topology:
    class: tanzukubernetescluster
    version: v1.26.5---vmware.2-fips.1-tkg.1
    controlPlane: { replicas: 1 }
    workers: { machineDeployments: [{ class: node-pool, name: np1, replicas: 2 }] }
    variables: [{ name: vmClass, value: small }, { name: storageClass, value: fast }]
`;
}

function antreaConfig(i) {
  return `apiVersion: cni.tanzu.vmware.com/v1alpha1
kind: AntreaConfig
metadata: { name: c${i}-antrea-package, namespace: ns }
spec:
  antrea:
    config:
      trafficEncapMode: ${i % 2 ? 'encap' : 'noEncap'}
      noSNAT: true
      featureGates: { AntreaProxy: true, EndpointSlice: false, AntreaPolicy: true, Multicast: true }
`;
}

function deployment(i) {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: sender${i}, namespace: video }
spec:
  selector: { matchLabels: { app: sender${i} } }
  template:
    metadata: { labels: { app: sender${i} } }
    spec:
      containers:
        - name: iperf
          image: registry.example.com/iperf:v1
          args: [iperf, -c, 239.1.${i % 250}.1, -u, -T, '32', -t, '86400']
`;
}

function seconds(files) {
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(process.execPath, [bin, 'lint', ...files, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error || status === null || status > 1) {
    throw error ?? new Error(`lint failed:\n${stderr}`);
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function row(what, files) {
  const times = Array.from({ length: RUNS }, () => seconds(files)).sort((a, b) => a - b);
  const [best, median] = [times[0], times[Math.floor(RUNS / 2)]].map((time) => time.toFixed(2));
  return `| ${what} | ${best} | ${median} |`;
}

try {
  // A third of each kind; each AntreaConfig stands before its Cluster.
  const makers = [antreaConfig, cluster, deployment];
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => makers[i % 3](Math.floor(i / 3)));
  const whole = path.join(temporary, 'all.yaml');
  fs.writeFileSync(whole, documents.join('---\n'));
  const single = documents.map((text, i) => {
    const file = path.join(temporary, `${String(i).padStart(4, '0')}.yaml`);
    fs.writeFileSync(file, text);
    return file;
  });
  const lines = [
    '| what | best, s | median, s |',
    '| --- | --- | --- |',
    row(`lint, ${DOCUMENTS} documents in one file`, [whole]),
    row(`lint, ${DOCUMENTS} files`, single),
  ];
  process.stdout.write(
    `Node ${process.version}, ${os.cpus().length} cores, ${RUNS} runs each\n\n${lines.join('\n')}\n`,
  );
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
