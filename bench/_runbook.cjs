// node bench/_runbook.cjs CLUSTERS FOLDER: prints the seconds that Runbook.write takes for an app with CLUSTERS clusters,
// each with a receiver and a sender. The files of the charts are empty: Runbook.write checks only whether they exist, and
// the synth of cdk8s would take most of the time.
const fs = require('node:fs');
const path = require('node:path');
const { App, Names } = require('cdk8s');
const mc = require('../lib');

const [clusters, outdir] = [Number(process.argv[2]), process.argv[3]];
const app = new App({ outdir });
const stream = mc.MulticastStream.of('239.1.2.3');
const image = 'registry.example.com/iperf:v1';
const charts = [];
for (let i = 0; i < clusters; i++) {
  const supervisor = new mc.SupervisorChart(app, `supervisor${i}`, { vsphereNamespace: 'ns' });
  const cluster = new mc.TanzuCluster(supervisor, 'Cluster', {
    name: `c${i}`,
    release: 'v1.25.7---vmware.3-fips.1-tkg.1',
    podCidrs: ['172.20.0.0/16'],
    serviceCidrs: ['172.21.0.0/16'],
    vmClass: 'small',
    storageClass: 'fast',
    nodePools: [{ name: 'np1', replicas: 2 }],
  });
  cluster.enableMulticast();
  const workload = new mc.WorkloadChart(app, `workload${i}`, { cluster });
  new mc.MulticastReceiver(workload, 'Receiver', { stream, image });
  new mc.MulticastSender(workload, 'Sender', { stream, image });
  charts.push(supervisor, workload);
}
fs.mkdirSync(outdir, { recursive: true });
for (const chart of charts) {
  fs.writeFileSync(path.join(outdir, `${Names.toDnsLabel(chart)}${app.outputFileExtension}`), '');
}
const start = process.hrtime.bigint();
const written = mc.Runbook.write(app);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
if (written.length !== clusters) {
  throw new Error(`${written.length} runbooks for ${clusters} clusters`);
}
process.stdout.write(`${seconds}\n`);
