import { Duration, Testing } from 'cdk8s';
import {
  Acknowledgement,
  AddonConfig,
  AddonConfigOptions,
  AntreaConfig,
  AntreaObject,
  ClusterReference,
  ClusterVariable,
  MulticastOptions,
  OsImage,
  SupervisorChart,
  TanzuClusterProps,
  TrafficEncapMode,
  Warnings,
} from '../../lib';
import { newCluster, sentence, supervisorChart } from '../_build';
import { mentions } from '../_mentions';

const RELEASE = 'v1.35.6---vmware.2-vkr.3';
const VKS = { release: RELEASE, clusterClass: 'builtin-generic-v3.7.0', os: OsImage.ubuntu({ version: '24.04' }) };
const UNVERIFIED = mentions('AddonConfig "c1-antrea"', 'TAM051');

function enable(options: MulticastOptions = {}, changes: Partial<TanzuClusterProps> = {}): SupervisorChart {
  const chart = supervisorChart();
  newCluster({ ...VKS, ...changes }, chart).enableMulticast(options);
  return chart;
}

function manifests(options: MulticastOptions = {}, changes: Partial<TanzuClusterProps> = {}): any[] {
  return Testing.synth(enable(options, changes));
}

test('on a release where Antrea is an add-on, an AddonConfig before the Cluster enables multicast', () => {
  const [addonConfig, cluster] = manifests();
  expect(addonConfig).toEqual({
    apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
    kind: 'AddonConfig',
    metadata: {
      name: 'c1-antrea',
      namespace: 'ns1',
      annotations: { 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion': 'true' },
    },
    spec: { values: { antrea: { config: { featureGates: { Multicast: true }, multicast: { enable: true } } } } },
  });
  expect(cluster.kind).toBe('Cluster');
});

test('the Cluster sets Antrea as its CNI', () => {
  const [, cluster] = manifests();
  expect(cluster.spec.topology.variables.pop()).toEqual({
    name: 'bootstrapAddons',
    value: { cniRef: { name: 'antrea', namespace: 'vmware-system-vks-public' } },
  });
});

test('a bootstrapAddons that the user sets does not change', () => {
  const value = { cniRef: { name: 'antrea', namespace: 'own' } };
  const [, cluster] = manifests({}, { variables: [ClusterVariable.of('bootstrapAddons', value)] });
  expect(cluster.spec.topology.variables.filter(({ name }: any) => name === 'bootstrapAddons')).toEqual([
    { name: 'bootstrapAddons', value },
  ]);
});

test('a ClusterClass without bootstrapAddons gives a warning', () => {
  const chart = enable({}, { clusterClass: 'my-class', clusterClassLike: 'builtin-generic-v3.4.0' });
  expect(Warnings.of(chart)).toEqual([
    mentions('Cluster "c1"', '"bootstrapAddons"', '"builtin-generic-v3.4.0"', 'v3.5.0', 'TAM054'),
    UNVERIFIED,
  ]);
  expect(Testing.synth(chart)[1].spec.topology.variables).toHaveLength(2);
});

test('the only warning is that its values are unverified', () => {
  expect(Warnings.of(enable())).toEqual([UNVERIFIED]);
});

test('each option is written to its path', () => {
  const [{ spec }] = manifests({
    featureGates: { Egress: false },
    trafficEncapMode: TrafficEncapMode.NO_ENCAP,
    defaultMtu: 8900,
    multicastInterfaces: ['eth1'],
    igmpQueryInterval: Duration.minutes(1),
    igmpQueryVersions: [3],
    unverifiedMulticastEnable: true,
    antreaProxy: { enable: true, proxyAll: false },
    antreaNsx: false,
    writeClusterName: true,
  });
  expect(spec).toEqual({
    clusterName: 'c1',
    values: {
      antrea: {
        config: {
          featureGates: { Multicast: true, Egress: false },
          trafficEncapMode: 'noEncap',
          defaultMTU: 8900,
          multicast: { enable: true, igmpQueryInterval: '60s', igmpQueryVersions: [3], multicastInterfaces: ['eth1'] },
          antreaProxy: { enable: true, proxyAll: false },
        },
      },
      antreaNSX: { enable: false },
    },
  });
});

test('multicast.enable cannot be false while the feature gate is on', () => {
  expect(() => enable({ unverifiedMulticastEnable: false })).toThrow(/multicast\.enable is false.*TAM048/);
  const [{ spec }] = manifests({ featureGates: { Multicast: false }, unverifiedMulticastEnable: false });
  expect(spec.values.antrea.config.multicast).toEqual({ enable: false });
});

test('any other value is written to the path that the user gives', () => {
  const [{ spec }] = manifests({
    values: { 'antrea.config.tunnelType': 'geneve', 'antrea.config.multicast.new': 1, antreaIPFIX: {} },
  });
  expect(spec.values).toMatchObject({
    antrea: { config: { tunnelType: 'geneve', multicast: { enable: true, new: 1 } } },
    antreaIPFIX: {},
  });
});

test.each<[string, AddonConfigOptions, string]>([
  [
    'a value that an option also sets',
    { values: { 'antrea.config.multicast.enable': false } },
    mentions('values', '"antrea.config.multicast.enable"', 'unverifiedMulticastEnable'),
  ],
  [
    'a gate in values',
    { values: { 'antrea.config.featureGates.Egress': false } },
    mentions('values', '"antrea.config.featureGates"', 'featureGates'),
  ],
  [
    'a value inside another value',
    { values: { 'antrea.config.wireGuard': { port: 1 }, 'antrea.config.wireGuard.port': 2 } },
    mentions('values', '"antrea.config.wireGuard.port"', 'twice'),
  ],
  ['an invalid path', { values: { 'antrea..config': 1 } }, mentions('value', '"antrea..config"', 'path')],
  [
    'an invalid value',
    { values: { 'antrea.config.tunnelType': undefined } },
    mentions('"antrea.config.tunnelType"', 'undefined'),
  ],
  [
    'encrypted multicast',
    { values: { 'antrea.config.trafficEncryptionMode': 'wireGuard' } },
    mentions('trafficEncryptionMode', '"wireGuard"', '2.5.2', 'TAM014'),
  ],
  [
    'a gate that Antrea locks',
    { featureGates: { EndpointSlice: false } },
    mentions('"EndpointSlice"', 'false', '2.5.2', 'true', 'TAM004'),
  ],
])('%s is refused', (_, options, expected) => {
  expect(sentence(() => enable(options))).toEqual(mentions('AddonConfig "c1-antrea"', expected));
});

test('a gate that its Antrea has and AntreaConfig does not have is accepted without a warning', () => {
  expect(Warnings.of(enable({ featureGates: { BGPPolicy: true } }))).toEqual([UNVERIFIED]);
});

describe('which object configures Antrea', () => {
  function kind(options: MulticastOptions, changes: Partial<TanzuClusterProps>): string {
    return manifests(options, changes)[0].kind;
  }

  test.each([
    ['v1.25.7---vmware.3-fips.1-tkg.1', 'tanzukubernetescluster', 'AntreaConfig'],
    ['v1.25.7---vmware.3-fips.1-tkg.1', 'builtin-generic-v3.7.0', 'AntreaConfig'],
    ['v1.36.2---vmware.2-vkr.3', 'builtin-generic-v3.7.0', 'AddonConfig'],
  ])('the release %s in %s has an %s', (release, clusterClass, expected) => {
    expect(kind({}, { release, clusterClass })).toBe(expected);
  });

  test.each([
    ['v1.33.6---vmware.1-fips-vkr.2', 'builtin-generic-v3.6.0', 'AntreaConfig'],
    ['v1.34.2', 'builtin-generic-v3.7.0', 'AntreaConfig'],
    ['v1.34', 'my-class', 'AntreaConfig'],
    ['v1.35', 'builtin-generic-v3.7.0', 'AddonConfig'],
    ['v1.35.5---vmware.1-vkr.1', 'builtin-generic-v3.6.0', 'AddonConfig'],
    ['v1.99.1', 'my-class', 'AddonConfig'],
  ])('the release %s of unknown Antrea in %s has an %s', (release, clusterClass, expected) => {
    const chart = enable({}, { release, clusterClass, antreaVersion: '2.4.4' });
    expect(Testing.synth(chart)[0].kind).toBe(expected);
    expect(Warnings.of(chart).join()).not.toContain('TAM050');
  });

  test('an AntreaConfig is refused from Kubernetes 1.35 on, unless that is acknowledged', () => {
    const options = { antreaObject: AntreaObject.ANTREA_CONFIG };
    expect(sentence(() => enable(options))).toEqual(
      mentions('AntreaConfig "c1-antrea-package"', '1.35', 'AddonConfig', 'TAM050'),
    );
    const chart = supervisorChart();
    Acknowledgement.of(chart, 'TAM050', 'this Supervisor still has AntreaConfigs');
    newCluster(VKS, chart).enableMulticast(options);
    expect(Testing.synth(chart)[0].kind).toBe('AntreaConfig');
    expect(Warnings.of(chart).join()).not.toContain('TAM050');
  });

  test('an AntreaConfig is refused together with the other errors', () => {
    const options = {
      antreaObject: AntreaObject.ANTREA_CONFIG,
      trafficEncapMode: TrafficEncapMode.NETWORK_POLICY_ONLY,
    };
    expect(sentence(() => enable(options))).toMatch(/TAM006[^]*TAM050/);
  });

  test('an AddonConfig below Kubernetes 1.35 gives a warning', () => {
    const options = { antreaObject: AntreaObject.ADDON_CONFIG };
    const chart = enable(options, { release: 'v1.34.1---vmware.1-vkr.4', antreaVersion: '2.4.4' });
    expect(Testing.synth(chart)[0].kind).toBe('AddonConfig');
    expect(Warnings.of(chart)).toContainEqual(
      mentions('AddonConfig ns1/c1-antrea', '"v1.34.1---vmware.1-vkr.4"', '1.35', 'AntreaConfig', 'TAM050'),
    );
  });

  test('an option of the other object is refused', () => {
    expect(sentence(() => enable({ config: { noSnat: true } }))).toEqual(
      mentions('Cluster "c1"', 'config', 'AddonConfig'),
    );
    expect(sentence(() => enable({ antreaNsx: true }, { release: 'v1.25.7---vmware.3-fips.1-tkg.1' }))).toEqual(
      mentions('Cluster "c1"', 'antreaNsx', 'AntreaConfig'),
    );
  });

  test('a value that is not an AntreaObject is refused', () => {
    expect(sentence(() => enable({ antreaObject: 'ConfigMap' as never }))).toEqual(
      mentions('Cluster "c1"', 'antreaObject', '"ConfigMap"', '"AntreaConfig"', '"AddonConfig"'),
    );
  });
});

test('it works without a Cluster in the app, for a Cluster that is created elsewhere', () => {
  const chart = supervisorChart();
  const config = new AddonConfig(chart, 'Config', { cluster: ClusterReference.of('other', RELEASE) });
  expect(Testing.synth(chart).map((object) => object.metadata.name)).toEqual(['other-antrea']);
  expect(config).toMatchObject({
    objectName: 'other-antrea',
    vsphereNamespace: 'ns1',
    featureGates: { Multicast: true },
  });
});

test('a second configuration of Antrea for one cluster is refused', () => {
  const chart = supervisorChart();
  const cluster = newCluster(VKS, chart);
  cluster.enableMulticast();
  expect(sentence(() => new AntreaConfig(chart, 'Second', { cluster }))).toEqual(
    mentions('AntreaConfig "c1-antrea-package"', '"supervisor/Cluster0/AddonConfig"'),
  );
});

test('a cluster that is not a TanzuCluster or ClusterReference is refused', () => {
  expect(sentence(() => new AddonConfig(supervisorChart(), 'Config', { cluster: 'c1' as never }))).toEqual(
    mentions('AddonConfig at "supervisor/Config"', 'cluster', '"c1"'),
  );
});

test('another CNI in the Cluster is an error, and an unknown one a warning', () => {
  const named = (name: string) => [ClusterVariable.of('bootstrapAddons', { cniRef: { name, namespace: 'own' } })];
  expect(sentence(() => enable({}, { variables: named('calico') }))).toEqual(
    mentions('Cluster "c1"', '"bootstrapAddons"', '"calico"', '"antrea"', 'TAM100'),
  );
  expect(Warnings.of(enable({}, { variables: named('my-antrea') }))).toContainEqual(
    mentions('Cluster ns1/c1', '"my-antrea"', '"antrea"', 'your own package', 'TAM100'),
  );
});

test('a gate that the package refuses gives a warning', () => {
  expect(Warnings.of(enable({ featureGates: { NodeIPAM: true } }))).toContainEqual(
    mentions('AddonConfig ns1/c1-antrea', '"NodeIPAM"', '2.6.2+vmware.1-tkg.1', 'TAM005'),
  );
});
