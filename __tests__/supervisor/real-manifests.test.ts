import { Duration, Size, Testing } from 'cdk8s';
import {
  BootstrapCni,
  ClusterApiVersion,
  DeletePolicy,
  ImagePullCredentialsPolicy,
  LogFormat,
  NodeTaintEffect,
  OsImage,
  PodSecurityLevel,
  RolloutStrategyType,
  SensitiveText,
  TanzuClusterProps,
  TrustedCa,
} from '../../lib';
import { clusterManifest, newCluster, sentence, supervisorChart } from '../_build';

// Each test is a kind of manifest that people have: typed options write all of its fields.

const IMAGE = 'run.tanzu.vmware.com/resolve-os-image';
const PUBLIC = 'vmware-system-vks-public';

process.env.REAL_MANIFESTS_KEY = 'ssh-rsa NOTAKEY== someone@example.com\n';
process.env.REAL_MANIFESTS_CONFIG = Buffer.from('kind: EncryptionConfiguration\n').toString('base64');
process.env.REAL_MANIFESTS_CA = '-----BEGIN CERTIFICATE-----\nNOT A CERTIFICATE\n-----END CERTIFICATE-----';
const KEY = SensitiveText.fromEnvironment('REAL_MANIFESTS_KEY');
const CONFIG = SensitiveText.fromEnvironment('REAL_MANIFESTS_CONFIG');
const CA = SensitiveText.fromEnvironment('REAL_MANIFESTS_CA');

/** A manifest without the options that CLUSTER has and few real ones have. */
const BARE: Partial<TanzuClusterProps> = {
  os: OsImage.platformDefault(),
  writeClassNamespace: false,
  nodePools: [{ name: 'np1' }],
};

const topologyOf = (changes: Partial<TanzuClusterProps>): any => clusterManifest(changes).spec.topology;

/** The variables of a manifest by their names. */
const variablesOf = (topology: any): any =>
  Object.fromEntries(topology.variables.map(({ name, value }: any) => [name, value]));
const overridesOf = (nodes: any): any => variablesOf({ variables: nodes.variables.overrides });

const volume = (name: string, size: number, storageClass?: string) => ({
  name,
  mountPath: `/var/lib/${name}`,
  capacity: Size.gibibytes(size),
  storageClass,
});
const volumeOfModelA = (name: string, storage: string, storageClass?: string) => ({
  name,
  mountPath: `/var/lib/${name}`,
  capacity: { storage },
  ...(storageClass === undefined ? {} : { storageClass }),
});

describe('model A', () => {
  test('no image, volumes only in the pools that have them, and empty lists', () => {
    const topology = topologyOf({
      ...BARE,
      release: 'v1.22.9+vmware.1',
      storageClasses: ['reef'],
      nodeLabels: {},
      nodeTaints: [],
      poolVolumes: [],
      user: { passwordSecret: { name: 'passwords', key: 'ssh' }, sshAuthorizedKey: KEY },
      encryptionConfig: CONFIG,
      controlPlane: { volumes: [volume('etcd', 5)] },
      ntpServers: ['tick.example.com'],
      nodePools: [
        { name: 'wide', vmClass: 'best-effort-medium', volumes: [volume('containerd', 32)] },
        { name: 'slim', volumes: [volume('containerd', 12)] },
      ],
    });
    expect(topology).toEqual({
      class: 'tanzukubernetescluster',
      version: 'v1.22.9+vmware.1',
      controlPlane: { replicas: 1 },
      workers: {
        machineDeployments: [
          {
            class: 'node-pool',
            name: 'wide',
            replicas: 1,
            variables: {
              overrides: [
                { name: 'vmClass', value: 'best-effort-medium' },
                { name: 'nodePoolVolumes', value: [volumeOfModelA('containerd', '32Gi')] },
              ],
            },
          },
          {
            class: 'node-pool',
            name: 'slim',
            replicas: 1,
            variables: { overrides: [{ name: 'nodePoolVolumes', value: [volumeOfModelA('containerd', '12Gi')] }] },
          },
        ],
      },
      variables: expect.anything(),
    });
    expect(variablesOf(topology)).toEqual({
      vmClass: 'best-effort-small',
      storageClass: 'fast',
      storageClasses: ['reef'],
      nodePoolLabels: [],
      nodePoolTaints: [],
      nodePoolVolumes: [],
      controlPlaneVolumes: [volumeOfModelA('etcd', '5Gi')],
      ntp: 'tick.example.com',
      user: {
        passwordSecret: { name: 'passwords', key: 'ssh' },
        sshAuthorizedKey: 'ssh-rsa NOTAKEY== someone@example.com\n',
      },
      clusterEncryptionConfigYaml: process.env.REAL_MANIFESTS_CONFIG,
    });
  });

  test('a class of its own like a known one, the certificate of the extensions and pools of 0 Nodes', () => {
    const topology = topologyOf({
      ...BARE,
      clusterClass: 'custom-class',
      clusterClassLike: 'tanzukubernetescluster',
      extensionCertSecret: { name: 'c1-extensions', key: 'tls.crt' },
      poolVolumes: [volume('containerd', 34, 'reef')],
      controlPlane: { volumes: [volume('etcd', 5, 'reef')] },
      nodePools: [{ name: 'np1' }, { name: 'np2', replicas: 0 }],
    });
    expect(topology.class).toBe('custom-class');
    expect(topology.workers.machineDeployments[1]).toEqual({ class: 'node-pool', name: 'np2', replicas: 0 });
    expect(variablesOf(topology)).toMatchObject({
      extensionCert: { contentSecret: { name: 'c1-extensions', key: 'tls.crt' } },
      nodePoolVolumes: [volumeOfModelA('containerd', '34Gi', 'reef')],
      controlPlaneVolumes: [volumeOfModelA('etcd', '5Gi', 'reef')],
    });
  });

  test('pools without a number of Nodes', () => {
    const pool = { name: 'gpu', writeReplicas: false, vmClass: 'vgpu', nodeLabels: { 'example.com/gpu': 'A' } };
    const topology = topologyOf({ nodeLabels: {}, poolVolumes: [], nodePools: [pool] });
    expect(topology.workers.machineDeployments).toEqual([
      {
        class: 'node-pool',
        name: 'gpu',
        metadata: { annotations: { [IMAGE]: 'os-name=ubuntu' } },
        variables: {
          overrides: [
            { name: 'vmClass', value: 'vgpu' },
            { name: 'nodePoolLabels', value: [{ key: 'example.com/gpu', value: 'A' }] },
          ],
        },
      },
    ]);
  });

  test('volumes of all Nodes, other volumes in the pools, and decimal sizes', () => {
    const topology = topologyOf({
      volumes: [volume('containerd', 16)],
      poolVolumes: [{ name: 'kubelet', mountPath: '/var/lib/kubelet', capacityQuantity: '16G' }],
    });
    expect(variablesOf(topology)).toMatchObject({
      controlPlaneVolumes: [volumeOfModelA('containerd', '16Gi')],
      nodePoolVolumes: [volumeOfModelA('kubelet', '16G')],
    });
  });
});

const CLASS_3_4 = { release: 'v1.33.6---vmware.1-fips-vkr.2', clusterClass: 'builtin-generic-v3.4.0' };
const CLASS_3_7 = { release: 'v1.35.6---vmware.2-vkr.3', clusterClass: 'builtin-generic-v3.7.0' };
const UBUNTU = OsImage.ubuntu({ version: '24.04' });

describe('model B', () => {
  test('settings of the operating system and of all Nodes', () => {
    const topology = topologyOf({
      ...CLASS_3_4,
      os: UBUNTU,
      allNodeLabels: { crew: 'maps', kept: '' },
      allNodeTaints: [{ key: 'ink', value: 'wet', effect: NodeTaintEffect.NO_SCHEDULE }],
      storageClasses: [],
      volumeSnapshotClasses: ['snap'],
      endpointFqdns: [],
      customizableStorageClassAnnotations: [],
      customizableStorageClassLabels: ['tier'],
      directoryJoin: {
        credentialSecretRef: '',
        domain: 'ad.example.com',
        gmsaControlSecurityGroupDn: '',
        organizationalUnitDn: 'OU=nodes,DC=example,DC=com',
      },
      ubuntuPro: { tokenSecretRef: 'pro', services: [], settings: [{ key: '', value: '' }] },
      trustedCas: [TrustedCa.inSecret('root', 'cas'), TrustedCa.of(CA)],
      podSecurityStandard: { deactivated: false, audit: PodSecurityLevel.RESTRICTED, exemptNamespaces: [] },
      nodePools: [{ name: 'np1', replicas: 1, nodeLabels: { zone: 'a' } }],
    });
    const { node, osConfiguration, vsphereOptions, kubernetes } = variablesOf(topology);
    const taints = [{ key: 'ink', value: 'wet', effect: 'NoSchedule' }];
    expect(node).toEqual({ labels: { crew: 'maps', kept: '' }, taints });
    expect(overridesOf(topology.workers.machineDeployments[0]).node).toEqual({
      labels: { crew: 'maps', kept: '', zone: 'a' },
      taints,
    });
    expect(osConfiguration).toEqual({
      directoryJoin: {
        credentialSecretRef: '',
        domain: 'ad.example.com',
        gmsaControlSecurityGroupDN: '',
        organizationalUnitDN: 'OU=nodes,DC=example,DC=com',
      },
      ubuntuPro: { tokenSecretRef: 'pro', services: [], settings: [{ key: '', value: '' }] },
      trust: {
        additionalTrustedCAs: [
          { caCert: { secretRef: { name: 'cas', key: 'root' } } },
          { caCert: { content: process.env.REAL_MANIFESTS_CA } },
        ],
      },
    });
    expect(vsphereOptions.persistentVolumes).toEqual({
      availableStorageClasses: [],
      availableVolumeSnapshotClasses: ['snap'],
      customizableStorageClassAnnotations: [],
      customizableStorageClassLabels: ['tier'],
    });
    expect(kubernetes).toEqual({
      endpointFQDNs: [],
      security: { podSecurityStandard: { deactivated: false, audit: 'restricted', exemptions: { namespaces: [] } } },
    });
  });

  test('volumes of worker Nodes are overrides of each pool', () => {
    const topology = topologyOf({
      ...CLASS_3_4,
      os: UBUNTU,
      poolVolumes: [volume('containerd', 22)],
      nodePools: [{ name: 'np1' }, { name: 'np2', volumes: [] }],
    });
    const [first, second] = topology.workers.machineDeployments;
    const written = { name: 'containerd', mountPath: '/var/lib/containerd', storageClass: 'fast', capacity: '22Gi' };
    expect(variablesOf(topology).volumes).toBeUndefined();
    expect(overridesOf(first).volumes).toEqual([written]);
    expect(overridesOf(second).volumes).toEqual([]);
  });

  test('settings of Kubernetes', () => {
    const topology = topologyOf({
      ...CLASS_3_7,
      os: UBUNTU,
      maxPods: 200,
      etcdMaximumSizeGib: 4,
      etcdMaximumRequestSizeKib: 2048,
      resourceQuota: true,
      minimumTlsProtocol: 'TLS_1.3',
      tlsCipherSuites: ['TLS_AES_128_GCM_SHA256'],
      user: { name: 'admin', sshAuthorizedKey: KEY, requirePasswordOnSudo: true },
      apiServer: {
        maxRequestsInFlight: 0,
        maxMutatingRequestsInFlight: 300,
        requestTimeout: Duration.seconds(90),
        profiling: false,
        logFormat: LogFormat.JSON,
        logVerbosity: 2,
        logFlushFrequency: Duration.seconds(5),
        serviceAccountIssuerUrl: 'https://issuer.example.com',
      },
      kubelet: {
        podPidsLimit: -1,
        logFormat: LogFormat.TEXT,
        imageGcHighThresholdPercent: 85,
        imageGcLowThresholdPercent: 80,
        containerLogMaxSizeMib: 10,
        containerLogMaxFiles: 5,
        serializeImagePulls: false,
        maxParallelImagePulls: 4,
        imagePullCredentialsVerificationPolicy: ImagePullCredentialsPolicy.ALWAYS,
        allowedUnsafeSysctls: ['net.core.somaxconn'],
      },
    });
    const { kubernetes, osConfiguration } = variablesOf(topology);
    expect(kubernetes).toEqual({
      etcdConfiguration: { maximumDBSizeGiB: 4, maxRequestSizeKiB: 2048 },
      security: {
        resourceQuotaConfiguration: { enabled: true },
        minimumTLSProtocol: 'TLS_1.3',
        tlsCipherSuites: ['TLS_AES_128_GCM_SHA256'],
      },
      apiServerConfiguration: {
        maxRequestsInFlight: 0,
        maxMutatingRequestsInFlight: 300,
        requestTimeout: '1m30s',
        profiling: false,
        logs: { format: 'json', verbosity: 2, flushFrequency: '5s' },
        oidc: { serviceAccountIssuerURL: 'https://issuer.example.com' },
      },
      kubeletConfiguration: {
        maxPods: 200,
        podPidsLimit: -1,
        logging: { format: 'text' },
        imageGCHighThresholdPercent: 85,
        imageGCLowThresholdPercent: 80,
        containerLogMaxSizeMiB: 10,
        containerLogMaxFiles: 5,
        serializeImagePulls: false,
        maxParallelImagePulls: 4,
        imagePullCredentialsVerificationPolicy: 'AlwaysVerify',
        allowedUnsafeSysctls: ['net.core.somaxconn'],
      },
    });
    expect(osConfiguration.user.requirePasswordOnSudo).toBe(true);
  });
});

const HEALTH = {
  machineHealthCheck: {
    enable: true,
    maxUnhealthy: '100%',
    unhealthyRange: '[3-5]',
    nodeStartupTimeout: Duration.hours(3),
    unhealthyConditions: [{ type: 'Ready', status: 'Unknown', timeout: Duration.minutes(4) }],
  },
  nodeDrainTimeout: Duration.seconds(0),
  nodeVolumeDetachTimeout: Duration.minutes(90),
  nodeDeletionTimeout: Duration.seconds(12),
};
const LIFECYCLE: Partial<TanzuClusterProps> = {
  ...CLASS_3_4,
  os: UBUNTU,
  paused: false,
  controlPlane: { replicas: 3, labels: { shelf: 'upper' }, ...HEALTH },
  nodePools: [
    {
      name: 'np1',
      ...HEALTH,
      minReadySeconds: 0,
      rolloutStrategy: {
        type: RolloutStrategyType.ROLLING_UPDATE,
        maxSurge: '1',
        maxUnavailable: '0',
        deletePolicy: DeletePolicy.RANDOM,
        maxInFlight: '20%',
      },
    },
  ],
};

test('the life of Nodes in v1beta1', () => {
  const { paused, topology } = clusterManifest(LIFECYCLE).spec;
  const ofNodes = {
    machineHealthCheck: {
      enable: true,
      maxUnhealthy: '100%',
      unhealthyRange: '[3-5]',
      nodeStartupTimeout: '3h0m0s',
      unhealthyConditions: [{ type: 'Ready', status: 'Unknown', timeout: '4m0s' }],
    },
    nodeDrainTimeout: '0s',
    nodeVolumeDetachTimeout: '1h30m0s',
    nodeDeletionTimeout: '12s',
  };
  const annotations = { [IMAGE]: 'os-name=ubuntu,os-version=24.04' };
  expect(paused).toBe(false);
  expect(topology.controlPlane).toEqual({
    replicas: 3,
    metadata: { labels: { shelf: 'upper' }, annotations },
    ...ofNodes,
  });
  expect(topology.workers.machineDeployments).toEqual([
    {
      class: 'node-pool',
      name: 'np1',
      replicas: 1,
      metadata: { annotations },
      ...ofNodes,
      minReadySeconds: 0,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0, deletePolicy: 'Random' },
        remediation: { maxInFlight: '20%' },
      },
    },
  ]);
});

test('the life of Nodes in v1beta2 has other names, and seconds', () => {
  const { topology } = clusterManifest({ ...LIFECYCLE, apiVersion: ClusterApiVersion.V1BETA2 }).spec;
  const checks = {
    nodeStartupTimeoutSeconds: 10800,
    unhealthyNodeConditions: [{ type: 'Ready', status: 'Unknown', timeoutSeconds: 240 }],
  };
  const triggerIf = { unhealthyLessThanOrEqualTo: '100%', unhealthyInRange: '[3-5]' };
  const timeouts = {
    nodeDrainTimeoutSeconds: 0,
    nodeVolumeDetachTimeoutSeconds: 5400,
    nodeDeletionTimeoutSeconds: 12,
  };
  expect(topology.controlPlane).toMatchObject({
    healthCheck: { enabled: true, checks, remediation: { triggerIf } },
    deletion: timeouts,
  });
  expect(topology.workers.machineDeployments[0]).toEqual({
    class: 'node-pool',
    name: 'np1',
    replicas: 1,
    metadata: expect.anything(),
    minReadySeconds: 0,
    healthCheck: { enabled: true, checks, remediation: { maxInFlight: '20%', triggerIf } },
    deletion: { order: 'Random', ...timeouts },
    rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
  });
});

test('v1beta2 needs the type of a roll-out, which follows from its limits', () => {
  const nodePools = [{ name: 'np1', rolloutStrategy: { maxSurge: '20%' } }];
  const [pool] = topologyOf({ ...CLASS_3_4, os: UBUNTU, nodePools, apiVersion: ClusterApiVersion.V1BETA2 }).workers
    .machineDeployments;
  expect(pool.rollout.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: '20%' } });
});

describe('images', () => {
  test('a content library and a pool of Windows', () => {
    const topology = topologyOf({
      release: 'v1.34.1---vmware.1-vkr.4',
      clusterClass: 'builtin-generic-v3.5.0',
      os: OsImage.photon({ contentLibrary: 'cl-11aa22bb33cc44dd5' }),
      nodePools: [
        { name: 'linux', os: OsImage.platformDefault() },
        { name: 'windows', os: OsImage.windows({ contentLibrary: 'cl-55ee66ff77aa88bb9' }) },
        { name: 'arm', os: OsImage.ubuntu({ version: '24.04', type: 'linux', arch: 'arm64', contentLibrary: 'cl-1' }) },
      ],
    });
    const [linux, windows, arm] = topology.workers.machineDeployments;
    expect(topology.controlPlane.metadata.annotations[IMAGE]).toBe(
      'os-name=photon,content-library=cl-11aa22bb33cc44dd5',
    );
    expect(linux.metadata).toBeUndefined();
    expect(windows.metadata.annotations[IMAGE]).toBe('os-type=windows,content-library=cl-55ee66ff77aa88bb9');
    expect(arm.metadata.annotations[IMAGE]).toBe(
      'os-name=ubuntu,os-version=24.04,os-type=linux,os-arch=arm64,content-library=cl-1',
    );
  });

  const switched = (os: OsImage, changes: Partial<TanzuClusterProps> = {}) =>
    sentence(() => newCluster({ os, ...changes }).enableMulticast());

  test('with multicast, no image counts as Photon', () => {
    expect(switched(OsImage.platformDefault())).toMatch(/run "photon", which cannot route multicast/);
  });

  test('with multicast, Windows is refused', () => {
    expect(switched(OsImage.windows())).toMatch(/run Windows/);
  });

  test('with a class of its own, the default image is not known', () => {
    const cluster = newCluster({
      os: OsImage.platformDefault(),
      clusterClass: 'custom-class',
      clusterClassLike: 'tanzukubernetescluster',
    });
    expect(cluster.enableMulticast().objectName).toBe('c1-antrea-package');
  });
});

describe('the ClusterClass and the CNI', () => {
  const newest = { ...CLASS_3_7, os: UBUNTU };
  const cniOf = (changes: Partial<TanzuClusterProps>) =>
    variablesOf(topologyOf({ ...newest, ...changes })).bootstrapAddons;

  test('the namespace of the class is left out in both API versions', () => {
    expect(topologyOf({ ...newest, writeClassNamespace: false }).classNamespace).toBeUndefined();
    expect(
      topologyOf({ ...newest, writeClassNamespace: false, apiVersion: ClusterApiVersion.V1BETA2 }).classRef,
    ).toEqual({ name: 'builtin-generic-v3.7.0' });
  });

  test('the CNI is written without an AddonConfig', () => {
    expect(cniOf({ bootstrapCni: BootstrapCni.CALICO })).toEqual({ cniRef: { name: 'calico', namespace: PUBLIC } });
    expect(cniOf({ bootstrapCni: BootstrapCni.ANTREA })).toEqual({ cniRef: { name: 'antrea', namespace: PUBLIC } });
    expect(cniOf({})).toBeUndefined();
  });

  const withAddon = (bootstrapCni?: BootstrapCni) => {
    const chart = supervisorChart();
    newCluster({ ...newest, bootstrapCni }, chart).enableMulticast();
    const { variables } = Testing.synth(chart).find(({ kind }) => kind === 'Cluster').spec.topology;
    return variables.filter(({ name }: any) => name === 'bootstrapAddons').map(({ value }: any) => value.cniRef.name);
  };

  test('with an AddonConfig, Antrea is written once, or not', () => {
    expect(withAddon()).toEqual(['antrea']);
    expect(withAddon(BootstrapCni.ANTREA)).toEqual(['antrea']);
    expect(withAddon(BootstrapCni.NOT_WRITTEN)).toEqual([]);
  });

  test('with an AddonConfig, another CNI is refused', () => {
    expect(sentence(() => withAddon(BootstrapCni.CILIUM))).toMatch(/makes "cilium" the CNI/);
  });

  test('an autoscaled pool in v1beta2', () => {
    const [pool] = topologyOf({
      ...newest,
      os: OsImage.platformDefault(),
      writeClassNamespace: false,
      apiVersion: ClusterApiVersion.V1BETA2,
      nodePools: [{ name: 'np1', autoscaler: { minSize: 3, maxSize: 5 } }],
    }).workers.machineDeployments;
    expect(pool).toEqual({
      class: 'node-pool',
      name: 'np1',
      metadata: {
        annotations: {
          'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size': '3',
          'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': '5',
        },
      },
    });
  });
});

describe('what has no field, or contradicts another option, is refused', () => {
  const inPool = (pool: object) => () => newCluster({ nodePools: [{ name: 'np1', ...pool }] });
  const inV1beta2 = (pool: object) => () =>
    newCluster({ apiVersion: ClusterApiVersion.V1BETA2, nodePools: [{ name: 'np1', ...pool }] });
  const ON_DELETE = RolloutStrategyType.ON_DELETE;

  test.each<[string, () => unknown, RegExp]>([
    ['a number of Nodes', inPool({ replicas: 2, writeReplicas: false }), /replicas is set, but writeReplicas is false/],
    [
      'bounds',
      inPool({ autoscaler: { minSize: 1, maxSize: 2 }, writeReplicas: false }),
      /autoscaler is set, but writeReplicas is false/,
    ],
    [
      'the number of the control plane',
      () => newCluster({ controlPlane: { replicas: 3, writeReplicas: false } }),
      /control plane: replicas is set/,
    ],
    [
      'a namespace of the class',
      () => newCluster({ clusterClassNamespace: 'ns2', writeClassNamespace: false }),
      /clusterClassNamespace is "ns2", but writeClassNamespace is false/,
    ],
    [
      'the CNI with an older class',
      () => newCluster({ ...CLASS_3_4, os: UBUNTU, bootstrapCni: BootstrapCni.ANTREA }),
      /bootstrapCni has no variable in the ClusterClass "builtin-generic-v3.4.0".*builtin-generic-v3.5.0 or later/,
    ],
    [
      'two sizes of a volume',
      () => newCluster({ volumes: [{ ...volume('containerd', 1), capacityQuantity: '1Gi' }] }),
      /both a capacity and a capacityQuantity/,
    ],
    [
      'a size that is not a quantity',
      () => newCluster({ volumes: [{ name: 'a', mountPath: '/a', capacityQuantity: '16Gi"' }] }),
      /capacityQuantity is "16Gi\\""/,
    ],
    [
      'labels of all Nodes in model A',
      () => newCluster({ allNodeLabels: { a: 'b' } }),
      /allNodeLabels has no variable in the ClusterClass "tanzukubernetescluster": choose builtin-generic-v3.2.0/,
    ],
    [
      'a roll-out limit of OnDelete',
      inPool({ rolloutStrategy: { type: ON_DELETE, maxSurge: '1' } }),
      /has the type "OnDelete" and maxSurge "1"/,
    ],
    [
      'an order of deletion of OnDelete in v1beta1',
      inPool({ rolloutStrategy: { type: ON_DELETE, deletePolicy: DeletePolicy.OLDEST } }),
      /no field in v1beta1.*ClusterApiVersion.V1BETA2/,
    ],
    [
      'parts of a second in v1beta2',
      inV1beta2({ nodeDrainTimeout: Duration.millis(1500) }),
      /nodeDrainTimeout is "1.5s", but v1beta2 has whole seconds/,
    ],
    ['a timeout that is no Duration', inPool({ nodeDrainTimeout: '5m' }), /nodeDrainTimeout is "5m": give a Duration/],
    ['a limit in words', inPool({ rolloutStrategy: { maxSurge: 'all' } }), /maxSurge is "all": use a number/],
    ['a range', inPool({ machineHealthCheck: { unhealthyRange: '3-5' } }), /unhealthyRange is "3-5"/],
    ['an image of another type', () => OsImage.ubuntu({ type: 'windows' }), /type is "windows": use "linux"/],
    ['a content library', () => OsImage.ubuntu({ contentLibrary: 'a,b' }), /contentLibrary is "a,b"/],
    [
      'a TLS protocol',
      () => newCluster({ ...CLASS_3_7, os: UBUNTU, minimumTlsProtocol: 'TLS_1.0' }),
      /minimumTlsProtocol is "TLS_1.0": use one of "TLS_1.2", "TLS_1.3"/,
    ],
  ])('%s', (_, fails, message) => {
    expect(sentence(fails)).toMatch(message);
  });

  test('an order of deletion of OnDelete has a field in v1beta2', () => {
    const chart = supervisorChart();
    const nodePools = [{ name: 'np1', rolloutStrategy: { type: ON_DELETE, deletePolicy: DeletePolicy.OLDEST } }];
    newCluster({ apiVersion: ClusterApiVersion.V1BETA2, nodePools }, chart);
    const [pool] = Testing.synth(chart)[0].spec.topology.workers.machineDeployments;
    expect([pool.deletion, pool.rollout]).toEqual([{ order: 'Oldest' }, { strategy: { type: 'OnDelete' } }]);
  });
});
