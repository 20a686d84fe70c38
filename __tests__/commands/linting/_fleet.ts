import { App } from 'cdk8s';
import {
  Acknowledgement,
  MulticastPolicies,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  OtherMulticast,
  PodNetwork,
  SupervisorChart,
  TanzuCluster,
  VmRole,
  WorkloadChart,
} from '../../../lib';

/** Writes the files of an app with several clusters into a folder: two charts for each cluster, as main.ts has. */
export function writeFleet(outdir: string, clusters: number): void {
  const app = new App({ outdir });
  for (let i = 1; i <= clusters; i++) {
    addCluster(app, `lab${i}`);
  }
  app.synth();
}

function addCluster(app: App, name: string): void {
  const image = 'registry.example.com/multicast/iperf:v1';
  const stream = MulticastStream.of('239.255.12.43', { port: 5001 });
  const hostStream = MulticastStream.of('239.255.12.43', { port: 5002 });
  const supervisor = new SupervisorChart(app, `${name}-supervisor`, {
    vsphereNamespace: 'mcast',
    vsphereVersion: '8.0u1c',
  });
  const machines = { vmClass: 'best-effort-xsmall', storageClass: 'vsan-default-storage-policy' };
  const cluster = new TanzuCluster(supervisor, 'Cluster', {
    name,
    release: 'v1.25.7---vmware.3-fips.1-tkg.1',
    podCidrs: ['172.20.0.0/16'],
    serviceCidrs: ['172.21.0.0/16'],
    serviceDomain: 'cluster.local',
    ...machines,
    nodePools: [{ name: 'node-pool-1', replicas: 2 }],
  });
  cluster.enableMulticast();
  const role = VmRole.receiver([stream, hostStream]);
  new MulticastVirtualMachine(supervisor, 'Vm', {
    name: `${name}-vm`,
    image: 'vmi-0a0044d7c690bcbea',
    ...machines,
    role,
  });

  const workload = new WorkloadChart(app, `${name}-workload`, { cluster, namespace: 'multicast' });
  new MulticastReceiver(workload, 'Receiver', { name: 'mcreceiver', stream, image });
  new MulticastSender(workload, 'Sender', { name: 'mcsender', stream, image });
  const host = { name: 'mcsender-host', stream: hostStream, image, network: PodNetwork.HOST };
  Acknowledgement.of(new MulticastSender(workload, 'HostSender', host), 'TAM042', 'for the VM');
  new MulticastPolicies(workload, 'Policies', { name: 'multicast', others: OtherMulticast.droppedInNamespace() });
  new MulticastProof(workload, 'Proof', { image });
}
