import {
  Acknowledgement,
  App,
  MulticastPolicies,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  OtherMulticast,
  PodNetwork,
  Runbook,
  SupervisorChart,
  TanzuCluster,
  VmRole,
  WorkloadChart,
} from 'cdk8s-antrea-multicast';

const VSPHERE_NAMESPACE = 'mcast';
const CLUSTER = 'mccluster';
const VM_IMAGE = 'vmi-0a0044d7c690bcbea'; // kubectl get vmimage
const REGISTRY = 'registry.example.com/multicast';

const image = `${REGISTRY}/iperf:v1`;
const stream = MulticastStream.of('239.255.12.43', { port: 5001 });
// Only for the VM: in encap mode, Pods on other Nodes do not receive what a hostNetwork Pod sends.
const hostStream = MulticastStream.of('239.255.12.43', { port: 5002 });

const app = new App();
const supervisor = new SupervisorChart(app, `${CLUSTER}-supervisor`, {
  vsphereNamespace: VSPHERE_NAMESPACE,
  vsphereVersion: '8.0u1c',
});
const machines = { vmClass: 'best-effort-xsmall', storageClass: 'vsan-default-storage-policy' };
const cluster = new TanzuCluster(supervisor, 'Cluster', {
  name: CLUSTER,
  release: 'v1.25.7---vmware.3-fips.1-tkg.1',
  podCidrs: ['172.20.0.0/16'],
  serviceCidrs: ['172.21.0.0/16'],
  serviceDomain: 'cluster.local',
  ...machines,
  defaultStorageClass: 'vsan-default-storage-policy',
  nodePools: [{ name: 'node-pool-1', replicas: 2 }],
});
cluster.enableMulticast();
const role = VmRole.receiver([stream, hostStream]);
new MulticastVirtualMachine(supervisor, 'Vm', { name: 'mcreceiver-vm', image: VM_IMAGE, ...machines, role });

const workload = new WorkloadChart(app, `${CLUSTER}-workload`, { cluster, namespace: 'multicast' });
new MulticastReceiver(workload, 'Receiver', { name: 'mcreceiver', stream, image });
new MulticastSender(workload, 'Sender', { name: 'mcsender', stream, image });
const host = { name: 'mcsender-host', stream: hostStream, image, network: PodNetwork.HOST };
const hostSender = new MulticastSender(workload, 'HostSender', host);
Acknowledgement.of(hostSender, 'TAM042', 'the workaround of the article, for the VM');
new MulticastPolicies(workload, 'Policies', { name: 'multicast', others: OtherMulticast.droppedInNamespace() });
new MulticastProof(workload, 'Proof', { image });

app.synth();
Runbook.write(app);
