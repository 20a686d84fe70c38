import { App, Chart, Duration, Testing } from 'cdk8s';
import { AntreaConfig, AntreaConfigOptions, ClusterReference, SupervisorChart, TrafficEncapMode } from '../../lib';
import { newCluster, sentence, supervisorChart } from '../_build';

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
  expect(sentence(() => cluster.enableMulticast())).toBe(
    'Cluster "c1": enableMulticast() is called twice: a cluster has one configuration of Antrea, so merge the options.',
  );
  expect(sentence(() => new AntreaConfig(chart, 'Second', { cluster: ClusterReference.of('c1', 'v1.25') }))).toBe(
    'AntreaConfig "c1-antrea-package": it is made twice in the vSphere Namespace "ns1", first at "supervisor/Cluster0/AntreaConfig": a cluster has one, so merge the two.',
  );
});

test('two AntreaConfigs for one cluster are refused in two charts too', () => {
  const cluster = newCluster();
  cluster.enableMulticast();
  const second = new SupervisorChart(cluster.node.root, 'second', { vsphereNamespace: 'ns1' });
  expect(sentence(() => new AntreaConfig(second, 'Config', { cluster }))).toBe(
    'AntreaConfig "c1-antrea-package" is a second configuration of Antrea for one Cluster, after "supervisor/Cluster0/AntreaConfig": a cluster has one, so merge the two.',
  );
});

test('it stands in the vSphere Namespace of its Cluster', () => {
  const cluster = newCluster();
  const elsewhere = new SupervisorChart(cluster.node.root, 'elsewhere', { vsphereNamespace: 'ns2' });
  expect(sentence(() => new AntreaConfig(elsewhere, 'Config', { cluster }))).toBe(
    'AntreaConfig "c1-antrea-package" stands in the vSphere Namespace "ns2" and its Cluster in "ns1": put both into one SupervisorChart.',
  );
});

test('a chart that is no SupervisorChart is refused', () => {
  const chart = new Chart(new App(), 'plain', { namespace: 'ns1' });
  const cluster = ClusterReference.of('c1', 'v1.25');
  expect(sentence(() => new AntreaConfig(chart, 'Config', { cluster }))).toBe(
    'AntreaConfig "c1-antrea-package" stands in a chart that is no SupervisorChart: it is applied on the Supervisor, so put it into one.',
  );
});

test('something else in place of the cluster is refused', () => {
  expect(sentence(() => new AntreaConfig(supervisorChart(), 'Config', { cluster: 'c1' as never }))).toBe(
    'AntreaConfig at "supervisor/Config": cluster is "c1": give a TanzuCluster, or ClusterReference.of(NAME, RELEASE).',
  );
});

const GATES = '(antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0; TAM003 in docs/rules.md)';

test.each<[string, AntreaConfigOptions, string]>([
  [
    'a malformed gate',
    { featureGates: { 'Multi-cast': true } },
    `The feature gate "Multi-cast" is not a valid name. Use letters and digits, such as "Multicast". ${GATES}`,
  ],
  [
    'a gate with other capitals',
    { featureGates: { multicast: true } },
    `The feature gate "multicast" is not a gate of an AntreaConfig, which calls it "Multicast". Write "Multicast". ${GATES}`,
  ],
  [
    "a gate by Antrea's own name",
    { featureGates: { Traceflow: true } },
    `The feature gate "Traceflow" is not a gate of an AntreaConfig, which calls it "AntreaTraceflow". Write "AntreaTraceflow". ${GATES}`,
  ],
  [
    'a gate that is no boolean',
    { featureGates: { Multicast: 'yes' as unknown as boolean } },
    `The feature gate "Multicast" is "yes", and a gate is true or false. Write true or false, without quotes. ${GATES}`,
  ],
  [
    'an interval below a second',
    { igmpQueryInterval: Duration.millis(500) },
    'igmpQueryInterval "0.5s" is out of range: use whole seconds from 1 to 2147483647, such as Duration.seconds(125).',
  ],
  [
    'an unknown encapsulation mode',
    { trafficEncapMode: 'Encap' as never },
    'trafficEncapMode is "Encap": use one of "encap", "noEncap", "hybrid", "networkPolicyOnly".',
  ],
  [
    'an interval that is a number',
    { igmpQueryInterval: 125 as never },
    'igmpQueryInterval is 125: give a Duration of cdk8s, such as Duration.seconds(125).',
  ],
  [
    'an interface that is none',
    { multicastInterfaces: ['eth0 eth1'] },
    'multicastInterfaces holds "eth0 eth1": give names of Node interfaces, of at most 15 characters, such as "eth1".',
  ],
  [
    'interfaces that are no list',
    { multicastInterfaces: 'eth0' as never },
    'multicastInterfaces is "eth0": give a list without empty places, in square brackets.',
  ],
  ['no MTU at all', { defaultMtu: 0 }, 'defaultMtu is 0: use a whole number from 576 to 65535.'],
  [
    'no interval at all',
    { igmpQueryInterval: Duration.seconds(0) },
    'igmpQueryInterval "0s" is out of range: use whole seconds from 1 to 2147483647, such as Duration.seconds(125).',
  ],
  [
    'gates beside the option for gates',
    { config: { featureGates: { multicast: true } } },
    'config holds "featureGates", for which there is the option featureGates: say it there alone.',
  ],
  [
    'a setting said twice',
    { multicastInterfaces: ['eth0'], config: { multicastInterfaces: ['eth1'] } },
    'config holds "multicastInterfaces", for which there is the option multicastInterfaces: say it there alone.',
  ],
])('%s is refused', (_, options, expected) => {
  expect(sentence(() => config(options))).toBe(`AntreaConfig "c1-antrea-package": ${expected}`);
});
