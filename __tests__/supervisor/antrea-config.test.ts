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

test('by default it lists the eight classic gates and Multicast, and nothing else', () => {
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

test('options and further settings stand beside the gates', () => {
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

test('it stands before its Cluster, also when the Cluster was made first', () => {
  const chart = supervisorChart();
  const cluster = newCluster({}, chart);
  new AntreaConfig(chart, 'Config', { cluster });
  expect(Testing.synth(chart).map((object) => object.kind)).toEqual(['AntreaConfig', 'Cluster']);
});

test('an IGMP query interval of one second is taken', () => {
  const written = config({ igmpQueryInterval: Duration.seconds(1) });
  expect(written.spec.antrea.config.multicast).toEqual({ igmpQueryInterval: '1s' });
});

test('it can stand alone, for a Cluster that is made elsewhere', () => {
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

test('two AntreaConfigs for one cluster are refused in two charts too', () => {
  const cluster = newCluster();
  cluster.enableMulticast();
  const second = new SupervisorChart(cluster.node.root, 'second', { vsphereNamespace: 'ns1' });
  expect(sentence(() => new AntreaConfig(second, 'Config', { cluster }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', '"supervisor/Cluster0/AntreaConfig"'),
  );
});

test('it stands in the vSphere Namespace of its Cluster', () => {
  const cluster = newCluster();
  const elsewhere = new SupervisorChart(cluster.node.root, 'elsewhere', { vsphereNamespace: 'ns2' });
  expect(sentence(() => new AntreaConfig(elsewhere, 'Config', { cluster }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', '"ns2"', '"ns1"'),
  );
});

test('a chart that is no SupervisorChart is refused', () => {
  const chart = new Chart(new App(), 'plain', { namespace: 'ns1' });
  const cluster = ClusterReference.of('c1', 'v1.25');
  expect(sentence(() => new AntreaConfig(chart, 'Config', { cluster }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', 'SupervisorChart'),
  );
});

test('something else in place of the cluster is refused', () => {
  expect(sentence(() => new AntreaConfig(supervisorChart(), 'Config', { cluster: 'c1' as never }))).toEqual(
    mentions('AntreaConfig at "supervisor/Config"', 'cluster', '"c1"'),
  );
});

test.each<[string, AntreaConfigOptions, string]>([
  ['a malformed gate', { featureGates: { 'Multi-cast': true } }, mentions('"Multi-cast"', 'TAM003')],
  [
    'a gate with other capitals',
    { featureGates: { multicast: true } },
    mentions('"multicast"', 'AntreaConfig', '"Multicast"', 'TAM003'),
  ],
  [
    "a gate by Antrea's own name",
    { featureGates: { Traceflow: true } },
    mentions('"Traceflow"', 'AntreaConfig', '"AntreaTraceflow"', 'TAM003'),
  ],
  [
    'a gate that is no boolean',
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
    'an interface that is none',
    { multicastInterfaces: ['eth0 eth1'] },
    mentions('multicastInterfaces', '"eth0 eth1"', '15'),
  ],
  ['interfaces that are no list', { multicastInterfaces: 'eth0' as never }, mentions('multicastInterfaces', '"eth0"')],
  ['no MTU at all', { defaultMtu: 0 }, mentions('defaultMtu', '0', '576', '65535')],
  [
    'no interval at all',
    { igmpQueryInterval: Duration.seconds(0) },
    mentions('igmpQueryInterval', '"0s"', '2147483647'),
  ],
  [
    'gates beside the option for gates',
    { config: { featureGates: { multicast: true } } },
    mentions('config', '"featureGates"', 'featureGates'),
  ],
  [
    'a setting said twice',
    { multicastInterfaces: ['eth0'], config: { multicastInterfaces: ['eth1'] } },
    mentions('config', '"multicastInterfaces"', 'multicastInterfaces'),
  ],
])('%s is refused', (_, options, expected) => {
  expect(sentence(() => config(options))).toEqual(mentions('AntreaConfig "c1-antrea-package"', expected));
});
