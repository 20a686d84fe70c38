import { Duration, Testing } from 'cdk8s';
import {
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

const RELEASE = 'v1.35.6---vmware.2-vkr.3';
const VKS = { release: RELEASE, clusterClass: 'builtin-generic-v3.7.0', os: OsImage.ubuntu({ version: '24.04' }) };
const UNVERIFIED =
  'AddonConfig "c1-antrea": which values an AddonConfig takes is not public, so these are unverified: \'kubectl get acd -n vmware-system-vks-public -o yaml\' on the Supervisor shows them in the schema of the definition whose name begins with antrea. (TAM051 in docs/rules.md)';

function enable(options: MulticastOptions = {}, changes: Partial<TanzuClusterProps> = {}): SupervisorChart {
  const chart = supervisorChart();
  newCluster({ ...VKS, ...changes }, chart).enableMulticast(options);
  return chart;
}

function manifests(options: MulticastOptions = {}, changes: Partial<TanzuClusterProps> = {}): any[] {
  return Testing.synth(enable(options, changes));
}

test('on a release where Antrea is an add-on, an AddonConfig switches multicast on, before its Cluster', () => {
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

test('the Cluster takes Antrea for its CNI', () => {
  const [, cluster] = manifests();
  expect(cluster.spec.topology.variables.pop()).toEqual({
    name: 'bootstrapAddons',
    value: { cniRef: { name: 'antrea', namespace: 'vmware-system-vks-public' } },
  });
});

test("the user's own bootstrapAddons stays as it is", () => {
  const value = { cniRef: { name: 'antrea', namespace: 'own' } };
  const [, cluster] = manifests({}, { variables: [ClusterVariable.of('bootstrapAddons', value)] });
  expect(cluster.spec.topology.variables.filter(({ name }: any) => name === 'bootstrapAddons')).toEqual([
    { name: 'bootstrapAddons', value },
  ]);
});

test('a class without bootstrapAddons is warned of', () => {
  const chart = enable({}, { clusterClass: 'tanzukubernetescluster' });
  expect(Warnings.of(chart)).toEqual([
    'Cluster "c1": where Antrea is an add-on, the variable "bootstrapAddons" makes it the CNI, which the ClusterClass "tanzukubernetescluster" does not have (a public dump of \'kubectl get clusterclass tanzukubernetescluster -o yaml\' on vSphere 8.0U3): choose builtin-generic-v3.5.0 or later, or write it in variables. (TAM054 in docs/rules.md)',
    UNVERIFIED,
  ]);
  expect(Testing.synth(chart)[1].spec.topology.variables).toHaveLength(2);
});

test('that its values are unverified is the only warning', () => {
  expect(Warnings.of(enable())).toEqual([UNVERIFIED]);
});

test('every typed value has its path', () => {
  const [{ spec }] = manifests({
    featureGates: { Egress: false },
    trafficEncapMode: TrafficEncapMode.NO_ENCAP,
    defaultMtu: 8900,
    multicastInterfaces: ['eth1'],
    igmpQueryInterval: Duration.minutes(1),
    igmpQueryVersions: [3],
    unverifiedMulticastEnable: false,
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
          multicast: { enable: false, igmpQueryInterval: '60s', igmpQueryVersions: [3], multicastInterfaces: ['eth1'] },
          antreaProxy: { enable: true, proxyAll: false },
        },
      },
      antreaNSX: { enable: false },
    },
  });
});

test('any other value goes by its path', () => {
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
    'a value that an option says too',
    { values: { 'antrea.config.multicast.enable': false } },
    'values hold "antrea.config.multicast.enable", for which there is the option unverifiedMulticastEnable: say it there alone.',
  ],
  [
    'a gate beside the option for gates',
    { values: { 'antrea.config.featureGates.Egress': false } },
    'values hold "antrea.config.featureGates", for which there is the option featureGates: say it there alone.',
  ],
  [
    'a value in another',
    { values: { 'antrea.config.wireGuard': { port: 1 }, 'antrea.config.wireGuard.port': 2 } },
    'values hold "antrea.config.wireGuard.port" twice: say it once.',
  ],
  [
    'a path that is none',
    { values: { 'antrea..config': 1 } },
    'value "antrea..config" has no path: write names with dots between them, such as "antrea.config.tunnelType".',
  ],
  [
    'a value that is none',
    { values: { 'antrea.config.tunnelType': undefined } },
    'value "antrea.config.tunnelType" has the value undefined: give a string, a number, a boolean, a list or a plain object, or leave it out.',
  ],
  [
    'encrypted multicast',
    { values: { 'antrea.config.trafficEncryptionMode': 'wireGuard' } },
    'trafficEncryptionMode is "wireGuard", and Antrea 2.5.2 carries no encrypted multicast: the agent refuses to start. Leave it out, or write none. (antrea-io/antrea#5916 and #5920; TAM014 in docs/rules.md)',
  ],
  [
    'a gate that Antrea locks',
    { featureGates: { EndpointSlice: false } },
    'The feature gate "EndpointSlice" is false, and Antrea 2.5.2 locks it to true and does not start with another value. Leave it out, or write true. (antrea-io/antrea:pkg/features/antrea_features.go, tags v1.5.0 to v2.7.0; TAM004 in docs/rules.md)',
  ],
])('%s is refused', (_, options, expected) => {
  expect(sentence(() => enable(options))).toBe(`AddonConfig "c1-antrea": ${expected}`);
});

test('a gate of its Antrea that no AntreaConfig has is taken without a word', () => {
  expect(Warnings.of(enable({ featureGates: { BGPPolicy: true } }))).toEqual([UNVERIFIED]);
});

describe('which object configures Antrea', () => {
  function kind(options: MulticastOptions, changes: Partial<TanzuClusterProps>): string {
    return manifests(options, changes)[0].kind;
  }

  test.each([
    ['v1.25.7---vmware.3-fips.1-tkg.1', 'tanzukubernetescluster', 'AntreaConfig'],
    ['v1.25.7---vmware.3-fips.1-tkg.1', 'builtin-generic-v3.7.0', 'AntreaConfig'],
    ['v1.36.2---vmware.2-vkr.3', 'tanzukubernetescluster', 'AddonConfig'],
  ])('%s in %s has an %s, because the release says so', (release, clusterClass, expected) => {
    expect(kind({}, { release, clusterClass })).toBe(expected);
  });

  const unknown = { release: 'v1.34.1---vmware.1-vkr.4', antreaVersion: '2.4.2' };
  const doubt = (why: string) =>
    `Cluster "c1": no table shows which object configures the Antrea of release "v1.34.1---vmware.1-vkr.4"; ${why}. Where 'kubectl get addonconfig' on the Supervisor lists objects whose name ends in -antrea, it is an AddonConfig: antreaObject says which. (TAM052 in docs/rules.md)`;

  test.each([
    [
      'builtin-generic-v3.6.0',
      'AddonConfig',
      'its ClusterClass "builtin-generic-v3.6.0" goes with an AddonConfig (no public list of its variables: those of 3.5.0; warroyo/argocd-scaffolding 0fd8526 for the AddonConfig)',
    ],
    ['builtin-generic-v3.3.0', 'AntreaConfig', 'AntreaConfig is taken'],
    ['tanzukubernetescluster', 'AntreaConfig', 'AntreaConfig is taken'],
    ['my-class', 'AntreaConfig', 'AntreaConfig is taken'],
  ])('where no release says so, %s says %s, with a warning', (clusterClass, expected, why) => {
    expect(kind({}, { ...unknown, clusterClass })).toBe(expected);
    expect(Warnings.of(enable({}, { ...unknown, clusterClass }))).toContain(doubt(why));
  });

  test('the user says otherwise, and is warned where a release is known to have the other', () => {
    const chart = enable({ antreaObject: AntreaObject.ANTREA_CONFIG });
    expect(Testing.synth(chart)[0].kind).toBe('AntreaConfig');
    expect(Warnings.of(chart)).toContain(
      'AntreaConfig ns1/c1-antrea-package: The Antrea of its release is configured by an AddonConfig, and this is an AntreaConfig. Write an AddonConfig in place of it, unless your Supervisor shows otherwise. (TAM050 in docs/rules.md)',
    );
    const { ADDON_CONFIG } = AntreaObject;
    expect(kind({ antreaObject: ADDON_CONFIG }, { ...unknown, clusterClass: 'my-class' })).toBe('AddonConfig');
  });

  test('an option of the other object is refused', () => {
    expect(sentence(() => enable({ config: { noSnat: true } }))).toBe(
      'Cluster "c1": config is no option of an AddonConfig, which configures its Antrea: use values, antreaProxy, antreaNsx, writeClusterName, or say antreaObject.',
    );
    expect(sentence(() => enable({ antreaNsx: true }, { release: 'v1.25.7---vmware.3-fips.1-tkg.1' }))).toBe(
      'Cluster "c1": antreaNsx is no option of an AntreaConfig, which configures its Antrea: use config, or say antreaObject.',
    );
  });

  test('an object that is none is refused', () => {
    expect(sentence(() => enable({ antreaObject: 'ConfigMap' as never }))).toBe(
      'Cluster "c1": antreaObject is "ConfigMap": use one of "AntreaConfig", "AddonConfig".',
    );
  });
});

test('it can stand alone, for a Cluster that is made elsewhere', () => {
  const chart = supervisorChart();
  const config = new AddonConfig(chart, 'Config', { cluster: ClusterReference.of('other', RELEASE) });
  expect(Testing.synth(chart).map((object) => object.metadata.name)).toEqual(['other-antrea']);
  expect(config).toMatchObject({
    objectName: 'other-antrea',
    vsphereNamespace: 'ns1',
    featureGates: { Multicast: true },
  });
});

test('a cluster has one configuration of Antrea', () => {
  const chart = supervisorChart();
  const cluster = newCluster(VKS, chart);
  cluster.enableMulticast();
  expect(sentence(() => new AntreaConfig(chart, 'Second', { cluster }))).toBe(
    'AntreaConfig "c1-antrea-package" is a second configuration of Antrea for one Cluster, after "supervisor/Cluster0/AddonConfig": a cluster has one, so merge the two.',
  );
});

test('something else in place of the cluster is refused', () => {
  expect(sentence(() => new AddonConfig(supervisorChart(), 'Config', { cluster: 'c1' as never }))).toBe(
    'AddonConfig at "supervisor/Config": cluster is "c1": give a TanzuCluster, or ClusterReference.of(NAME, RELEASE).',
  );
});

test('another CNI in the Cluster is warned of', () => {
  const variables = [ClusterVariable.of('bootstrapAddons', { cniRef: { name: 'calico', namespace: 'own' } })];
  expect(Warnings.of(enable({}, { variables }))).toContain(
    'Cluster "c1": its variable "bootstrapAddons" makes "calico" its CNI, and multicast is one of Antrea\'s: write cniRef with the name "antrea", unless that is an Antrea of your own. (TAM054 in docs/rules.md)',
  );
});

test('a gate that the package refuses is warned of', () => {
  expect(Warnings.of(enable({ featureGates: { NodeIPAM: true } }))).toContain(
    'AddonConfig ns1/c1-antrea: The feature gate "NodeIPAM" is not in the schema of the package antrea 2.6.2+vmware.1-tkg.1, which refuses what it does not have. Leave it out, or see that the package of your release has it. (TAM005 in docs/rules.md)',
  );
});

test('a release and a class that go with different objects are warned of', () => {
  const changes = { release: 'v1.25.7---vmware.3-fips.1-tkg.1', clusterClass: 'builtin-generic-v3.7.0' };
  expect(Warnings.of(enable({}, changes))[0]).toBe(
    'Cluster "c1": its release "v1.25.7---vmware.3-fips.1-tkg.1" goes with an AntreaConfig and its ClusterClass "builtin-generic-v3.7.0" with an AddonConfig (papivot/vks-best-practice, guide for VKS 3.7; edric45/se-vks-platform for the AddonConfig); the release is followed. antreaObject says otherwise. (TAM052 in docs/rules.md)',
  );
});
