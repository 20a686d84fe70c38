import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-25';
import { ClusterReference, Lint, LintOptions, Warnings, WorkloadChart } from '../../lib';
import { addonConfig, antreaConfig, cluster, os, pod } from '../../lib/rules/_examples';
import { sentence } from '../_build';
import { mentions } from '../_mentions';

/** Ids of the errors and warnings. */
function ids(objects: any[], options: LintOptions = {}): string[] {
  return Lint.objects(structuredClone(objects), options)
    .filter(({ level }) => level !== 'note')
    .map(({ ruleId }) => ruleId)
    .sort();
}

const GATES = {
  ...{ AntreaProxy: true, EndpointSlice: false, AntreaPolicy: true, FlowExporter: false, Egress: true },
  ...{ NodePortLocal: true, AntreaTraceflow: true, NetworkPolicyStats: true, Multicast: true },
};
const config = (more = {}, metadata = {}) => antreaConfig({ featureGates: { ...GATES, ...more } }, metadata);
const REQUIRED = { vmClass: 'best-effort-small', storageClass: 'fast' };
const variable = (name: string, value: unknown) => ({
  topology: {
    variables: Object.entries({ ...REQUIRED, [name]: value }).map(([key, one]) => ({ name: key, value: one })),
  },
});
const NEW = 'v1.28.8---vmware.1-fips.1-tkg.2';
const SENDER = (...args: string[]) => pod({ command: args, securityContext: { capabilities: { drop: ['ALL'] } } });

test('an AntreaConfig as the API server returns it, with the default gates of its schema', () => {
  const off = { AntreaIPAM: false, Multicluster: false, SecondaryNetwork: false, TopologyAwareHints: false };
  const objects = [config(off), cluster({ topology: { version: 'v1.24.9---vmware.1-tkg.4' } })];
  expect(ids(objects)).toEqual(['TAM006']);
});

test('the AddonConfig of another add-on', () => {
  const labels = { 'tkg.tanzu.vmware.com/cluster-name': 'video' };
  const other = {
    ...(addonConfig() as object),
    metadata: { name: 'video-cert-manager', namespace: 'broadcast', labels },
    spec: { values: { certManager: { replicas: 2 } } },
  };
  const release = 'v1.35.6---vmware.2-vkr.3';
  const controlPlane = os('ubuntu,os-version=24.04');
  const own = addonConfig({ multicast: { enable: true } });
  const required = [
    { name: 'vmClass', value: 'small' },
    { name: 'storageClass', value: 'fast' },
  ];
  const variables = [...required, { name: 'bootstrapAddons', value: { cniRef: { name: 'antrea', namespace: 'vks' } } }];
  const objects = [
    own,
    other,
    cluster({ topology: { class: 'builtin-generic-v3.7.0', version: release, controlPlane, variables } }),
  ];
  expect(ids(objects)).toEqual([]);
});

test('a custom ClusterClass chooses its operating system', () => {
  const objects = [config(), cluster({ topology: { class: 'our-ubuntu', controlPlane: { metadata: {} } } })];
  expect(ids(objects)).toEqual(['TAM009']);
});

test('an image that is chosen only by its version is unknown', () => {
  const annotations = { 'run.tanzu.vmware.com/resolve-os-image': 'os-version=22.04' };
  const objects = [config(), cluster({ topology: { controlPlane: { metadata: { annotations } } } })];
  expect(ids(objects)).toEqual(['TAM009']);
});

test('Windows Nodes do not carry multicast', () => {
  const annotations = { 'run.tanzu.vmware.com/resolve-os-image': 'os-type=windows' };
  const machineDeployments = [{ class: 'node-pool', name: 'w', metadata: { annotations } }];
  expect(ids([config(), cluster({ topology: { workers: { machineDeployments } } })])).toContain('TAM007');
});

test('a Cluster name that is set later does not stop the rules', () => {
  const named = (name: string) => [
    config({ Multicst: true }, { name: `${name}-antrea-package` }),
    cluster({}, { name }),
  ];
  // TAM046 is about the name itself.
  expect(ids(named('${CLUSTER}')).filter((id) => id !== 'TAM046')).toEqual(ids(named('video')));
  expect(ids(named('video'))).toContain('TAM003');
});

test('an invalid release is not in a command of a message', () => {
  const objects = [config(), cluster({ topology: { version: 'v1.99.1; touch PWNED #tkg.1' } })];
  const [found] = Lint.objects(objects).filter(({ ruleId }) => ruleId === 'TAM037');
  expect(found.message).toEqual(mentions('"v1.99.1; touch PWNED #tkg.1"'));
  expect(found.fix).not.toContain('PWNED');
});

test('an AntreaConfig that a ClusterBootstrap references belongs to its cluster', () => {
  const bootstrap = {
    apiVersion: 'run.tanzu.vmware.com/v1alpha3',
    kind: 'ClusterBootstrap',
    metadata: { name: 'video', namespace: 'broadcast' },
    spec: {
      cni: {
        refName: 'antrea*',
        valuesFrom: { providerRef: { apiGroup: 'cni.tanzu.vmware.com', kind: 'AntreaConfig', name: 'mine' } },
      },
    },
  };
  const workload = SENDER('iperf', '-s', '-u', '-B', '239.1.2.3');
  expect(ids([bootstrap, config({}, { name: 'mine' }), cluster(), workload])).toEqual(['TAM009']);
});

test('an AntreaConfig with the name of its cluster and without a ClusterBootstrap is a warning', () => {
  expect(Lint.objects([config({}, { name: 'video' })]).map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ['TAM018', 'warning'],
  ]);
});

test("the templates of Tanzu's own namespaces", () => {
  const annotations = { 'tkg.tanzu.vmware.com/template-config': 'true' };
  const metadata = { name: 'v1.26.8---vmware.1-tkg.1', annotations };
  expect(ids([config({}, { ...metadata, namespace: 'tkg-system' })])).toEqual([]);
  expect(ids([config({}, { ...metadata, namespace: 'vmware-system-tkg' })])).toEqual([]);
});

describe('Pod Security', () => {
  const onNew = (spec = {}) => cluster({ topology: { version: NEW }, ...spec });
  const standard = (value: object) =>
    cluster({ topology: { version: NEW, ...variable('podSecurityStandard', value).topology } });

  test.each([
    ['deactivated', { deactivated: true }],
    ['of a lower level', { enforce: 'baseline' }],
    ['that leaves the Namespace out', { exemptions: { namespaces: ['video'] } }],
  ])('a default of %s admits the Pod', (_, value) => {
    expect(ids([pod(), standard(value)])).toEqual([]);
  });

  test('a default of model B admits the Pod', () => {
    const value = { security: { podSecurityStandard: { deactivated: true } } };
    const topology = { version: NEW, class: 'builtin-generic-v3.3.0', ...variable('kubernetes', value).topology };
    expect(ids([pod(), cluster({ topology })])).toEqual([]);
  });

  const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const ofPod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

  test('a volume without a source is an emptyDir', () => {
    const volumes = [{ name: 'x' }, { name: 'h', hostPath: null, emptyDir: {} }];
    expect(ids([pod({ securityContext: restricted }, { securityContext: ofPod, volumes }), onNew()])).toEqual([]);
  });

  test('a Windows Pod needs to set fewer fields', () => {
    expect(ids([pod({}, { os: { name: 'windows' }, securityContext: { runAsNonRoot: true } }), onNew()])).toEqual([]);
  });

  test('AppArmor by annotation counts', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' };
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'video', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    };
    expect(ids([namespace, pod({}, {}, { annotations }), onNew()])).toEqual(['TAM032']);
  });

  test('kinds of the same name in other API groups are not checked', () => {
    const job = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', metadata: { name: 'j' }, spec: {} };
    expect(Lint.objects([job])).toEqual([]);
  });

  test('a Namespace in another chart counts, and a missing one is an error', () => {
    const app = new App();
    const reference = ClusterReference.of('c1', NEW);
    const other = new Chart(app, 'other');
    const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    new k8s.KubeNamespace(other, 'Namespace', { metadata: { name: 'apps', labels } });
    const workload = new WorkloadChart(app, 'workload', { cluster: reference });
    const inNamespace = (id: string, namespace: string) =>
      new k8s.KubePod(workload, id, {
        metadata: { name: id, namespace },
        spec: { containers: [{ name: 'main', image: 'registry.example.com/iperf:v1' }] },
      });
    inNamespace('a', 'apps');
    expect(Warnings.of(app)).toEqual([]);
    expect(app.synthYaml()).toContain('kind: Pod');
    inNamespace('b', 'elsewhere');
    expect(sentence(() => app.synthYaml())).toEqual(
      mentions('workload/b', 'Pod elsewhere/b', '"restricted"', `"${NEW}"`, 'TAM032'),
    );
  });
});

describe('commands of iperf', () => {
  test.each([
    [['iperf', '-c', '239.1.2.3', '-u', '-T8'], []],
    [['iperf', '-c', '239.1.2.3', '-u', '--ttl=8'], []],
    [['iperf', '-c', '10.0.0.1'], []],
    [['iperf3', '-c', '239.1.2.3'], ['TAM103']],
    [['iperf', '-us', '-B224.0.0.5'], ['TAM027']],
    [['sh', '-c', 'iperf -s -u & iperf -c 239.1.2.3 -u'], ['TAM030']],
    [
      ['sh', '-c', 'exec iperf -s -u -B "232.1.2.3" -i 1; # -c'],
      ['TAM028', 'TAM079'],
    ],
    [['sh', '-c', 'iperf -c 239.1.2.3 -u -T 4 # -T 1'], []],
  ])('%p gives %p', (command, expected) => {
    expect(ids([SENDER(...command)])).toEqual(expected);
  });
});

describe('secrets', () => {
  const KEY = 'AAECAwQFBgcICQoLDA0ODw==';

  test.each([
    ['a comment behind the key', `providers:\n- aescbc:\n    keys:\n    - name: k\n      secret: ${KEY} # rotated\n`],
    ['flow style', `{providers: [{aescbc: {keys: [{name: k, secret: ${KEY}}]}}]}`],
    [
      'base64',
      Buffer.from(`providers:\n- aescbc:\n    keys:\n    - name: k\n      secret: ${KEY}\n`).toString('base64'),
    ],
  ])('%s is read', (_, text) => {
    expect(ids([cluster(variable('clusterEncryptionConfigYaml', text))])).toEqual(['TAM034']);
  });

  test('a password in the URL of a proxy is found and hidden', () => {
    const found = Lint.objects([cluster(variable('proxy', { httpProxy: 'http://bob:hunter2@10.0.0.1:3128' }))]);
    expect(found.map(({ message }) => message)).toEqual([mentions('proxy', '"10.0.0.1:3128"')]);
  });

  test('the CA certificate of a registry is not a secret, and other data is', () => {
    const registry = (data: string) => cluster(variable('defaultRegistrySecret', { name: 'r', namespace: 'n', data }));
    const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
    const inBase64 = (text: string) => Buffer.from(text).toString('base64');
    expect(ids([registry(inBase64(certificate))])).toEqual([]);
    expect(ids([registry(inBase64(`${certificate}${key}`))])).toEqual(['TAM034']);
    expect(ids([registry(inBase64('{"auths":{}}'))])).toEqual(['TAM034']);
  });

  test('a registry without data has no secret', () => {
    expect(ids([cluster(variable('defaultRegistrySecret', { name: 'r', namespace: 'n' }))])).toEqual(['TAM083']);
  });
});

test('an acknowledgement of an unknown rule is a finding', () => {
  const annotations = { 'cdk8s-antrea-multicast/acknowledge.TAM999': 'because' };
  const found = Lint.objects([cluster({}, { annotations })]);
  expect(found.map(({ message }) => message)).toEqual([mentions('"TAM999"')]);
});

test('the same object in two files is a duplicate', () => {
  const one = pod();
  expect(ids([one, one])).toEqual(['TAM016']);
});

test.each([
  [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: null, annotations: null }, spec: null }],
  [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: null, volumes: 'x' } }],
  [{ apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'Cluster', metadata: { name: 1 }, spec: { topology: [] } }],
  [
    {
      apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
      kind: 'AntreaConfig',
      metadata: {},
      spec: { antrea: { config: 3 } },
    },
  ],
  [antreaConfig({ featureGates: null })],
])('unusual objects do not stop the rules: %p', (object) => {
  const found = Lint.objects([object], { tkr: NEW, vsphere: '8.0u2' });
  expect(found.filter(({ message }) => message.includes('could not check'))).toEqual([]);
});
