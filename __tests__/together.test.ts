import { App } from 'cdk8s';
import { MulticastStream, SupervisorChart, TanzuCluster, TanzuClusterProps, Warnings } from '../lib';
import { CLUSTER } from './_build';
import { mentions } from './_mentions';

/** The error of a cluster, one sentence a line. */
function sentencesOf(props: object): string[] {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
  try {
    new TanzuCluster(chart, 'Cluster', { ...CLUSTER, ...props } as TanzuClusterProps);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}

/** The error of a cluster's multicast. */
function multicastErrorOf(options: object): string[] {
  const chart = new SupervisorChart(new App(), 'supervisor', { vsphereNamespace: 'ns1' });
  const cluster = new TanzuCluster(chart, 'Cluster', CLUSTER);
  try {
    cluster.enableMulticast(options);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
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

test('an option that belongs elsewhere is named with its place', () => {
  expect(multicastErrorOf({ antreaVersion: '1.9.0' })).toEqual([mentions('"antreaVersion"', 'set it in TanzuCluster')]);
  expect(sentencesOf({ trafficEncapMode: 'encap' })).toEqual([
    mentions('"trafficEncapMode"', 'set it in enableMulticast()'),
  ]);
  expect(sentencesOf({ nodePools: [{ name: 'np1', ntpServers: ['a'] }] })).toEqual([
    mentions('node pool "np1"', '"ntpServers"', 'set it in TanzuCluster'),
  ]);
});

test.each(['paused', 'antreaProxyAll', 'bogus'])('%s is like no option: the error lists the options', (name) => {
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
