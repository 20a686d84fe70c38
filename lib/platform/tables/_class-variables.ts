import { BOOLEAN, STRING, STRINGS, Shape, listOf, objectOf } from './_variable-shapes';

/** The two sets of variables of the ClusterClasses on a Supervisor. A class of one model refuses a variable that only the other has. */
export enum VariableModel {
  /** tanzukubernetescluster and builtin-generic-v3.1.0. */
  A = 'A',
  /** builtin-generic-v3.2.0 and later. */
  B = 'B',
}

/** A variable that a user may write. The platform also has TKR_DATA, which only the platform writes. */
export interface ClassVariable {
  readonly name: string;
  readonly shape: Shape;
  readonly required?: boolean;
  /** First version of builtin-generic that has the variable, MAJOR.MINOR. */
  readonly since?: string;
  readonly note?: string;
  readonly source: string;
}

const LIST_OF_8_0U3 = "a public 'kubectl get clusterclass' of vSphere 8.0U3 (names)";
const GUIDE = 'VKS cluster manifest guide';
const SAMPLES = `${LIST_OF_8_0U3}; ${GUIDE} (shape)`;

const LEVELS = ['', 'privileged', 'baseline', 'restricted'];
const LEVEL: Shape = { type: 'string', values: LEVELS };
const POD_SECURITY_SHAPE = objectOf({
  deactivated: BOOLEAN,
  audit: LEVEL,
  auditVersion: STRING,
  enforce: LEVEL,
  enforceVersion: STRING,
  warn: LEVEL,
  warnVersion: STRING,
  exemptions: objectOf({ namespaces: STRINGS }),
});
const SECRET: Shape = { ...STRING, isSecret: true };
const SECRET_KEY_SHAPE: Shape = { ...objectOf({ name: STRING, key: STRING }, 'name', 'key'), isSecret: true };
const EFFECT: Shape = { type: 'string', values: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] };
const VOLUME_A = objectOf(
  { name: STRING, mountPath: STRING, storageClass: STRING, capacity: objectOf({ storage: STRING }, 'storage') },
  'name',
  'mountPath',
  'capacity',
);
const VOLUME_B = objectOf(
  { name: STRING, mountPath: STRING, storageClass: STRING, capacity: STRING },
  'name',
  'mountPath',
  'capacity',
);
const ANY: Shape = { type: 'any' };

export const MODEL_A: ClassVariable[] = [
  { name: 'vmClass', shape: STRING, required: true, source: SAMPLES },
  { name: 'storageClass', shape: STRING, required: true, source: SAMPLES },
  {
    name: 'storageClasses',
    shape: STRINGS,
    source: SAMPLES,
  },
  {
    name: 'defaultStorageClass',
    shape: STRING,
    source: SAMPLES,
  },
  {
    name: 'defaultVolumeSnapshotClass',
    shape: STRING,
    source: SAMPLES,
  },
  {
    name: 'volumeSnapshotClasses',
    shape: STRINGS,
    source: SAMPLES,
  },
  {
    name: 'nodePoolVolumes',
    shape: listOf(VOLUME_A),
    note: 'mountPath /var/lib/containerd or /var/lib/kubelet; /data was seen',
    source: SAMPLES,
  },
  {
    name: 'controlPlaneVolumes',
    shape: listOf(VOLUME_A),
    note: 'mountPath may also be /var/lib/etcd; in model B, this is an override of the variable volumes in the control plane',
    source: SAMPLES,
  },
  {
    name: 'nodePoolLabels',
    shape: listOf(objectOf({ key: STRING, value: STRING }, 'key', 'value')),
    source: SAMPLES,
  },
  {
    name: 'nodePoolTaints',
    shape: listOf(objectOf({ key: STRING, value: STRING, effect: EFFECT, timeAdded: STRING }, 'key', 'effect')),
    source: SAMPLES,
  },
  {
    name: 'ntp',
    shape: STRING,
    note: 'the platform writes a default if the variable is absent',
    source: SAMPLES,
  },
  {
    name: 'proxy',
    shape: objectOf({ httpProxy: STRING, httpsProxy: STRING, noProxy: STRINGS }),
    source: SAMPLES,
  },
  {
    name: 'trust',
    shape: objectOf({ additionalTrustedCAs: listOf(objectOf({ name: STRING }, 'name')) }),
    note: 'name is a key in the Secret CLUSTER-user-trusted-ca-secret, whose value is base64-encoded twice',
    source: `${SAMPLES}; a public 8.0U3 walkthrough (Secret)`,
  },
  {
    name: 'user',
    shape: objectOf({ sshAuthorizedKey: SECRET, passwordSecret: SECRET_KEY_SHAPE }),
    note: 'the platform writes a default if the variable is absent',
    source: SAMPLES,
  },
  {
    name: 'controlPlaneCertificateRotation',
    shape: objectOf({
      activate: { ...BOOLEAN, default: 'true' },
      daysBefore: { type: 'integer', min: 7, max: 90, default: '90' },
    }),
    source: SAMPLES,
  },
  {
    name: 'podSecurityStandard',
    shape: POD_SECURITY_SHAPE,
    note: 'since vSphere 8.0U3',
    source: `${SAMPLES}; docs.vmware.com GUID-B57DA879-89FD-4C34-8ADB-B21CB3AE67F6`,
  },
  {
    name: 'clusterEncryptionConfigYaml',
    shape: SECRET,
    note: 'an EncryptionConfiguration with its keys in plain text; the platform writes a default if the variable is absent',
    source: `${SAMPLES}; papivot/custom-clusterclass writes it in base64`,
  },
  {
    name: 'kubeAPIServerFQDNs',
    shape: STRINGS,
    note: 'since vSphere 8.0U2',
    source: SAMPLES,
  },
  {
    name: 'defaultRegistrySecret',
    shape: objectOf({ name: STRING, namespace: STRING, data: SECRET }, 'name', 'namespace', 'data'),
    source: SAMPLES,
  },
  {
    name: 'extensionCert',
    shape: objectOf({ contentSecret: SECRET_KEY_SHAPE }),
    note: 'written by the platform; set it only with a ClusterClass of your own',
    source: SAMPLES,
  },
];

const WALKTHROUGH = "a public VPC walkthrough: '.status.variables' of v3.3.0";
const B_SOURCE = `${GUIDE}; ${WALKTHROUGH}; papivot/vks-best-practice for v3.7.0`;

export const MODEL_B: ClassVariable[] = [
  { name: 'vmClass', shape: STRING, required: true, source: B_SOURCE },
  { name: 'storageClass', shape: STRING, required: true, source: B_SOURCE },
  {
    name: 'kubernetes',
    shape: objectOf({
      certificateRotation: objectOf({
        enabled: { ...BOOLEAN, default: 'true' },
        renewalDaysBeforeExpiry: { type: 'integer', min: 7, default: '90' },
      }),
      endpointFQDNs: STRINGS,
      security: objectOf({
        podSecurityStandard: POD_SECURITY_SHAPE,
        resourceQuotaConfiguration: { ...ANY, since: '3.7' },
      }),
      etcdConfiguration: { ...objectOf({ maximumDBSizeGiB: { type: 'integer', min: 1 } }), since: '3.7' },
      apiServerConfiguration: { ...ANY, since: '3.7' },
      kubeletConfiguration: {
        ...objectOf({ maxPods: { type: 'integer', min: 20, max: 250, default: '110' }, logging: ANY }),
        since: '3.7',
      },
    }),
    note: 'seen in use: apiServerConfiguration.extraAuthentication.jwt and .logs.format, kubeletConfiguration.logging.format',
    source: B_SOURCE,
  },
  {
    name: 'node',
    shape: objectOf({
      labels: { type: 'map', of: STRING },
      taints: listOf(objectOf({ key: STRING, value: STRING, effect: EFFECT }, 'key', 'effect')),
    }),
    source: B_SOURCE,
  },
  {
    name: 'osConfiguration',
    shape: objectOf({
      ntp: objectOf({ servers: STRINGS }),
      systemProxy: objectOf({ http: STRING, https: STRING, noProxy: STRINGS }),
      trust: objectOf({
        additionalTrustedCAs: listOf(
          objectOf({ caCert: objectOf({ secretRef: SECRET_KEY_SHAPE, content: SECRET }) }, 'caCert'),
        ),
      }),
      user: objectOf({
        user: STRING,
        sshAuthorizedKey: SECRET,
        passwordSecret: SECRET_KEY_SHAPE,
        password: { ...objectOf({ renewalDaysBeforeExpiry: { type: 'integer', default: '7' } }), since: '3.4' },
      }),
      directoryJoin: { ...ANY, since: '3.3' },
      fips: { ...objectOf({ enabled: { ...BOOLEAN, default: 'false' } }), since: '3.3' },
      sshd: { ...objectOf({ banner: STRING }), since: '3.3' },
      ubuntuPro: { ...ANY, since: '3.3' },
    }),
    source: B_SOURCE,
  },
  {
    name: 'resourceConfiguration',
    shape: objectOf({
      systemReserved: objectOf({ automatic: { ...BOOLEAN, default: 'true' }, cpu: STRING, memory: STRING }),
    }),
    source: B_SOURCE,
  },
  {
    name: 'volumes',
    shape: listOf(VOLUME_B),
    source: B_SOURCE,
  },
  {
    name: 'vsphereOptions',
    shape: objectOf({
      persistentVolumes: objectOf({
        availableStorageClasses: STRINGS,
        availableVolumeSnapshotClasses: STRINGS,
        defaultStorageClass: STRING,
        defaultVolumeSnapshotClass: STRING,
        customizableStorageClassAnnotations: { ...listOf(ANY), since: '3.4' },
        customizableStorageClassLabels: { ...listOf(ANY), since: '3.4' },
      }),
    }),
    source: B_SOURCE,
  },
  {
    name: 'kubeAPIServerFQDNs',
    shape: STRINGS,
    since: '3.3',
    note: 'deprecated: use kubernetes.endpointFQDNs',
    source: `${WALKTHROUGH}; papivot/vks-best-practice for v3.7.0`,
  },
  {
    name: 'bootstrapAddons',
    shape: objectOf({ cniRef: objectOf({ name: STRING, namespace: STRING }, 'name', 'namespace') }),
    since: '3.5',
    note: 'cannot change after the cluster is created',
    source:
      "second-hand: Broadcom's example of a default cluster with builtin-generic-v3.5.0, quoted in a public post about Harbor without Internet access; papivot/vks-best-practice for v3.7.0",
  },
];
