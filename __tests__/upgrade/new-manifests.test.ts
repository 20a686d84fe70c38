import { FindingLevel, Lint, Upgrade, UpgradeStep, UpgradeTopic } from '../../lib';
import { MODEL_A } from '../../lib/platform/tables/_class-variables';
import { R26, R28, R33, R35, R36, addonConfig, antreaConfig, cluster, textsOf } from './_manifests';

const R34 = 'v1.34.9---vmware.2-vkr.4';
const steps = (manifests: any[], target: string, antreaVersions = {}): UpgradeStep[] =>
  Upgrade.steps(manifests, { target, antreaVersions });
const last = (manifests: any[], target: string, antreaVersions = {}): UpgradeStep =>
  steps(manifests, target, antreaVersions).at(-1) as UpgradeStep;
const kinds = ({ manifests }: UpgradeStep) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const topologyOf = ({ manifests }: UpgradeStep) => manifests[0].spec.topology;
const variablesOf = (topology: any): any =>
  Object.fromEntries(topology.variables.map(({ name, value }: any) => [name, value]));
const overridesOf = (machines: any): any =>
  Object.fromEntries(machines.variables.overrides.map(({ name, value }: any) => [name, value]));
const poolOf = (topology: any, i = 0) => topology.workers.machineDeployments[i];

/** Values of all variables of model A. */
const VARIABLES_A: { [name: string]: any } = {
  storageClasses: ['gold'],
  defaultStorageClass: 'gold',
  defaultVolumeSnapshotClass: 'snap',
  volumeSnapshotClasses: ['snap'],
  nodePoolVolumes: [
    { name: 'a', mountPath: '/var/lib/containerd', storageClass: 'gold', capacity: { storage: '16Gi' } },
  ],
  controlPlaneVolumes: [{ name: 'e', mountPath: '/var/lib/etcd', storageClass: 'gold', capacity: { storage: '4Gi' } }],
  nodePoolLabels: [{ key: 'team', value: 'media' }],
  nodePoolTaints: [{ key: 'only', effect: 'NoSchedule', timeAdded: '2026' }],
  ntp: 'ntp.example.com',
  proxy: { httpProxy: 'http://p:1', httpsProxy: 'http://p:2' },
  trust: { additionalTrustedCAs: [{ name: 'ca1' }] },
  user: { passwordSecret: { name: 's', key: 'k' } },
  controlPlaneCertificateRotation: { activate: true, daysBefore: 30 },
  podSecurityStandard: { enforce: 'baseline' },
  clusterEncryptionConfigYaml: 'kind: EncryptionConfiguration',
  kubeAPIServerFQDNs: ['api.example.com'],
  defaultRegistrySecret: { name: 'r', namespace: 'n', data: 'Y2E=' },
  extensionCert: { contentSecret: { name: 'x', key: 'y' } },
};
const ofModelA = (version: string, more: any = {}) =>
  cluster(version, {
    ...more,
    variables: Object.entries(VARIABLES_A).map(([name, value]) => ({ name, value })),
    os: 'os-name=ubuntu,os-version=24.04',
  });

describe('the variables of model A in a class of model B', () => {
  const step = last([ofModelA(R33)], R34);
  const topology = topologyOf(step);

  test('all have a value in these tests', () => {
    expect(Object.keys(VARIABLES_A).sort()).toEqual(
      MODEL_A.map(({ name }) => name)
        .filter((name) => !['vmClass', 'storageClass'].includes(name))
        .sort(),
    );
  });

  test('are those of the cluster', () => {
    expect(variablesOf(topology)).toEqual({
      vmClass: 'small',
      storageClass: 'gold',
      vsphereOptions: {
        persistentVolumes: {
          availableStorageClasses: ['gold'],
          defaultStorageClass: 'gold',
          defaultVolumeSnapshotClass: 'snap',
          availableVolumeSnapshotClasses: ['snap'],
        },
      },
      osConfiguration: {
        ntp: { servers: ['ntp.example.com'] },
        systemProxy: { http: 'http://p:1', https: 'http://p:2', noProxy: [] },
        trust: { additionalTrustedCAs: [{ caCert: { secretRef: { name: 'c1-user-trusted-ca-secret', key: 'ca1' } } }] },
        user: { passwordSecret: { name: 's', key: 'k' } },
      },
      kubernetes: {
        certificateRotation: { enabled: true, renewalDaysBeforeExpiry: 30 },
        security: { podSecurityStandard: { enforce: 'baseline' } },
        endpointFQDNs: ['api.example.com'],
      },
    });
  });

  test('are overrides of the node pools and of the control plane, which model A sets apart', () => {
    expect(overridesOf(poolOf(topology))).toEqual({
      volumes: [{ name: 'a', mountPath: '/var/lib/containerd', storageClass: 'gold', capacity: '16Gi' }],
      node: { labels: { team: 'media' }, taints: [{ key: 'only', value: '', effect: 'NoSchedule' }] },
    });
    expect(overridesOf(topology.controlPlane)).toEqual({
      volumes: [{ name: 'e', mountPath: '/var/lib/etcd', storageClass: 'gold', capacity: '4Gi' }],
    });
  });

  test('of a node pool take precedence over those of the cluster', () => {
    const overrides = [
      { name: 'vmClass', value: 'large' },
      { name: 'nodePoolLabels', value: [{ key: 'a', value: 'b' }] },
    ];
    const manifest = ofModelA(R33);
    manifest.spec.topology.workers.machineDeployments[0].variables = { overrides };
    expect(overridesOf(poolOf(topologyOf(last([manifest], R34))))).toMatchObject({
      vmClass: 'large',
      node: { labels: { a: 'b' } },
    });
  });

  test('have a line each, also those without a counterpart', () => {
    const texts = textsOf(step, UpgradeTopic.VARIABLES);
    Object.keys(VARIABLES_A).forEach((name) => expect(texts).toContain(`The variable "${name}" `));
    expect(texts).toContain('"nodePoolVolumes" is volumes in builtin-generic-v3.5.0');
    expect(texts).toContain('"clusterEncryptionConfigYaml" has no counterpart');
    expect(texts).not.toContain('EncryptionConfiguration\n');
  });

  test('that are null count as absent', () => {
    const variables = ['user', 'nodePoolTaints'].map((name) => ({ name, value: null }));
    const found = topologyOf(last([cluster(R33, { variables })], R34));
    expect(Object.keys(variablesOf(found))).toEqual(['vmClass', 'storageClass']);
    expect(poolOf(found)).not.toHaveProperty('variables');
  });

  test('pass lint', () => {
    const errors = Lint.objects(step.manifests).filter(({ level }) => level === FindingLevel.ERROR);
    expect(errors).toEqual([]);
  });
});

describe('the class', () => {
  test('and its namespace are those that the release needs', () => {
    expect(topologyOf(last([cluster(R33)], R34))).toMatchObject({
      class: 'builtin-generic-v3.5.0',
      classNamespace: 'vmware-system-vks-public',
    });
  });

  test('is a reference if it was one', () => {
    const classRef = { name: 'builtin-generic-v3.4.0', namespace: 'vmware-system-vks-public' };
    const manifest = cluster(R33);
    const { class: _class, ...topology } = manifest.spec.topology;
    manifest.spec.topology = { ...topology, classRef };
    const found = topologyOf(last([manifest], R34));
    expect(found.classRef).toEqual({ name: 'builtin-generic-v3.5.0', namespace: 'vmware-system-vks-public' });
    expect(found).not.toHaveProperty('class');
  });

  test('stays if the release accepts it', () => {
    expect(topologyOf(last([cluster(R26)], R28)).class).toBe('tanzukubernetescluster');
    expect(topologyOf(last([cluster(R26)], R28))).not.toHaveProperty('classNamespace');
  });
});

test('Ubuntu gets a version from 1.33 on, and other images stay', () => {
  const version = 'v1.32.7---vmware.3-fips-vkr.1';
  const imageOf = (os: string) =>
    topologyOf(last([cluster(version, { os })], R33)).controlPlane.metadata.annotations[
      'run.tanzu.vmware.com/resolve-os-image'
    ];
  expect(imageOf('os-name=ubuntu')).toBe('os-name=ubuntu,os-version=22.04');
  expect(imageOf('os-name=ubuntu, os-version=24.04')).toBe('os-name=ubuntu, os-version=24.04');
  expect(imageOf('os-name=photon')).toBe('os-name=photon');
});

describe('the object that configures Antrea', () => {
  const gates = { EndpointSlice: false, TrafficControl: false, Unknown: true };
  const config = antreaConfig({ featureGates: gates, trafficEncapMode: 'noEncap', defaultMTU: '1400' });
  const step = last([cluster(R33), config], R35);

  test('is an AddonConfig with the gates that exist', () => {
    expect(kinds(step)).toEqual(['Cluster c1', 'AddonConfig c1-antrea']);
    expect(step.manifests[1].spec.values.antrea.config).toEqual({
      featureGates: { Multicast: true, NetworkPolicyStats: true, EndpointSlice: true, TrafficControl: false },
      multicast: { enable: true },
      defaultMTU: 1400,
      trafficEncapMode: 'noEncap',
    });
  });

  test('comes with the name of the CNI', () => {
    expect(variablesOf(topologyOf(step)).bootstrapAddons).toEqual({
      cniRef: { name: 'antrea', namespace: 'vmware-system-vks-public' },
    });
  });

  test('is not written twice', () => {
    const [, at35, at36] = steps([cluster(R33), config], R36);
    expect(kinds(at36)).toEqual(['Cluster c1']);
    expect(at35.removed).toEqual(['AntreaConfig ns1/c1-antrea-package']);
    expect(at36.removed).toEqual([]);
  });

  test('does not turn multicast on if it was off', () => {
    const off = last([cluster(R33), antreaConfig({ featureGates: { Multicast: false } })], R35);
    expect(off.manifests[1].spec.values.antrea.config).toEqual({
      featureGates: { Multicast: false, NetworkPolicyStats: true },
    });
  });

  test('passes lint', () => {
    const [, at35] = steps([cluster(R33, { os: 'os-name=ubuntu,os-version=24.04' }), antreaConfig()], R35);
    expect(Lint.objects(at35.manifests).filter(({ level }) => level === FindingLevel.ERROR)).toEqual([]);
  });

  test('is corrected if it has a gate that Antrea refuses', () => {
    const addon = addonConfig({
      featureGates: { L7FlowExporter: false, Multicast: true },
      multicast: { enable: true },
    });
    const found = last([cluster(R35), addon], R36);
    expect(found.manifests[1].spec.values.antrea.config.featureGates).toEqual({ Multicast: true });
    expect(addon.spec.values.antrea.config.featureGates).toHaveProperty('L7FlowExporter');
  });

  test('stays as it is if Antrea is not known', () => {
    expect(kinds(last([cluster(R26), antreaConfig({ featureGates: gates })], R28))).toEqual(['Cluster c1']);
  });
});

test('the manifests that are given do not change', () => {
  const manifests = [ofModelA(R33), antreaConfig()];
  const before = JSON.stringify(manifests);
  steps(manifests, R36);
  expect(JSON.stringify(manifests)).toBe(before);
});
