import { App } from 'cdk8s';
import {
  ClusterReference,
  MulticastProof,
  MulticastReceiver,
  MulticastSender,
  MulticastStream,
  SupervisorChart,
  TanzuCluster,
  TanzuClusterProps,
  Warnings,
  WorkloadChart,
} from '../lib';
import { CLUSTER } from './_build';
import { mentions } from './_mentions';

const BAD_POD = { stream: MulticastStream.of('239.1.2.3'), image: 'A B', user: 0 };

/** The lines of the error that a function throws. */
function linesOf(fails: () => unknown): string[] {
  try {
    fails();
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

/** The error of a cluster, one sentence a line. */
function sentencesOf(props: object): string[] {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
  return linesOf(() => new TanzuCluster(chart, 'Cluster', { ...CLUSTER, ...props } as TanzuClusterProps));
}

/** The error of a cluster's multicast. */
function multicastErrorOf(options: object): string[] {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
  const cluster = new TanzuCluster(chart, 'Cluster', CLUSTER);
  return linesOf(() => cluster.enableMulticast(options));
}

test('all unknown options are in one error', () => {
  expect(sentencesOf({ vmClas: 'a', maxPod: 30 })).toEqual([
    mentions('"vmClas"', 'did you mean "vmClass"'),
    mentions('"maxPod"', 'did you mean "maxPods"'),
  ]);
});

test('all invalid values of a cluster are in one error: settings, ranges, node pools, control plane', () => {
  const nodePools = [
    { name: 'np1', replicas: -1, failureDomain: 'Zone 1' },
    { name: 'np2', workerClass: 'A B' },
  ];
  const found = sentencesOf({
    vmClass: 'A B',
    podCidrs: ['10.0.0.0/99'],
    ntpServers: ['a b'],
    controlPlane: { replicas: 2 },
    nodePools,
  });
  expect(found).toEqual([
    mentions('"10.0.0.0/99"'),
    mentions('vmClass', '"A B"'),
    mentions('ntpServers', '"a b"'),
    mentions('node pool "np1"', 'replicas', '-1'),
    mentions('node pool "np1"', 'failureDomain', '"Zone 1"'),
    mentions('node pool "np2"', 'workerClass', '"A B"'),
    mentions('control plane', 'replicas', '2'),
  ]);
});

test('a cluster without its required options has one error for all of them', () => {
  expect(sentencesOf({ vmClass: undefined, storageClass: undefined, podCidrs: undefined })).toEqual([
    mentions('podCidrs', 'undefined'),
    mentions('vmClass', 'undefined'),
    mentions('storageClass', 'undefined'),
  ]);
});

test('an invalid release does not hide the other errors', () => {
  expect(sentencesOf({ release: 'x', vmClass: 'A B', clusterClassNamespace: 'A' })).toEqual([
    mentions('"x"', 'TAM037'),
    mentions('clusterClassNamespace', '"A"'),
  ]);
  expect(sentencesOf({ release: 'x', vmClass: 'A B' })).toEqual([
    mentions('"x"', 'TAM037'),
    mentions('vmClass', '"A B"'),
  ]);
});

test('an option that belongs elsewhere is named with its place', () => {
  expect(multicastErrorOf({ antreaVersion: '1.9.0' })).toEqual([mentions('"antreaVersion"', 'set it in TanzuCluster')]);
  expect(sentencesOf({ trafficEncapMode: 'encap' })).toEqual([
    mentions('"trafficEncapMode"', 'set it in enableMulticast()'),
  ]);
  expect(sentencesOf({ nodePools: [{ name: 'np1', ntpServers: ['a'] }] })).toEqual([
    mentions('node pool "np1"', '"ntpServers"', 'set it in TanzuCluster'),
  ]);
});

test.each(['suspended', 'antreaProxyAll', 'bogus'])('%s is like no option: the error lists the options', (name) => {
  const [sentence] = sentencesOf({ [name]: true });
  expect(sentence).not.toContain('did you mean');
  expect(sentence).toContain('release, ');
});

test.each([{ BogusGate: true }, { TrafficEncapMode: true }] as { [name: string]: boolean }[])(
  'no other gate is suggested for %j',
  (featureGates) => {
    const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
    const cluster = new TanzuCluster(chart, 'Cluster', CLUSTER);
    cluster.enableMulticast({ featureGates, streams: [MulticastStream.of('239.1.2.3')] });
    const warnings = Warnings.of(chart).filter((line) => line.includes(Object.keys(featureGates)[0]));
    expect(warnings).toEqual([mentions('docs/compatibility.md lists all feature gates', 'TAM003')]);
  },
);

test.each([
  [
    'a receiver',
    (chart: WorkloadChart) => new MulticastReceiver(chart, 'R', { ...BAD_POD, replicas: -1 }),
    ['replicas', 'image', 'user'],
  ],
  [
    'a sender',
    (chart: WorkloadChart) => new MulticastSender(chart, 'S', { ...BAD_POD, ttl: 300 }),
    ['ttl', 'image', 'user'],
  ],
  [
    'a proof',
    (chart: WorkloadChart) => new MulticastProof(chart, 'P', { image: 'A B', user: 0, name: 'A' }),
    ['name', 'image', 'user'],
  ],
])('all invalid values of %s are in one error', (_, make, options) => {
  const cluster = ClusterReference.of('c1', CLUSTER.release);
  const chart = new WorkloadChart(new App(), 'workload', { cluster });
  expect(linesOf(() => make(chart))).toEqual(options.map((option) => mentions(option)));
});

test('all invalid settings of an AntreaConfig are in one error', () => {
  expect(multicastErrorOf({ defaultMtu: 1, igmpQueryVersions: [9], trafficEncapMode: 'none' })).toEqual([
    mentions('trafficEncapMode', '"none"'),
    mentions('defaultMtu', '1'),
    mentions('igmpQueryVersions', '9'),
  ]);
});
