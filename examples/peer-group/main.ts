import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Size } from 'cdk8s';
import { ConfigMap, Cpu, Volume } from 'cdk8s-plus-25';
import * as mc from 'cdk8s-antrea-multicast';

const app = new mc.App();
const supervisor = new mc.SupervisorChart(app, 'peers-supervisor', { vsphereNamespace: 'broadcast' });
const cluster = new mc.TanzuCluster(supervisor, 'Cluster', {
  name: 'peers',
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'best-effort-small',
  storageClass: 'vsan-default-storage-policy',
  nodePools: [{ name: 'workers', replicas: 3 }],
});
cluster.enableMulticast();

const workload = new mc.WorkloadChart(app, 'peers-workload', { cluster, namespace: 'peers' });
const stream = mc.MulticastStream.of('239.10.20.40', { port: 7600 });
const program = readFileSync(join(__dirname, 'peer.py'), 'utf8');
const scripts = new ConfigMap(workload, 'Program', { metadata: { name: 'peer' }, data: { 'peer.py': program } });
const volume = Volume.fromConfigMap(workload, 'ProgramVolume', scripts);
const peer = {
  image: 'registry.example.com/library/python:3-slim-bookworm',
  command: ['python3', '/app/peer.py'],
  volumeMounts: [{ path: '/app', volume, readOnly: true }],
  resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(32) } },
};
const props = { name: 'peer', sends: [stream], receives: [stream], replicas: 3, container: peer };
new mc.MulticastApplication(workload, 'Peers', {
  ...props,
  sidecar: { image: 'registry.example.com/multicast/iperf:v1' },
});

new mc.MulticastPolicies(workload, 'Policies', { name: 'peers' });
new mc.MulticastProof(workload, 'Proof', { image: 'registry.example.com/multicast/iperf:v1' });

app.synth();
mc.Runbook.write(app);
