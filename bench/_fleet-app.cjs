// node bench/_fleet-app.cjs CLUSTERS FOLDER: writes the manifests of an app with CLUSTERS clusters of five documents with
// construct code: an AntreaConfig and its Cluster, and a Namespace with a receiver and a sender. Both programs are
// applications of the user, which need no ConfigMap. Prints the milliseconds of each part as JSON.
//
// With `inventory` as a third argument, the clusters are data in one file. With `chain` as a third argument, CLUSTERS charts depend on each other in a chain. With `judge`, only the checks run.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { performance } = require('node:perf_hooks');
const start = performance.now();
const { ApiObject } = require('cdk8s');
const mc = require('../lib');
const imported = performance.now();

const RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';
const [clusters, outdir] = [Number(process.argv[2]), process.argv[3]];

function addCluster(app, i) {
  const supervisor = new mc.SupervisorChart(app, `supervisor${i}`, { vsphereNamespace: 'broadcast' });
  const cluster = new mc.TanzuCluster(supervisor, 'Cluster', {
    name: `video${i}`,
    release: RELEASE,
    podCidrs: ['172.20.0.0/16'],
    serviceCidrs: ['172.21.0.0/16'],
    vmClass: 'best-effort-small',
    storageClass: 'fast',
    nodePools: [{ name: 'pool-1', replicas: 3 }],
  });
  cluster.enableMulticast();
  const workload = new mc.WorkloadChart(app, `workload${i}`, { cluster });
  const stream = mc.MulticastStream.of(`239.1.${i % 250}.1`, { port: 5001 });
  const container = { image: 'registry.example.com/video/player:v1' };
  new mc.MulticastApplication(workload, 'Receiver', { name: 'receiver', container, receives: [stream] });
  new mc.MulticastApplication(workload, 'Sender', { name: 'sender', container, sends: [stream] });
}

/** Writes an inventory with the same clusters. */
function inventoryFile() {
  const ofCluster = (i) => [`    video${i}:`, `      streams: { video: { group: 239.1.${i % 250}.1, port: 5001 } }`];
  const lines = [
    'defaults:',
    '  vsphereNamespace: broadcast',
    '  cluster:',
    `    release: ${RELEASE}`,
    '    podCidrs: [172.20.0.0/16]',
    '    serviceCidrs: [172.21.0.0/16]',
    '    vmClass: best-effort-small',
    '    storageClass: fast',
    '    nodePools: [{ name: pool-1, replicas: 3 }]',
    '  multicast: true',
    '  applications:',
    '    receiver: { container: { image: registry.example.com/video/player:v1 }, receives: [video] }',
    '    sender: { container: { image: registry.example.com/video/player:v1 }, sends: [video] }',
  ];
  const file = path.join(os.tmpdir(), `fleet-${process.pid}.yaml`);
  const head = lines.join('\n');
  const clusterLines = Array.from({ length: clusters }, (_, i) => ofCluster(i)).flat();
  fs.writeFileSync(
    file,
    `${head}\nenvironments:\n  production:\n    clusters:\n${clusterLines.map((line) => `  ${line}`).join('\n')}\n`,
  );
  return file;
}

function addChain(app) {
  let before;
  for (let i = 0; i < clusters; i++) {
    const chart = new mc.SupervisorChart(app, `chart${i}`, { vsphereNamespace: 'broadcast' });
    new ApiObject(chart, 'Object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `config${i}` } });
    if (before) {
      chart.addDependency(before);
    }
    before = chart;
  }
}

const what = process.argv[4];
const app = new mc.App({ outdir });
const inventory = what === 'inventory' ? inventoryFile() : undefined;
if (what === 'chain') {
  addChain(app);
} else if (inventory) {
  mc.Fleet.fromFile(app, 'Fleet', inventory);
  fs.rmSync(inventory);
} else {
  for (let i = 0; i < clusters; i++) {
    addCluster(app, i);
  }
}
const made = performance.now();
if (what === 'judge') {
  mc.Warnings.of(app);
} else {
  app.synth();
}
const done = performance.now();
const times = { import: imported - start, make: made - imported, synth: done - made };
process.stdout.write(
  `${JSON.stringify(Object.fromEntries(Object.entries(times).map(([name, time]) => [name, Math.round(time)])))}\n`,
);
