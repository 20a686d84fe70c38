import { App, Testing } from 'cdk8s';
import {
  AllowedPorts,
  AntreaObject,
  ClusterReference,
  ClusterVariable,
  MulticastOptions,
  MulticastPolicies,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  MulticastVirtualMachine,
  OsImage,
  OtherMulticast,
  PodNetwork,
  SupervisorChart,
  TanzuCluster,
  TanzuClusterProps,
  TrafficEncapMode,
  VmApiVersion,
  VmRole,
  WorkloadChart,
} from '../../lib';
import { CLUSTER, IMAGE, STREAM } from '../_build';

const { ANTREA_CONFIG: antreaObject } = AntreaObject;
const UNKNOWN = { release: 'v1.30.0', antreaVersion: '1.11.3' };
const VKS = {
  release: 'v1.35.6---vmware.2-vkr.3',
  clusterClass: 'my-class',
  os: OsImage.ubuntu({ version: '24.04' }),
};
const GROUPS = Array.from({ length: 21 }, (_, i) => MulticastStream.of(`239.1.1.${i}`));

/** Clusters by name: the warnings of each, and how its multicast is enabled. */
const CLUSTERS: [name: string, changes: Partial<TanzuClusterProps>, options?: MulticastOptions][] = [
  [
    'settings',
    UNKNOWN,
    {
      antreaObject,
      featureGates: { Multicst: true, L7NetworkPolicy: true },
      trafficEncapMode: TrafficEncapMode.HYBRID,
      multicastInterfaces: ['eth1'],
      config: { trafficEncryptionMode: 'ipsec' },
    },
  ],
  [
    'gates',
    { release: UNKNOWN.release },
    { antreaObject, writeDefaultGates: false, featureGates: { AntreaPolicy: true } },
  ],
  ['off', UNKNOWN, { antreaObject, featureGates: { Multicast: false } }],
  ['kernel', { ...UNKNOWN, release: 'v1.26.0', os: OsImage.photon() }, { antreaObject }],
  ['ranges', { podCidrs: ['192.0.1.0/16'] }],
  ['release', { release: 'v1.26.5---vmware.2-fips.1-tkg.1' }, {}],
  ['image', { release: 'v1.33.6---vmware.1-fips-vkr.2', os: OsImage.ubuntu({ version: '20.04' }) }],
  ['name'.repeat(10), {}],
  ['object', { ...UNKNOWN, antreaVersion: '2.5.2' }, { antreaObject, igmpQueryVersions: [3], streams: GROUPS }],
  ['addon', VKS, {}],
  ['choice', UNKNOWN, { antreaObject: AntreaObject.ADDON_CONFIG }],
  ['class', { clusterClass: 'builtin-generic-v3.8.0', nodePools: [] }],
  ['variable', { clusterClass: 'builtin-generic-v3.7.0', variables: [ClusterVariable.of('networks', [])] }],
];

/** An app with almost every kind of warning. */
export function doubtfulApp(): App {
  const app = Testing.app();
  const chart = new SupervisorChart(app, 'supervisor', { vsphereNamespace: 'ns1' });
  for (const [name, changes, options] of CLUSTERS) {
    const cluster = new TanzuCluster(chart, name, { ...CLUSTER, name, ...changes });
    if (options) {
      cluster.enableMulticast(options);
    }
  }
  const other = new SupervisorChart(app, 'other', { vsphereNamespace: 'ns1' });
  const cluster = new TanzuCluster(other, 'Cluster', {
    ...CLUSTER,
    name: 'ranges',
    nodePools: [{ name: 'np', replicas: 2 }],
  });
  new MulticastVirtualMachine(other, 'Vm', {
    name: 'vm1',
    image: 'vmi-0a0044d7c690bcbea',
    vmClass: 'best-effort-small',
    storageClass: 'fast',
    role: VmRole.sender(STREAM, { ttl: 1 }),
    apiVersion: VmApiVersion.V1ALPHA2,
  });
  addPods(new WorkloadChart(app, 'workload', { cluster }));
  const old = ClusterReference.of('old', 'v1.24.9---vmware.1-tkg.4');
  const others = OtherMulticast.droppedInNamespace();
  addSenderAlone(new WorkloadChart(app, 'old', { cluster: old }));
  new MulticastPolicies(new WorkloadChart(app, 'empty', { cluster: old, namespace: 'empty' }), 'Policies', { others });
  return app;
}

function addPods(chart: WorkloadChart): void {
  const others = OtherMulticast.droppedInNamespace();
  const fromElsewhere = MulticastStream.of('232.1.1.8', { source: '10.0.0.7' });
  new MulticastReceiver(chart, 'Receiver', { stream: STREAM, image: 'iperf', replicas: 2 });
  new MulticastSender(chart, 'A', { stream: STREAM, image: IMAGE, packetSize: 9000 });
  new MulticastSender(chart, 'B', { stream: STREAM, image: IMAGE });
  new MulticastSender(chart, 'C', { stream: fromElsewhere, image: IMAGE });
  new MulticastSender(chart, 'D', {
    stream: MulticastStream.of('239.1.1.9'),
    image: IMAGE,
    network: PodNetwork.HOST,
  });
  new MulticastPolicies(chart, 'Policies', { others, ports: AllowedPorts.OF_STREAM });
}

function addSenderAlone(chart: WorkloadChart): void {
  new MulticastSender(chart, 'Sender', { stream: STREAM, image: IMAGE });
  new MulticastPolicies(chart, 'Policies', { others: OtherMulticast.droppedInNamespace() });
}
