import { GUIDE, KUBERNETES_SHAPE, NOTES_3_5, NOTES_3_6, NOTES_3_7, POD_SECURITY_SHAPE } from './_kubernetes-variable';
import {
  ANY,
  BOOLEAN,
  ExpectedMember,
  QUANTITY,
  STRING,
  STRINGS,
  Shape,
  listOf,
  objectOf,
  oneOf,
} from './_variable-shapes';

/** The two sets of variables of the ClusterClasses on a Supervisor. A class of one model refuses a variable that only the other has. */
export enum VariableModel {
  /** tanzukubernetescluster and builtin-generic-v3.1.0. */
  A = 'A',
  /** builtin-generic-v3.2.0 and later. */
  B = 'B',
}

/** A variable that a user may write. */
export interface ClassVariable {
  readonly name: string;
  readonly shape: Shape;
  readonly required?: boolean;
  /** First version of builtin-generic that has the variable, MAJOR.MINOR. */
  readonly since?: string;
  readonly note?: string;
  /** For a variable of model A, that of model B with the same effect. If it is not set, there is none. */
  readonly counterpart?: Counterpart;
  readonly source: string;
}

/** A variable of model B, or a member of one. */
export interface Counterpart {
  /** Path such as `node.labels`. */
  readonly path: string;
  /** Where it must be set, if not in the variables of the cluster. */
  readonly place?: string;
  readonly source: string;
}

const LIST_OF_8_0U3 = "a public 'kubectl get clusterclass' of vSphere 8.0U3 (names)";
/** The variable that only the platform writes. */
export const PLATFORM_VARIABLE = {
  name: 'TKR_DATA',
  source: `${LIST_OF_8_0U3}; a public note on Argo CD: the Supervisor fills it in`,
};

const SAMPLES = `${LIST_OF_8_0U3}; ${GUIDE} (shape)`;

const SECRET: Shape = { ...STRING, isSecret: true };
const SECRET_KEY_SHAPE: Shape = { ...objectOf({ name: STRING, key: STRING }, 'name', 'key'), isSecret: true };
const EFFECT = oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute');
/** The guide has a section with the variables of each model. */
const counterpart = (path: string, place?: string): { readonly counterpart: Counterpart } => ({
  counterpart: {
    path,
    place,
    source: `${GUIDE}, which lists both models; a public post about a migration: a class of the other model answers "variable is not defined"`,
  },
});

const GUIDE_3_4 = `second-hand: the ${GUIDE} for VKS 3.4`;
const EXAMPLE = 'second-hand: defaultroute0/vksdemo:vksexpdaylab/complete-cluster-example.yaml for v3.4.0';

const TIME_ADDED: Shape = { type: 'integer or string', source: `${GUIDE_3_4}: an integer` };

/** Returns a shape whose members the guide marks as required. With `a|b`, one of the two is required. */
function expecting(shape: Shape, members: { readonly [names: string]: string | undefined }): Shape {
  const expected = Object.entries(members).map(([names, option]): ExpectedMember => ({
    anyOf: names.split('|'),
    option,
    source: GUIDE_3_4,
  }));
  return { ...shape, expected };
}

/** Returns a shape whose given members may be required, although the guide marks them as optional. */
function doubting(shape: Shape, ...members: string[]): Shape {
  const expected = members.map((name): ExpectedMember => ({
    anyOf: [name],
    isOptionalByGuide: true,
    source: GUIDE_3_4,
  }));
  return { ...shape, expected };
}

const VOLUME_A = doubting(
  objectOf({
    name: STRING,
    mountPath: STRING,
    storageClass: STRING,
    capacity: objectOf({ storage: QUANTITY }, 'storage'),
  }),
  'name',
  'mountPath',
  'capacity',
);
const VOLUME_B = expecting(
  objectOf(
    { name: STRING, mountPath: STRING, storageClass: STRING, capacity: QUANTITY },
    'name',
    'mountPath',
    'capacity',
  ),
  { storageClass: 'volumes: storageClass' },
);

export const MODEL_A: ClassVariable[] = [
  { name: 'vmClass', shape: STRING, required: true, source: SAMPLES },
  { name: 'storageClass', shape: STRING, required: true, source: SAMPLES },
  {
    name: 'storageClasses',
    ...counterpart('vsphereOptions.persistentVolumes.availableStorageClasses'),
    shape: STRINGS,
    source: SAMPLES,
  },
  {
    name: 'defaultStorageClass',
    ...counterpart('vsphereOptions.persistentVolumes.defaultStorageClass'),
    shape: STRING,
    source: SAMPLES,
  },
  {
    name: 'defaultVolumeSnapshotClass',
    ...counterpart('vsphereOptions.persistentVolumes.defaultVolumeSnapshotClass'),
    shape: STRING,
    source: SAMPLES,
  },
  {
    name: 'volumeSnapshotClasses',
    ...counterpart('vsphereOptions.persistentVolumes.availableVolumeSnapshotClasses'),
    shape: STRINGS,
    source: SAMPLES,
  },
  {
    name: 'nodePoolVolumes',
    ...counterpart('volumes'),
    shape: listOf(VOLUME_A),
    note: 'mountPath /var/lib/containerd or /var/lib/kubelet; /data was seen; one guide marks all members as optional',
    source: SAMPLES,
  },
  {
    name: 'controlPlaneVolumes',
    ...counterpart('volumes', 'the overrides of the control plane'),
    shape: listOf(VOLUME_A),
    note: 'mountPath may also be /var/lib/etcd',
    source: SAMPLES,
  },
  {
    name: 'nodePoolLabels',
    ...counterpart('node.labels'),
    shape: listOf(objectOf({ key: STRING, value: STRING }, 'key', 'value')),
    source: SAMPLES,
  },
  {
    name: 'nodePoolTaints',
    ...counterpart('node.taints'),
    shape: listOf(objectOf({ key: STRING, value: STRING, effect: EFFECT, timeAdded: TIME_ADDED }, 'key', 'effect')),
    note: 'one guide marks timeAdded as an integer',
    source: SAMPLES,
  },
  {
    name: 'ntp',
    ...counterpart('osConfiguration.ntp.servers'),
    shape: STRING,
    note: 'the platform writes a default if the variable is absent',
    source: SAMPLES,
  },
  {
    name: 'proxy',
    ...counterpart('osConfiguration.systemProxy'),
    shape: objectOf({ httpProxy: STRING, httpsProxy: STRING, noProxy: STRINGS }),
    source: SAMPLES,
  },
  {
    name: 'trust',
    ...counterpart('osConfiguration.trust'),
    shape: objectOf({ additionalTrustedCAs: listOf(objectOf({ name: STRING }, 'name')) }),
    note: 'name is a key in the Secret CLUSTER-user-trusted-ca-secret, whose value is base64-encoded twice',
    source: `${SAMPLES}; a public 8.0U3 walkthrough (Secret)`,
  },
  {
    name: 'user',
    ...counterpart('osConfiguration.user'),
    shape: objectOf({ sshAuthorizedKey: SECRET, passwordSecret: SECRET_KEY_SHAPE }),
    note: 'the platform writes a default if the variable is absent',
    source: SAMPLES,
  },
  {
    name: 'controlPlaneCertificateRotation',
    ...counterpart('kubernetes.certificateRotation'),
    shape: objectOf({
      activate: { ...BOOLEAN, default: 'true' },
      daysBefore: { type: 'integer', min: 7, max: 90, default: '90' },
    }),
    source: SAMPLES,
  },
  {
    name: 'podSecurityStandard',
    ...counterpart('kubernetes.security.podSecurityStandard'),
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
    ...counterpart('kubernetes.endpointFQDNs'),
    shape: STRINGS,
    note: 'since vSphere 8.0U2',
    source: SAMPLES,
  },
  {
    name: 'defaultRegistrySecret',
    shape: doubting(objectOf({ name: STRING, namespace: STRING, data: SECRET }), 'name', 'namespace', 'data'),
    note: 'data is the CA certificate of the registry in base64, not a credential; one guide marks all members as optional',
    source: `${SAMPLES}; second-hand: a public guide for tanzukubernetescluster (data)`,
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
    shape: KUBERNETES_SHAPE,
    source: B_SOURCE,
  },
  {
    name: 'node',
    shape: objectOf({
      labels: { type: 'map', of: STRING },
      taints: listOf(
        expecting(objectOf({ key: STRING, value: STRING, effect: EFFECT }, 'key', 'effect'), {
          value: 'nodeTaints: value',
        }),
      ),
      firewall: {
        ...objectOf({ inboundRules: listOf(ANY) }),
        isOpen: true,
        isUncertain: true,
        since: '3.6',
        source: `${NOTES_3_6} (rules by source, protocol and port; the name of the member is second-hand too)`,
      },
      cri: {
        ...objectOf({ runtimeClasses: listOf(ANY) }),
        isOpen: true,
        since: '3.7',
        source: `${NOTES_3_7} (the name of the member is second-hand too)`,
      },
    }),
    source: B_SOURCE,
  },
  {
    name: 'osConfiguration',
    shape: objectOf({
      ntp: expecting(objectOf({ servers: STRINGS }), { servers: 'ntpServers' }),
      systemProxy: expecting(objectOf({ http: STRING, https: STRING, noProxy: STRINGS }), {
        http: 'proxy: httpProxy',
        https: 'proxy: httpsProxy',
        noProxy: 'proxy: noProxy',
      }),
      trust: expecting(
        objectOf({
          additionalTrustedCAs: listOf(
            objectOf({ caCert: objectOf({ secretRef: SECRET_KEY_SHAPE, content: SECRET }) }, 'caCert'),
          ),
        }),
        { additionalTrustedCAs: 'trustedCas' },
      ),
      user: expecting(
        objectOf({
          user: STRING,
          sshAuthorizedKey: SECRET,
          passwordSecret: SECRET_KEY_SHAPE,
          password: { ...objectOf({ renewalDaysBeforeExpiry: { type: 'integer', default: '7' } }), since: '3.4' },
          requirePasswordOnSudo: { ...BOOLEAN, since: '3.5', source: NOTES_3_5 },
        }),
        { user: 'user: name', 'sshAuthorizedKey|passwordSecret': 'user: sshAuthorizedKey or passwordSecret' },
      ),
      directoryJoin: {
        ...objectOf(
          {
            credentialSecretRef: STRING,
            domain: STRING,
            gmsaControlSecurityGroupDN: STRING,
            organizationalUnitDN: STRING,
          },
          'credentialSecretRef',
          'domain',
        ),
        isUncertain: true,
        since: '3.3',
        source: `${GUIDE_3_4}; ${EXAMPLE}`,
      },
      fips: { ...objectOf({ enabled: { ...BOOLEAN, default: 'false' } }), since: '3.3' },
      grub: {
        ...objectOf({ password: SECRET }),
        isSecret: true,
        isOpen: true,
        since: '3.5',
        source: `${NOTES_3_5}: a PBKDF2 hash`,
      },
      immutability: {
        ...objectOf({ usrPartitionMode: { ...oneOf('ReadOnly'), isUncertain: true } }),
        isOpen: true,
        since: '3.7',
        source: `${NOTES_3_7}: "ReadOnly", only for Photon; the value for the default is not public`,
      },
      sshd: { ...objectOf({ banner: STRING }), since: '3.3' },
      ubuntuPro: {
        ...objectOf(
          {
            tokenSecretRef: STRING,
            services: STRINGS,
            settings: listOf(objectOf({ key: STRING, value: STRING }, 'key', 'value')),
          },
          'tokenSecretRef',
        ),
        isUncertain: true,
        since: '3.3',
        source: `${GUIDE_3_4}; ${EXAMPLE}`,
      },
    }),
    source: B_SOURCE,
  },
  {
    name: 'resourceConfiguration',
    shape: objectOf({
      systemReserved: objectOf({
        automatic: { ...BOOLEAN, default: 'true' },
        cpu: { ...QUANTITY, type: 'number or string', source: `${EXAMPLE}: a number` },
        memory: QUANTITY,
      }),
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
        customizableStorageClassAnnotations: { ...STRINGS, isUncertain: true, since: '3.4', source: EXAMPLE },
        customizableStorageClassLabels: { ...STRINGS, isUncertain: true, since: '3.4', source: EXAMPLE },
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
  {
    name: 'networks',
    shape: { ...ANY, isUncertain: true },
    since: '3.7',
    note: 'additional network interfaces of Nodes, with VCF 9.1; a list of the variables of v3.7.0 lacks it',
    source: `${NOTES_3_7} (only its members driver and sriovResourcePool)`,
  },
];
