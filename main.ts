import { App } from 'cdk8s';
import {
  Acknowledgement,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  PodNetwork,
  SupervisorChart,
  TanzuCluster,
  WorkloadChart,
} from 'cdk8s-antrea-multicast';

const VSPHERE_NAMESPACE = 'mcast';
const CLUSTER = 'mccluster';
const WORKLOAD_NAMESPACE = 'multicast';
const REGISTRY = 'registry.example.com/multicast';
const GROUP = '239.255.12.43';

const app = new App();

const supervisor = new SupervisorChart(app, `${CLUSTER}-supervisor`, { vsphereNamespace: VSPHERE_NAMESPACE });
const cluster = new TanzuCluster(supervisor, 'Cluster', {
  name: CLUSTER,
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  serviceDomain: 'cluster.local',
  vmClass: 'best-effort-xsmall',
  storageClass: 'vsan-default-storage-policy',
  defaultStorageClass: 'vsan-default-storage-policy',
  controlPlane: { replicas: 1 },
  nodePools: [{ name: 'node-pool-1', replicas: 2 }],
});
cluster.enableMulticast();

const workload = new WorkloadChart(app, `${CLUSTER}-workload`, { cluster, namespace: WORKLOAD_NAMESPACE });
const image = `${REGISTRY}/iperf:v1`;

const stream = MulticastStream.of(GROUP, { port: 5001 });
new MulticastReceiver(workload, 'Receiver', { name: 'mcreceiver', stream, image });
new MulticastSender(workload, 'Sender', { name: 'mcsender', stream, image });

// A receiver hears the first of two senders alone, so the sender on the Node's network has a stream and a receiver of its own.
const hostStream = MulticastStream.of(GROUP, { port: 5002 });
new MulticastReceiver(workload, 'HostStreamReceiver', { name: 'mcreceiver-host-stream', stream: hostStream, image });
const hostSender = new MulticastSender(workload, 'HostSender', {
  name: 'mcsender-host',
  stream: hostStream,
  image,
  network: PodNetwork.HOST,
});
Acknowledgement.of(hostSender, 'TAM042', 'the way around of the article, to be compared with the Pod network');

app.synth();
