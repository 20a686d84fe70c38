import {
  ClusterEncryption,
  ClusterSettings,
  ClusterVariable,
  NodeTaintEffect,
  PodSecurityLevel,
  SensitiveText,
  TrustedCa,
  Warnings,
} from '../../lib';
import { MODEL_A, MODEL_B } from '../../lib/platform/tables/_class-variables';
import { clusterManifest, newCluster } from '../_build';
import { mentions } from '../_mentions';
import { A, B_3_3, B_3_4, B_3_7, refused, volume, written } from './_topology';

const ENVIRONMENT = {
  TEST_SSH_KEY: 'ssh-ed25519 AAAA',
  TEST_REGISTRY: '{"auths":{}}',
  TEST_KEY: 'AAAAAAAAAAAAAAAAAAAAAA==',
};
beforeAll(() => Object.assign(process.env, ENVIRONMENT));
afterAll(() => Object.keys(ENVIRONMENT).forEach((name) => delete process.env[name]));

const fromEnvironment = (name: keyof typeof ENVIRONMENT) => SensitiveText.fromEnvironment(name);

const NONE = 'no variable';

// Each setting, and the variables that it writes in both models.
const SETTINGS: [what: string, settings: () => ClusterSettings, a: object | string, b: object | string][] = [
  [
    'storage classes',
    () => ({ storageClasses: ['fast', 'slow'] }),
    { storageClasses: ['fast', 'slow'] },
    { vsphereOptions: { persistentVolumes: { availableStorageClasses: ['fast', 'slow'] } } },
  ],
  [
    'the default storage class',
    () => ({ defaultStorageClass: 'slow' }),
    { defaultStorageClass: 'slow' },
    { vsphereOptions: { persistentVolumes: { defaultStorageClass: 'slow' } } },
  ],
  [
    'volume snapshot classes',
    () => ({ volumeSnapshotClasses: ['daily'] }),
    { volumeSnapshotClasses: ['daily'] },
    { vsphereOptions: { persistentVolumes: { availableVolumeSnapshotClasses: ['daily'] } } },
  ],
  [
    'the default volume snapshot class',
    () => ({ defaultVolumeSnapshotClass: 'daily' }),
    { defaultVolumeSnapshotClass: 'daily' },
    { vsphereOptions: { persistentVolumes: { defaultVolumeSnapshotClass: 'daily' } } },
  ],
  [
    'volumes of every Node',
    () => ({ volumes: [volume({ storageClass: 'slow' })] }),
    {
      nodePoolVolumes: [
        { name: 'containerd', mountPath: '/var/lib/containerd', storageClass: 'slow', capacity: { storage: '15Gi' } },
      ],
      controlPlaneVolumes: [
        { name: 'containerd', mountPath: '/var/lib/containerd', storageClass: 'slow', capacity: { storage: '15Gi' } },
      ],
    },
    { volumes: [{ name: 'containerd', mountPath: '/var/lib/containerd', storageClass: 'slow', capacity: '15Gi' }] },
  ],
  [
    'NTP servers',
    () => ({ ntpServers: ['time.example.com'] }),
    { ntp: 'time.example.com' },
    { osConfiguration: { ntp: { servers: ['time.example.com'] } } },
  ],
  [
    'a proxy',
    () => ({ proxy: { httpProxy: 'http://p:1', httpsProxy: 'https://p:2', noProxy: ['10.0.0.0/8'] } }),
    { proxy: { httpProxy: 'http://p:1', httpsProxy: 'https://p:2', noProxy: ['10.0.0.0/8'] } },
    { osConfiguration: { systemProxy: { http: 'http://p:1', https: 'https://p:2', noProxy: ['10.0.0.0/8'] } } },
  ],
  [
    'a trusted CA in the Secret of the cluster',
    () => ({ trustedCas: [TrustedCa.inSecret('ca-1')] }),
    { trust: { additionalTrustedCAs: [{ name: 'ca-1' }] } },
    {
      osConfiguration: {
        trust: {
          additionalTrustedCAs: [{ caCert: { secretRef: { name: 'c1-user-trusted-ca-secret', key: 'ca-1' } } }],
        },
      },
    },
  ],
  [
    'the user',
    () => ({
      user: {
        sshAuthorizedKey: fromEnvironment('TEST_SSH_KEY'),
        passwordSecret: { name: 'node-password', key: 'hash' },
      },
    }),
    { user: { sshAuthorizedKey: 'ssh-ed25519 AAAA', passwordSecret: { name: 'node-password', key: 'hash' } } },
    {
      osConfiguration: {
        user: { sshAuthorizedKey: 'ssh-ed25519 AAAA', passwordSecret: { name: 'node-password', key: 'hash' } },
      },
    },
  ],
  [
    'Pod Security',
    () => ({
      podSecurityStandard: {
        deactivated: false,
        enforce: PodSecurityLevel.BASELINE,
        enforceVersion: 'latest',
        audit: PodSecurityLevel.RESTRICTED,
        auditVersion: 'v1.30',
        warn: PodSecurityLevel.PRIVILEGED,
        warnVersion: 'v1.31',
        exemptNamespaces: ['legacy'],
      },
    }),
    {
      podSecurityStandard: {
        deactivated: false,
        enforce: 'baseline',
        enforceVersion: 'latest',
        audit: 'restricted',
        auditVersion: 'v1.30',
        warn: 'privileged',
        warnVersion: 'v1.31',
        exemptions: { namespaces: ['legacy'] },
      },
    },
    {
      kubernetes: {
        security: {
          podSecurityStandard: {
            deactivated: false,
            enforce: 'baseline',
            enforceVersion: 'latest',
            audit: 'restricted',
            auditVersion: 'v1.30',
            warn: 'privileged',
            warnVersion: 'v1.31',
            exemptions: { namespaces: ['legacy'] },
          },
        },
      },
    },
  ],
  [
    'certificate rotation',
    () => ({ certificateRotation: { enabled: false, daysBeforeExpiry: 30 } }),
    { controlPlaneCertificateRotation: { activate: false, daysBefore: 30 } },
    { kubernetes: { certificateRotation: { enabled: false, renewalDaysBeforeExpiry: 30 } } },
  ],
  [
    'names of the API server',
    () => ({ endpointFqdns: ['api.example.com'] }),
    { kubeAPIServerFQDNs: ['api.example.com'] },
    { kubernetes: { endpointFQDNs: ['api.example.com'] } },
  ],
  [
    'a registry',
    () => ({ registrySecret: { name: 'r', namespace: 'kube-system', data: fromEnvironment('TEST_REGISTRY') } }),
    { defaultRegistrySecret: { name: 'r', namespace: 'kube-system', data: '{"auths":{}}' } },
    NONE,
  ],
  [
    'encryption',
    () => ({ encryption: ClusterEncryption.aescbc([{ name: 'k', secret: fromEnvironment('TEST_KEY') }]) }),
    { clusterEncryptionConfigYaml: expect.stringContaining('kind: EncryptionConfiguration') },
    NONE,
  ],
  [
    'encryption in plain text',
    () => ({ plainTextEncryptionConfig: 'kind: EncryptionConfiguration' }),
    { clusterEncryptionConfigYaml: 'kind: EncryptionConfiguration' },
    NONE,
  ],
  [
    'resources reserved for the system',
    () => ({ systemReserved: { automatic: false, cpu: '200m', memory: '512Mi' } }),
    NONE,
    { resourceConfiguration: { systemReserved: { automatic: false, cpu: '200m', memory: '512Mi' } } },
  ],
  [
    'the maximum of Pods on a Node',
    () => ({ maxPods: 200 }),
    NONE,
    { kubernetes: { kubeletConfiguration: { maxPods: 200 } } },
  ],
  [
    'the size of etcd',
    () => ({ etcdMaximumSizeGib: 8 }),
    NONE,
    { kubernetes: { etcdConfiguration: { maximumDBSizeGiB: 8 } } },
  ],
  ['FIPS', () => ({ fips: false }), NONE, { osConfiguration: { fips: { enabled: false } } }],
  ["sshd's banner", () => ({ sshdBanner: 'Hello' }), NONE, { osConfiguration: { sshd: { banner: 'Hello' } } }],
];

/** The variables that are written, or the error that the class has no variable for it. */
function outcome(clusterClass: string, settings: ClusterSettings): unknown {
  try {
    return written(clusterClass, settings);
  } catch (error) {
    return String(error).includes(`has no variable in the ClusterClass "${clusterClass}"`) ? NONE : error;
  }
}

describe.each(SETTINGS)('%s', (_, settings, a, b) => {
  test.each([A, 'builtin-generic-v3.1.0'])('%s', (clusterClass) => {
    expect(outcome(clusterClass, settings())).toEqual(a);
  });

  test(`${B_3_7}`, () => {
    expect(outcome(B_3_7, settings())).toEqual(b);
  });
});

// Variables that no setting writes, and members whose shape is not public.
const FURTHER: [clusterClass: string, name: string, value: unknown][] = [
  [A, 'extensionCert', { contentSecret: { name: 's', key: 'k' } }],
  [B_3_3, 'kubeAPIServerFQDNs', ['api.example.com']],
  [B_3_7, 'bootstrapAddons', { cniRef: { name: 'antrea', namespace: 'vmware-system-vks-public' } }],
  [B_3_7, 'kubernetes', { apiServerConfiguration: { extraAuthentication: { jwt: [{}] }, logs: { format: 'json' } } }],
  [B_3_7, 'kubernetes', { kubeletConfiguration: { logging: { format: 'json' } } }],
  [B_3_7, 'kubernetes', { security: { resourceQuotaConfiguration: { enabled: true } } }],
  [B_3_7, 'networks', [{ driver: 'vfio-pci' }]],
];

test.each(FURTHER)('%s writes the variable %s unchanged', (clusterClass, name, value) => {
  expect(written(clusterClass, { variables: [ClusterVariable.of(name, value)] })).toEqual({ [name]: value });
});

test('each variable of both models has a test in this file', () => {
  const ofSettings = SETTINGS.flatMap(([, , a, b]) =>
    [a, b].flatMap((value) => (value === NONE ? [] : Object.keys(value))),
  );
  const further = FURTHER.map(([, name]) => name);
  const elsewhere = ['vmClass', 'storageClass', 'nodePoolLabels', 'nodePoolTaints', 'node'];
  const tested = new Set([...ofSettings, ...further, ...elsewhere]);
  const untested = [...MODEL_A, ...MODEL_B].map(({ name }) => name).filter((name) => !tested.has(name));
  expect(untested).toEqual([]);
});

test('labels and taints of worker Nodes', () => {
  const taint = { key: 'video', effect: NodeTaintEffect.NO_EXECUTE };
  expect(written(A, { nodeLabels: { tier: 'video' }, nodeTaints: [taint] })).toEqual({
    nodePoolLabels: [{ key: 'tier', value: 'video' }],
    nodePoolTaints: [{ key: 'video', effect: 'NoExecute' }],
  });
});

test('unset members of a proxy are not written in model A', () => {
  const proxy = { httpProxy: 'http://p:1' };
  expect(written(A, { proxy })).toEqual({ proxy });
  expect(Object.keys(written(A, { proxy }).proxy)).toEqual(['httpProxy']);
});

test('a proxy without noProxy has an empty list in model B', () => {
  expect(written(B_3_7, { proxy: { httpProxy: 'http://p:1', httpsProxy: 'http://p:1' } })).toEqual({
    osConfiguration: { systemProxy: { http: 'http://p:1', https: 'http://p:1', noProxy: [] } },
  });
});

test('settings that share a variable are merged, also with the variable that the user sets', () => {
  const variables = [ClusterVariable.of('osConfiguration', { ubuntuPro: { tokenSecretRef: 'x' } })];
  expect(written(B_3_7, { ntpServers: ['a', 'b'], fips: true, variables })).toEqual({
    osConfiguration: { ntp: { servers: ['a', 'b'] }, fips: { enabled: true }, ubuntuPro: { tokenSecretRef: 'x' } },
  });
});

test('a setting and a variable with the same member are refused', () => {
  const variables = [ClusterVariable.of('osConfiguration', { ntp: { servers: ['c'] } })];
  expect(refused(B_3_7, { ntpServers: ['a'], variables })).toEqual(
    mentions('Cluster "c1"', 'variable', '"osConfiguration.ntp.servers"', 'twice'),
  );
});

test('renewal of the password of a user is possible from builtin-generic-v3.4.0 on', () => {
  const user = { name: 'admin', passwordRenewalDays: 14 };
  expect(written(B_3_4, { user }).osConfiguration.user).toEqual({
    user: 'admin',
    password: { renewalDaysBeforeExpiry: 14 },
  });
  expect(refused(B_3_3, { user })).toEqual(mentions('"password"', 'builtin-generic-v3.4.0'));
});

test('your own class accepts the settings of the class in clusterClassLike', () => {
  const like = { clusterClassLike: B_3_7, ntpServers: ['a'] };
  expect(written('my-class', like)).toEqual({ osConfiguration: { ntp: { servers: ['a'] } } });
  expect(refused('my-class', { clusterClassLike: 'her-class' })).toEqual(
    mentions('Cluster "c1"', 'clusterClassLike', '"her-class"', '"tanzukubernetescluster"', '"builtin-generic-v3.1.0"'),
  );
});

test('variables of a class without a public list are written with a warning', () => {
  const clusterClass = 'builtin-generic-v3.6.0';
  expect(Warnings.of(newCluster({ clusterClass }))).toEqual([]);
  expect(Warnings.of(newCluster({ clusterClass, ntpServers: ['a'] }))).toEqual([
    mentions('Cluster "c1"', '"builtin-generic-v3.6.0"', 'osConfiguration', 'builtin-generic-v3.6.0', 'TAM053'),
  ]);
});

test('a class whose name resembles a known class gives a warning', () => {
  expect(Warnings.of(newCluster({ clusterClass: 'builtin-generic-v3.8.0' }))).toEqual([
    mentions('Cluster "c1"', '"builtin-generic-v3.8.0"', '"builtin-generic-v3.7.0"', 'TAM053'),
  ]);
  expect(Warnings.of(newCluster({ clusterClass: 'my-class' }))).toEqual([]);
});

test('your own class does not need a VM class and a storage class', () => {
  const changes = { clusterClass: 'my-class', vmClass: undefined, storageClass: undefined };
  const { variables } = clusterManifest(changes).spec.topology;
  expect(variables).toEqual([]);
});

test('a secret that is readable in the output gives a warning', () => {
  const encryption = ClusterEncryption.aescbc([{ name: 'k', secret: fromEnvironment('TEST_KEY') }]);
  expect(Warnings.of(newCluster({ encryption }))).toEqual([
    mentions('Cluster ns1/c1', '"k"', '"clusterEncryptionConfigYaml"', 'TAM034'),
  ]);
});
