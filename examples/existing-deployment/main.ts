import { join } from 'node:path';
import { Include } from 'cdk8s';
import * as mc from 'cdk8s-antrea-multicast';

const app = new mc.App();
const supervisor = new mc.SupervisorChart(app, 'trading-supervisor', { vsphereNamespace: 'broadcast' });
const cluster = new mc.TanzuCluster(supervisor, 'Cluster', {
  name: 'trading',
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  vmClass: 'best-effort-small',
  storageClass: 'vsan-default-storage-policy',
  nodePools: [{ name: 'workers', replicas: 2 }],
});
cluster.enableMulticast();

const workload = new mc.WorkloadChart(app, 'trading-workload', { cluster, namespace: 'trading' });
const quotes = mc.MulticastStream.of('239.10.20.50', { port: 7700 });
const url = join(__dirname, 'rendered', 'market-data.yaml');
const release = new Include(workload, 'MarketData', { url });
new mc.ExistingWorkload(workload, 'Handlers', { workload: release, receives: [quotes] });

// A workload of another repository: only its namespace and labels are known here.
new mc.ExistingWorkload(workload, 'Replay', {
  ...{ namespace: 'trading', labels: { 'app.kubernetes.io/name': 'replay' } },
  ...{ kind: 'StatefulSet', name: 'replay', replicas: 1 },
  sends: [quotes],
});

new mc.MulticastPolicies(workload, 'Policies', { name: 'trading' });
new mc.MulticastProof(workload, 'Proof', { image: 'registry.example.com/multicast/iperf:v1' });

app.synth();
mc.Runbook.write(app);
