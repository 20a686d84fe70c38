import { App, Chart, Duration, Testing } from 'cdk8s';
import { AntreaConfig, AntreaConfigOptions, ClusterReference, SupervisorChart, TrafficEncapMode } from '../../lib';
import { newCluster, sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';

function config(options: AntreaConfigOptions = {}): any {
  const chart = supervisorChart();
  newCluster({}, chart).enableMulticast(options);
  return Testing.synth(chart)[0];
}

test('the name follows from the cluster, the namespace from the chart', () => {
  expect(config()).toMatchObject({
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: 'c1-antrea-package', namespace: 'ns1' },
  });
});

test('by default it writes the eight gates of the schema and Multicast, and nothing else', () => {
  expect(config().spec).toEqual({
    antrea: {
      config: {
        featureGates: {
          AntreaProxy: true,
          EndpointSlice: false,
          AntreaPolicy: true,
          FlowExporter: false,
          Egress: true,
          NodePortLocal: true,
          AntreaTraceflow: true,
          NetworkPolicyStats: true,
          Multicast: true,
        },
      },
    },
  });
});

test('false is written, not dropped', () => {
  expect(config({ featureGates: { Multicast: false } }).spec.antrea.config.featureGates.Multicast).toBe(false);
});

test('options and additional settings are written together with the gates', () => {
  const written = config({
    trafficEncapMode: TrafficEncapMode.NO_ENCAP,
    multicastInterfaces: ['eth1'],
    igmpQueryInterval: Duration.minutes(2),
    defaultMtu: 8900,
    config: { noSnat: true },
  });
  expect(written.spec.antrea.config).toMatchObject({
    trafficEncapMode: 'noEncap',
    multicastInterfaces: ['eth1'],
    multicast: { igmpQueryInterval: '120s' },
    noSNAT: true,
    defaultMTU: '8900',
  });
});

test('it is written before its Cluster, even if the Cluster was created first', () => {
  const chart = supervisorChart();
  const cluster = newCluster({}, chart);
  new AntreaConfig(chart, 'Config', { cluster });
  expect(Testing.synth(chart).map((object) => object.kind)).toEqual(['AntreaConfig', 'Cluster']);
});

test('an IGMP query interval of one second is accepted', () => {
  const written = config({ igmpQueryInterval: Duration.seconds(1) });
  expect(written.spec.antrea.config.multicast).toEqual({ igmpQueryInterval: '1s' });
});

test('it works without a Cluster in the app, for a Cluster that is created elsewhere', () => {
  const chart = supervisorChart();
  new AntreaConfig(chart, 'Config', { cluster: ClusterReference.of('other', 'v1.25', { antreaVersion: '1.11.3' }) });
  expect(Testing.synth(chart).map((object) => object.metadata.name)).toEqual(['other-antrea-package']);
});

test('two AntreaConfigs for one cluster are refused', () => {
  const chart = supervisorChart();
  const cluster = newCluster({}, chart);
  cluster.enableMulticast();
  expect(sentence(() => cluster.enableMulticast())).toEqual(mentions('Cluster "c1"', 'enableMulticast()', 'twice'));
  expect(sentence(() => new AntreaConfig(chart, 'Second', { cluster: ClusterReference.of('c1', 'v1.25') }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', '"ns1"', '"supervisor/Cluster0/AntreaConfig"'),
  );
});

test('two AntreaConfigs for one cluster are refused even in two charts', () => {
  const cluster = newCluster();
  cluster.enableMulticast();
  const second = new SupervisorChart(cluster.node.root, 'second', { vsphereNamespace: 'ns1' });
  expect(sentence(() => new AntreaConfig(second, 'Config', { cluster }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', '"supervisor/Cluster0/AntreaConfig"'),
  );
});

test('it must be in the vSphere Namespace of its Cluster', () => {
  const cluster = newCluster();
  const elsewhere = new SupervisorChart(cluster.node.root, 'elsewhere', { vsphereNamespace: 'ns2' });
  expect(sentence(() => new AntreaConfig(elsewhere, 'Config', { cluster }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', '"ns2"', '"ns1"'),
  );
});

test('a chart that is not a SupervisorChart is refused', () => {
  const chart = new Chart(new App(), 'plain', { namespace: 'ns1' });
  const cluster = ClusterReference.of('c1', 'v1.25');
  expect(sentence(() => new AntreaConfig(chart, 'Config', { cluster }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', 'SupervisorChart'),
  );
});

test('a cluster that is not a TanzuCluster or ClusterReference is refused', () => {
  expect(sentence(() => new AntreaConfig(supervisorChart(), 'Config', { cluster: 'c1' as never }))).toEqual(
    mentions('AntreaConfig at "supervisor/Config"', 'cluster', '"c1"'),
  );
});

test.each<[string, AntreaConfigOptions, string]>([
  ['a malformed gate', { featureGates: { 'Multi-cast': true } }, mentions('"Multi-cast"', 'TAM003')],
  [
    'a gate in the wrong case',
    { featureGates: { multicast: true } },
    mentions('"multicast"', 'AntreaConfig', '"Multicast"', 'TAM003'),
  ],
  [
    'a gate by the name that Antrea uses',
    { featureGates: { Traceflow: true } },
    mentions('"Traceflow"', 'AntreaConfig', '"AntreaTraceflow"', 'TAM003'),
  ],
  [
    'a gate that is not a boolean',
    { featureGates: { Multicast: 'yes' as unknown as boolean } },
    mentions('"Multicast"', '"yes"', 'true', 'false', 'TAM003'),
  ],
  [
    'an interval below a second',
    { igmpQueryInterval: Duration.millis(500) },
    mentions('igmpQueryInterval', '"0.5s"', '2147483647'),
  ],
  [
    'an unknown encapsulation mode',
    { trafficEncapMode: 'Encap' as never },
    mentions('trafficEncapMode', '"Encap"', '"encap"', '"noEncap"', '"hybrid"', '"networkPolicyOnly"'),
  ],
  ['an interval that is a number', { igmpQueryInterval: 125 as never }, mentions('igmpQueryInterval', '125', 'cdk8s')],
  [
    'an invalid interface name',
    { multicastInterfaces: ['eth0 eth1'] },
    mentions('multicastInterfaces', '"eth0 eth1"', '15'),
  ],
  [
    'interfaces that are not a list',
    { multicastInterfaces: 'eth0' as never },
    mentions('multicastInterfaces', '"eth0"'),
  ],
  ['an MTU of 0', { defaultMtu: 0 }, mentions('defaultMtu', '0', '576', '65535')],
  ['an interval of 0', { igmpQueryInterval: Duration.seconds(0) }, mentions('igmpQueryInterval', '"0s"', '2147483647')],
  [
    'gates in config',
    { config: { featureGates: { multicast: true } } },
    mentions('config', '"featureGates"', 'featureGates'),
  ],
  [
    'a setting that an option also sets',
    { multicastInterfaces: ['eth0'], config: { multicastInterfaces: ['eth1'] } },
    mentions('config', '"multicastInterfaces"', 'multicastInterfaces'),
  ],
])('%s is refused', (_, options, expected) => {
  expect(sentence(() => config(options))).toEqual(mentions('AntreaConfig "c1-antrea-package"', expected));
});
