import { join } from 'node:path';
import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import * as lib from '../lib';
import { CLUSTER, IMAGE, STREAM, newCluster, supervisorChart, workloadChart } from './_build';

type Value = { [member: string]: any };
type Hand = (value: any) => unknown;

/** How a struct is handed in. */
export interface Door {
  /** A value that is taken. */
  readonly good: Value;
  readonly hand: Hand;
}

/** Structs that the library hands out and never takes. */
export const OUTPUTS = ['FeatureGate', 'Finding'];

/** Structs that are only members of other structs. */
export const PARTS = [
  'AddonConfigOptions',
  'AntreaConfigOptions',
  'AntreaSettings',
  'ClusterSettings',
  'CommonPodOptions',
  'NodeTimeouts',
  'PodOptions',
  'WorkloadOptions',
];

process.env.STRUCT_DOORS_KEY = Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64');
process.env.STRUCT_DOORS_TEXT = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5';
const KEY = lib.SensitiveText.fromEnvironment('STRUCT_DOORS_KEY');
const TEXT = lib.SensitiveText.fromEnvironment('STRUCT_DOORS_TEXT');

/** A file that Adoption reads. */
const ADOPTED = join(__dirname, '..', 'crds', 'cni.tanzu.vmware.com.yaml');

const A = 'tanzukubernetescluster';
const B = 'builtin-generic-v3.7.0';
const ubuntu = lib.OsImage.ubuntu({ version: '24.04' });
const newAntrea = lib.ClusterReference.of('c1', 'v1.35.6---vmware.2-vkr.3');
/** The same version of Antrea on the last Kubernetes that an AntreaConfig configures. */
const withAntreaConfig = lib.ClusterReference.of('c1', 'v1.34.2---vmware.2-vkr.2', { antreaVersion: '2.5.2' });

/** One struct of the members of both, getters among them. */
const joined = (base: Value, changes: Value): Value =>
  Object.defineProperties({ ...base }, Object.getOwnPropertyDescriptors(changes));

const cluster: Hand = (changes) => newCluster(changes);
const ofClass =
  (clusterClass: string): Hand =>
  (changes) =>
    new lib.TanzuCluster(supervisorChart(), 'Cluster', joined({ ...CLUSTER, clusterClass }, changes) as never);
const inPool: Hand = (changes) => newCluster({ nodePools: [{ name: 'np1', ...changes }] });
const antreaConfig: Hand = (props) => new lib.AntreaConfig(supervisorChart(), 'Config', props);
const addonConfig: Hand = (props) => new lib.AddonConfig(supervisorChart(), 'Config', props);
const ofCluster =
  (make: Hand, of = newAntrea): Hand =>
  (changes) =>
    make(joined({ cluster: of }, changes));
const sender: Hand = (props) => new lib.MulticastSender(workloadChart(), 'Sender', props);
const receiver: Hand = (props) => new lib.MulticastReceiver(workloadChart(), 'Receiver', props);
const proof: Hand = (props) => new lib.MulticastProof(workloadChart(), 'Proof', props);
const policies: Hand = (props) => new lib.MulticastPolicies(workloadChart(), 'Policies', props);
const application: Hand = (props) => new lib.MulticastApplication(workloadChart(), 'Application', props);
const existing: Hand = (props) => new lib.ExistingWorkload(workloadChart(), 'Existing', props);
const machine: Hand = (props) => new lib.MulticastVirtualMachine(supervisorChart(), 'Vm', props);
const workload =
  (make: Hand): Hand =>
  (changes) =>
    make(joined({ stream: STREAM, image: IMAGE }, changes));

const withContainer =
  (make: Hand): Hand =>
  (changes) =>
    make(joined({ stream: STREAM, container: CONTAINER }, changes));
const ofContainer: Hand = (changes) => application(joined({ receives: [STREAM], container: CONTAINER }, changes));

/** A Deployment of the user, and a way to declare it in its app. */
const apps = new App();
const deployment = new kplus.Deployment(new Chart(apps, 'others', { namespace: 'others' }), 'Player', {
  containers: [{ image: IMAGE }],
});
const inSameApp: Hand = (props) => {
  const chart = new lib.WorkloadChart(apps, `workload-${apps.node.children.length}`, { cluster: newAntrea });
  return new lib.ExistingWorkload(chart, 'Existing', props);
};

const CONTAINER: Value = { image: IMAGE, command: ['play', 'udp://$(MULTICAST_GROUP):$(MULTICAST_PORT)'] };
const SIDECAR: Value = {
  image: IMAGE,
  imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
  resources: { cpu: { request: kplus.Cpu.millis(20) } },
  ready: lib.StreamReadiness.JOINED,
};
const SENDING: Value = {
  ttl: 3,
  bitsPerSecond: 1_000_000,
  packetSize: 1400,
  duration: Duration.minutes(5),
};
const ANTREA: Value = {
  streams: [STREAM],
  reach: lib.MulticastReach.PODS,
  featureGates: { Egress: true, Multicast: true },
  trafficEncapMode: lib.TrafficEncapMode.ENCAP,
  defaultMtu: 1450,
  multicastInterfaces: ['eth1'],
  igmpQueryInterval: Duration.seconds(60),
  igmpQueryVersions: [2, 3],
  unverifiedMulticastEnable: true,
  writeDefaultGates: false,
  labels: { team: 'a' },
  annotations: { 'argocd.argoproj.io/sync-wave': '-2' },
};
const ADDON: Value = {
  antreaProxy: { enable: true },
  antreaNsx: true,
  values: { 'antrea.config.tunnelType': 'geneve' },
  writeClusterName: true,
  ownedForDeletion: false,
  definition: { name: 'antrea.kubernetes.vmware.com.2.6.2', namespace: 'vmware-system-vks-public' },
};
const CONFIG: Value = { config: { noSnat: true }, unverifiedValues: { 'antreaNSX.enable': false } };
const COMMON: Value = { imagePullSecrets: ['registry'], nodeLabels: { zone: 'a' }, user: 1000 };
const POD: Value = {
  ...COMMON,
  imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
  resources: { cpu: { request: kplus.Cpu.millis(50) } },
};
const OPTIONS: Value = {
  name: 'w1',
  kind: lib.WorkloadKind.POD,
  network: lib.PodNetwork.POD,
  interfaceName: 'net1',
};
const WORKLOAD: Value = { ...OPTIONS, stream: STREAM, image: IMAGE };
/** What applications have in common. */
const WATCHED: Value = { ...COMMON, ...OPTIONS, sidecar: SIDECAR };
const VOLUMES = [{ name: 'v1', mountPath: '/var/lib/containerd', capacity: Size.gibibytes(15), storageClass: 'fast' }];
const TAINTS = [{ key: 'gpu', value: 'a', effect: lib.NodeTaintEffect.NO_SCHEDULE }];
const SETTINGS: Value = {
  storageClasses: ['fast'],
  defaultStorageClass: 'fast',
  volumeSnapshotClasses: ['snap'],
  defaultVolumeSnapshotClass: 'snap',
  volumes: VOLUMES,
  nodeLabels: { zone: 'a' },
  nodeTaints: TAINTS,
  ntpServers: ['time.example.com'],
  proxy: { httpProxy: 'http://proxy.example.com:3128' },
  trustedCas: [lib.TrustedCa.inSecret('ca')],
  user: { sshAuthorizedKey: TEXT },
  podSecurityStandard: { enforce: lib.PodSecurityLevel.BASELINE },
  certificateRotation: { enabled: true },
  endpointFqdns: ['api.example.com'],
};
const SELECTED: Value = { version: '24.04', type: 'linux', arch: 'amd64', contentLibrary: 'cl-1' };
const TIMEOUTS: Value = {
  nodeDrainTimeout: Duration.minutes(5),
  nodeVolumeDetachTimeout: Duration.minutes(5),
  nodeDeletionTimeout: Duration.seconds(10),
};
const CONDITION: Value = { type: 'Ready', status: 'False', timeout: Duration.minutes(5) };
const HEALTH: Value = {
  enable: true,
  maxUnhealthy: '40%',
  unhealthyRange: '[1-2]',
  nodeStartupTimeout: Duration.minutes(20),
  unhealthyConditions: [CONDITION],
};
const ROLLOUT: Value = {
  type: lib.RolloutStrategyType.ROLLING_UPDATE,
  maxSurge: '1',
  maxUnavailable: '20%',
  deletePolicy: lib.DeletePolicy.OLDEST,
  maxInFlight: '1',
};
const API_SERVER: Value = {
  maxRequestsInFlight: 400,
  maxMutatingRequestsInFlight: 200,
  requestTimeout: Duration.minutes(1),
  profiling: false,
  logFormat: lib.LogFormat.JSON,
  logVerbosity: 2,
  logFlushFrequency: Duration.seconds(5),
  serviceAccountIssuerUrl: 'https://issuer.example.com',
};
const KUBELET: Value = {
  podPidsLimit: 4096,
  logFormat: lib.LogFormat.TEXT,
  imageGcHighThresholdPercent: 85,
  imageGcLowThresholdPercent: 80,
  containerLogMaxSizeMib: 10,
  containerLogMaxFiles: 5,
  serializeImagePulls: false,
  maxParallelImagePulls: 4,
  imagePullCredentialsVerificationPolicy: lib.ImagePullCredentialsPolicy.ALWAYS,
  allowedUnsafeSysctls: ['net.core.somaxconn'],
};
const DIRECTORY: Value = {
  credentialSecretRef: 'join',
  domain: 'ad.example.com',
  gmsaControlSecurityGroupDn: 'CN=gmsa,DC=example,DC=com',
  organizationalUnitDn: 'OU=nodes,DC=example,DC=com',
};
const PRO_SETTING: Value = { key: 'a', value: 'b' };
const PRO: Value = { tokenSecretRef: 'pro', services: ['esm-infra'], settings: [PRO_SETTING] };
const STREAM_CHANGE: Value = {
  object: 'Pod ns1/a',
  role: 'sender',
  before: '239.1.2.3:5001',
  after: '239.1.2.4:5001',
};
const UPGRADE_LINE: Value = {
  level: lib.UpgradeLevel.NOTE,
  topic: lib.UpgradeTopic.ANTREA,
  what: 'Antrea stays at 1.9.0.',
  how: '',
  source: 'a table',
};
const UPGRADE_STEP: Value = {
  cluster: 'ns1/c1',
  fromRelease: 'v1.25',
  toRelease: 'v1.26',
  antreaBefore: '1.9.0',
  antreaAfter: '1.11.1',
  lines: [UPGRADE_LINE],
  manifests: [],
  removed: ['AntreaConfig ns1/c1-antrea-package'],
};
const CHANGE: Value = {
  object: 'Cluster ns1/c1',
  path: 'spec.topology.class',
  before: 'a',
  after: 'b',
  isImmutable: true,
  answer: 'Cluster ns1/c1: refused.',
  restart: true,
};

/** Ways in for every struct of lib/ that comes in; together their good values have each of its members. */
export const DOORS: { readonly [struct: string]: Door[] } = {
  AddonAntreaProxy: [
    { good: { enable: true, proxyAll: false }, hand: (antreaProxy) => ofCluster(addonConfig)({ antreaProxy }) },
  ],
  AddonConfigOptions: [{ good: ADDON, hand: ofCluster(addonConfig) }],
  AddonConfigProps: [{ good: { ...ANTREA, ...ADDON, objectName: 'c1-antrea', cluster: newAntrea }, hand: addonConfig }],
  AddonDefinition: [
    {
      good: { name: 'antrea.kubernetes.vmware.com.2.6.2', namespace: 'vmware-system-vks-public' },
      hand: (definition) => ofCluster(addonConfig)({ definition }),
    },
  ],
  AdoptionOptions: [
    {
      good: { namespace: 'ns1', antreaVersion: '2.5.2', tkr: 'v1.35.6---vmware.2-vkr.3' },
      hand: (options) => lib.Adoption.of([ADOPTED], options),
    },
  ],
  AntreaConfigOptions: [{ good: CONFIG, hand: ofCluster(antreaConfig, withAntreaConfig) }],
  AntreaConfigProps: [
    { good: { ...ANTREA, ...CONFIG, objectName: 'antrea-1', cluster: withAntreaConfig }, hand: antreaConfig },
  ],
  AntreaSettings: [
    { good: { ...ANTREA, objectName: 'antrea-1' }, hand: ofCluster(antreaConfig, withAntreaConfig) },
    { good: { ...ANTREA, objectName: 'c1-antrea' }, hand: ofCluster(addonConfig) },
  ],
  ApiServerSettings: [{ good: API_SERVER, hand: (apiServer) => ofClass(B)({ apiServer }) }],
  AppOptions: [
    {
      good: { gitOps: lib.GitOps.plain(), numberedFiles: true, replaceOutput: true },
      hand: (options) => new lib.App(options),
    },
  ],
  ArgoCdOptions: [
    {
      good: {
        repoUrl: 'https://git.example.com/fleet.git',
        path: 'out',
        targetRevision: 'main',
        project: 'multicast',
        argoCdNamespace: 'argocd',
        argoCdCluster: 'management',
        name: 'fleet',
        supervisor: 'sv1',
        supervisorDestination: '{supervisor}',
        workloadDestination: '{environment}-{cluster}',
        prune: true,
      },
      hand: (options) => lib.GitOps.argoCd(options),
    },
  ],
  AutoscalerBounds: [{ good: { minSize: 1, maxSize: 3 }, hand: (autoscaler) => inPool({ autoscaler }) }],
  CertificateRotation: [
    { good: { enabled: true, daysBeforeExpiry: 30 }, hand: (certificateRotation) => cluster({ certificateRotation }) },
  ],
  Change: [{ good: CHANGE, hand: (change) => lib.Comparison.describe([change]) }],
  ClusterChanges: [
    {
      good: {
        ...{ cluster: 'ns1/c1', isCluster: true, changes: [CHANGE], streams: [STREAM_CHANGE] },
        upgrade: UPGRADE_STEP,
      },
      hand: (changes) => lib.Comparison.markdown([changes]),
    },
  ],
  ClusterEncryptionOptions: [
    {
      good: { resources: ['secrets', '*.apps'] },
      hand: (options) => lib.ClusterEncryption.aescbc([{ name: 'k', secret: KEY }], options),
    },
  ],
  ClusterReferenceOptions: [
    {
      good: { antreaVersion: '1.9.0', vsphereNamespace: 'ns1', supervisor: 's1', network: 'workload 1' },
      hand: (options) => lib.ClusterReference.of('c1', 'v1.25.7---vmware.3-fips.1-tkg.1', options),
    },
  ],
  ClusterSettings: [
    {
      good: {
        ...SETTINGS,
        registrySecret: { name: 'r', namespace: 'kube-system', data: TEXT },
        encryption: encryption(),
      },
      hand: ofClass(A),
    },
    { good: { plainTextEncryptionConfig: 'kind: EncryptionConfiguration\n' }, hand: ofClass(A) },
    {
      good: { encryptionConfig: TEXT, extensionCertSecret: { name: 's', key: 'tls.crt' }, poolVolumes: VOLUMES },
      hand: ofClass(A),
    },
    {
      good: {
        poolVolumes: VOLUMES,
        allNodeLabels: { zone: 'a' },
        allNodeTaints: TAINTS,
        apiServer: API_SERVER,
        kubelet: KUBELET,
        etcdMaximumRequestSizeKib: 2048,
        resourceQuota: true,
        minimumTlsProtocol: 'TLS_1.2',
        tlsCipherSuites: ['TLS_AES_128_GCM_SHA256'],
        directoryJoin: DIRECTORY,
        ubuntuPro: PRO,
        customizableStorageClassAnnotations: ['example.com/tier'],
        customizableStorageClassLabels: ['tier'],
      },
      hand: ofClass(B),
    },
    {
      good: {
        ...SETTINGS,
        systemReserved: { cpu: '200m' },
        maxPods: 100,
        etcdMaximumSizeGib: 4,
        fips: true,
        sshdBanner: 'Authorized use only.\nAll is logged.\n',
      },
      hand: ofClass(B),
    },
  ],
  CommonPodOptions: [
    { good: COMMON, hand: workload(sender) },
    { good: COMMON, hand: workload(receiver) },
    { good: COMMON, hand: (options) => proof(joined({ image: IMAGE }, options)) },
    { good: COMMON, hand: ofContainer },
  ],
  ComparisonOptions: [
    {
      good: { vsphere: '9.0.1', antreaVersion: '1.13.3', antreaVersions: { 'v1.27': '1.11.3' } },
      hand: (options) => lib.Comparison.of([], [], options),
    },
  ],
  ControlPlaneProps: [
    {
      good: {
        replicas: 3,
        labels: { team: 'a' },
        annotations: { note: 'two\nlines' },
        vmClass: 'best-effort-large',
        storageClass: 'fast',
        volumes: VOLUMES,
        variableOverrides: [lib.ClusterVariable.of('ntp', 'time.example.com')],
        ...TIMEOUTS,
        machineHealthCheck: HEALTH,
      },
      hand: (controlPlane) => cluster({ controlPlane }),
    },
    { good: { writeReplicas: false }, hand: (controlPlane) => cluster({ controlPlane }) },
  ],
  DirectoryJoin: [{ good: DIRECTORY, hand: (directoryJoin) => ofClass(B)({ directoryJoin }) }],
  EncryptionKey: [{ good: { name: 'k', secret: KEY }, hand: (key) => lib.ClusterEncryption.aescbc([key]) }],
  EnvironmentProps: [{ good: { supervisor: 's1' }, hand: (props) => new lib.Environment(new App(), 'e1', props) }],
  ExistingWorkloadProps: [
    {
      good: {
        sends: [STREAM],
        receives: [STREAM, lib.MulticastStream.of('239.1.2.4')],
        namespace: 'video',
        labels: { app: 'player' },
        addLabels: false,
        kind: 'StatefulSet',
        name: 'player',
        network: lib.PodNetwork.HOST,
        replicas: 2,
        ttl: 4,
        interfaceName: 'net1',
      },
      hand: existing,
    },
    { good: { receives: [STREAM], workload: deployment, addLabels: true }, hand: inSameApp },
  ],
  FluxOptions: [
    {
      good: {
        repoUrl: 'ssh://git@git.example.com/fleet.git',
        branch: 'main',
        secretRef: 'git',
        sourceRef: 'fleet',
        path: 'out',
        namespace: 'flux-system',
        interval: Duration.minutes(5),
        retryInterval: Duration.minutes(1),
        timeout: Duration.minutes(30),
        prune: true,
        supervisor: 'sv1',
        supervisorKubeConfig: '{supervisor}-kubeconfig',
        workloadKubeConfig: '{cluster}-kubeconfig',
      },
      hand: (options) => lib.GitOps.flux(options),
    },
  ],
  KubeletSettings: [{ good: KUBELET, hand: (kubelet) => ofClass(B)({ kubelet }) }],
  LintOptions: [
    {
      good: { tkr: 'v1.25.7---vmware.3-fips.1-tkg.1', antreaVersion: '1.9.0', vsphere: '8.0u1c' },
      hand: (options) => lib.Lint.objects([], options),
    },
  ],
  MachineHealthCheck: [
    { good: HEALTH, hand: (machineHealthCheck) => inPool({ machineHealthCheck }) },
    {
      good: HEALTH,
      hand: (machineHealthCheck) =>
        cluster({ apiVersion: lib.ClusterApiVersion.V1BETA2, controlPlane: { machineHealthCheck } }),
    },
  ],
  ManifestFile: [{ good: { file: 'a.yaml', manifests: [] }, hand: (one) => lib.Comparison.byCluster([one], []) }],
  MulticastApplicationProps: [
    {
      good: {
        ...WATCHED,
        kind: lib.WorkloadKind.DEPLOYMENT,
        container: CONTAINER,
        sends: [STREAM],
        receives: [STREAM],
        ttl: 4,
        replicas: 2,
      },
      hand: application,
    },
  ],
  MulticastCloudInitOptions: [
    {
      good: { installIperf: false, sshAuthorizedKeys: ['ssh-ed25519 AAAA me'] },
      hand: (options) => lib.MulticastCloudInit.of(lib.VmRole.sender(STREAM), options),
    },
  ],
  MulticastOptions: [
    {
      good: { ...ANTREA, ...ADDON, objectName: 'c1-antrea', antreaObject: lib.AntreaObject.ADDON_CONFIG },
      hand: (options) =>
        newCluster({ release: newAntrea.release, os: ubuntu, clusterClass: B }).enableMulticast(options),
    },
    {
      good: { ...CONFIG, antreaObject: lib.AntreaObject.ANTREA_CONFIG },
      hand: (options) => newCluster().enableMulticast(options),
    },
  ],
  MulticastPods: [
    {
      good: { labels: { app: 'a' }, streams: [STREAM], namespace: 'multicast' },
      hand: (pods) => policies({ receivers: [pods] }),
    },
    {
      good: { labels: { app: 'a' }, streams: [STREAM], namespace: 'other' },
      hand: (pods) => policies({ senders: [pods], others: lib.OtherMulticast.droppedInCluster() }),
    },
  ],
  MulticastPoliciesProps: [
    {
      good: {
        others: lib.OtherMulticast.droppedInNamespace(),
        covers: lib.PolicyScope.JOINING_AND_SENDING,
        receivers: [{ labels: { app: 'a' }, streams: [STREAM] }],
        senders: [{ labels: { app: 'b' }, streams: [STREAM] }],
        ports: lib.AllowedPorts.OF_STREAM,
        tier: 'securityops',
        priority: 5,
        name: 'p1',
      },
      hand: policies,
    },
  ],
  MulticastProofProps: [{ good: { ...POD, image: IMAGE, name: 'p1', deadline: Duration.minutes(2) }, hand: proof }],
  MulticastReceiverProps: [
    {
      good: {
        ...POD,
        ...WORKLOAD,
        kind: lib.WorkloadKind.DEPLOYMENT,
        additionalStreams: [lib.MulticastStream.of('239.1.2.4')],
        replicas: 2,
      },
      hand: receiver,
    },
  ],
  MulticastSenderProps: [
    { good: { ...POD, ...WORKLOAD, ...SENDING, placement: lib.Placement.ANY_NODE }, hand: sender },
  ],
  MulticastStreamOptions: [
    { good: { port: 5002, source: '192.0.2.7' }, hand: (options) => lib.MulticastStream.of('232.1.2.3', options) },
  ],
  MulticastVirtualMachineProps: [
    {
      good: {
        name: 'vm1',
        image: 'vmi-0a0044d7c690bcbea',
        vmClass: 'best-effort-xsmall',
        storageClass: 'fast',
        role: lib.VmRole.sender(STREAM),
        network: lib.VmNetwork.nsx('net'),
        apiVersion: lib.VmApiVersion.V1ALPHA2,
        installIperf: true,
        sshAuthorizedKeys: [],
      },
      hand: machine,
    },
  ],
  MulticastWorkloadProps: [
    { good: { ...POD, ...WORKLOAD }, hand: sender },
    { good: { ...POD, ...WORKLOAD }, hand: receiver },
    { good: { ...WATCHED, stream: STREAM, container: CONTAINER }, hand: sender },
    {
      good: {
        ...WATCHED,
        stream: STREAM,
        additionalStreams: [lib.MulticastStream.of('239.1.2.4')],
        container: CONTAINER,
      },
      hand: receiver,
    },
  ],
  NodePoolProps: [
    {
      good: {
        name: 'np1',
        replicas: 2,
        workerClass: 'node-pool',
        failureDomain: 'zone-1',
        os: ubuntu,
        labels: { team: 'a' },
        annotations: { note: 'two\nlines' },
        vmClass: 'best-effort-large',
        storageClass: 'fast',
        volumes: VOLUMES,
        nodeLabels: { zone: 'a' },
        nodeTaints: TAINTS,
        ...TIMEOUTS,
        machineHealthCheck: HEALTH,
        rolloutStrategy: ROLLOUT,
        minReadySeconds: 10,
        writeReplicas: true,
        variableOverrides: [lib.ClusterVariable.of('ntp', 'time.example.com')],
      },
      hand: (pool) => cluster({ nodePools: [pool] }),
    },
    { good: { name: 'np1', autoscaler: { minSize: 1, maxSize: 2 } }, hand: (pool) => cluster({ nodePools: [pool] }) },
  ],
  NodeProxy: [A, B].map((clusterClass) => ({
    good: {
      httpProxy: 'http://proxy.example.com:3128',
      httpsProxy: 'https://proxy.example.com:3129',
      noProxy: ['.example.com', '10.0.0.0/8', '[2001:db8::1]', 'host:8080', '*'],
    },
    hand: (proxy) => ofClass(clusterClass)({ proxy }),
  })),
  NodeTaint: [
    {
      good: {
        key: 'example.com/gpu',
        value: 'a',
        effect: lib.NodeTaintEffect.NO_EXECUTE,
        timeAdded: '2026-11-23T12:00:00Z',
      },
      hand: (taint) => ofClass(A)({ nodeTaints: [taint] }),
    },
    { good: { key: 'gpu', effect: lib.NodeTaintEffect.NO_EXECUTE }, hand: (taint) => inPool({ nodeTaints: [taint] }) },
  ],
  NodeUser: [
    {
      good: {
        name: 'admin',
        sshAuthorizedKey: TEXT,
        passwordSecret: { name: 's', key: 'k' },
        passwordRenewalDays: 7,
        requirePasswordOnSudo: true,
      },
      hand: (user) => ofClass(B)({ user }),
    },
    { good: { passwordSecret: { name: 's', key: 'k' } }, hand: (user) => ofClass(A)({ user }) },
  ],
  NodeTimeouts: [
    { good: TIMEOUTS, hand: (changes) => cluster({ nodePools: [joined({ name: 'np1' }, changes)] }) },
    { good: TIMEOUTS, hand: (controlPlane) => cluster({ controlPlane }) },
  ],
  NodeVolume: [
    {
      good: { name: 'v1', mountPath: '/data', capacityQuantity: '16G' },
      hand: (volume) => ofClass(A)({ poolVolumes: [volume] }),
    },
    { good: VOLUMES[0], hand: (volume) => ofClass(A)({ volumes: [volume] }) },
    { good: VOLUMES[0], hand: (volume) => ofClass(B)({ controlPlane: { volumes: [volume] } }) },
  ],
  OsImageOptions: [
    { good: { ...SELECTED, routesMulticast: true }, hand: (options) => lib.OsImage.ubuntu(options) },
    { good: { version: '5' }, hand: (options) => lib.OsImage.photon(options) },
    { good: { type: 'windows', contentLibrary: 'cl-1' }, hand: (options) => lib.OsImage.windows(options) },
  ],
  PodOptions: [
    { good: POD, hand: workload(sender) },
    { good: POD, hand: workload(receiver) },
    { good: POD, hand: (options) => proof(joined({ image: IMAGE }, options)) },
  ],
  PodSecurityStandard: [A, B].map((clusterClass) => ({
    good: {
      deactivated: false,
      enforce: lib.PodSecurityLevel.RESTRICTED,
      enforceVersion: 'latest',
      audit: lib.PodSecurityLevel.NONE,
      auditVersion: 'v1.30',
      warn: lib.PodSecurityLevel.BASELINE,
      warnVersion: 'v1.30',
      exemptNamespaces: ['kube-system'],
    },
    hand: (podSecurityStandard) => ofClass(clusterClass)({ podSecurityStandard }),
  })),
  PreviewOptions: [lib.Preview.antreaConfigMap, lib.Preview.antreaValues].map((preview) => ({
    good: { serviceCidr: '10.96.0.0/12', serviceCidrV6: 'fd00:10:96::/112', infraProvider: 'vsphere' },
    hand: (options) => preview({ antrea: { config: {} } }, '1.9.0', options),
  })),
  RegistrySecret: [
    {
      good: { name: 'r', namespace: 'kube-system', data: TEXT },
      hand: (registrySecret) => ofClass(A)({ registrySecret }),
    },
  ],
  RolloutStrategy: [{ good: ROLLOUT, hand: (rolloutStrategy) => inPool({ rolloutStrategy }) }],
  SecretKey: [
    { good: { name: 's', key: 'k' }, hand: (passwordSecret) => ofClass(A)({ user: { passwordSecret } }) },
    { good: { name: 's', key: 'k' }, hand: (passwordSecret) => ofClass(B)({ user: { passwordSecret } }) },
  ],
  SidecarOptions: [withContainer(sender), withContainer(receiver), ofContainer].map((hand) => ({
    good: SIDECAR,
    hand: (sidecar) => hand({ sidecar }),
  })),
  StreamChange: [
    {
      good: STREAM_CHANGE,
      hand: (change) => lib.Comparison.markdown([{ cluster: 'c1', isCluster: true, changes: [], streams: [change] }]),
    },
  ],
  SupervisorChartProps: [
    {
      good: { vsphereNamespace: 'ns1', vsphereVersion: '8.0u1c', supervisor: 's1', writeNamespace: false },
      hand: (props) => new lib.SupervisorChart(new App(), 'supervisor', props),
    },
  ],
  SystemReserved: [
    {
      good: { automatic: false, cpu: '200m', memory: '512Mi' },
      hand: (systemReserved) => ofClass(B)({ systemReserved }),
    },
  ],
  TanzuClusterProps: [
    {
      good: {
        ...CLUSTER,
        ...SETTINGS,
        antreaVersion: '1.9.0',
        controlPlane: { replicas: 3 },
        os: ubuntu,
        serviceDomain: 'cluster.local',
        variables: [lib.ClusterVariable.unchecked('mine', 'a')],
        clusterClass: A,
        clusterClassNamespace: 'ns1',
        writeClassNamespace: true,
        bootstrapCni: lib.BootstrapCni.NOT_WRITTEN,
        paused: true,
        clusterClassLike: 'builtin-generic-v3.1.0',
        apiVersion: lib.ClusterApiVersion.V1BETA2,
        network: 'workload-1',
        labels: { team: 'a' },
        annotations: { note: 'two\nlines' },
      },
      hand: (props) => new lib.TanzuCluster(supervisorChart(), 'Cluster', props),
    },
  ],
  UpgradeLine: [
    {
      good: UPGRADE_LINE,
      hand: (line) => lib.Upgrade.markdown([{ ...UPGRADE_STEP, lines: [line] } as lib.UpgradeStep]),
    },
  ],
  UpgradeOptions: [
    {
      good: { target: 'v1.28', vsphere: '9.0.1', antreaVersions: { 'v1.27': '1.11.3' } },
      hand: (options) => lib.Upgrade.steps([], options),
    },
  ],
  UpgradeStep: [{ good: UPGRADE_STEP, hand: (step) => lib.Upgrade.describe([step]) }],
  UbuntuPro: [{ good: PRO, hand: (ubuntuPro) => ofClass(B)({ ubuntuPro }) }],
  UbuntuProSetting: [
    {
      good: PRO_SETTING,
      hand: (setting) => ofClass(B)({ ubuntuPro: { tokenSecretRef: 'pro', settings: [setting] } }),
    },
  ],
  UnhealthyCondition: [
    {
      good: CONDITION,
      hand: (condition) => inPool({ machineHealthCheck: { unhealthyConditions: [condition] } }),
    },
  ],
  VmReceiverOptions: [{ good: { interfaceName: 'eth0' }, hand: (options) => lib.VmRole.receiver([STREAM], options) }],
  VmSenderOptions: [
    { good: { ...SENDING, interfaceName: 'eth0' }, hand: (options) => lib.VmRole.sender(STREAM, options) },
  ],
  WorkloadOptions: [withContainer(sender), withContainer(receiver), ofContainer].map((hand) => ({
    good: WATCHED,
    hand,
  })),
  WorkloadChartProps: [
    {
      good: {
        cluster: newAntrea,
        namespace: 'multicast',
        createNamespace: true,
        hostNetworkNamespace: 'multicast-host',
      },
      hand: (props) => new lib.WorkloadChart(new App(), 'workload', props),
    },
  ],
};

function encryption(): lib.ClusterEncryption {
  return lib.ClusterEncryption.aescbc([{ name: 'k', secret: KEY }]);
}
