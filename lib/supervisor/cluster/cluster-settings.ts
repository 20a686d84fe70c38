import { Options } from '../../checks/_options';
import { ClusterEncryption } from './cluster-encryption';
import { NodeProxy, NodeTaint, NodeUser, NodeVolume, SecretKey, SystemReserved } from './node-settings';
import { PodSecurityStandard } from './pod-security-standard';
import { SensitiveText } from './sensitive-text';
import { ApiServerSettings, KubeletSettings } from './settings/kubernetes-settings';
import { DirectoryJoin, UbuntuPro } from './settings/os-settings';
import { TrustedCa } from './trusted-ca';

/**
 * Settings of a workload cluster. They have the same names for every ClusterClass, and the library writes them as the
 * variables of the class at hand. The classes have one of two sets of variables, which docs/compatibility.md lists:
 * model A (tanzukubernetescluster, builtin-generic-v3.1.0) or model B (builtin-generic-v3.2.0 and later). A setting for
 * which the class has no variable is refused.
 */
export interface ClusterSettings {
  /**
   * Storage classes that the workload cluster offers. An empty list is written as it is.
   *
   * @default - not written: all storage classes of the vSphere Namespace
   */
  readonly storageClasses?: string[];

  /**
   * Default storage class of the workload cluster.
   *
   * @default - not written: the workload cluster has none
   */
  readonly defaultStorageClass?: string;

  /**
   * Volume snapshot classes that the workload cluster offers.
   *
   * @default - not written
   */
  readonly volumeSnapshotClasses?: string[];

  /**
   * Default volume snapshot class of the workload cluster.
   *
   * @default - not written: the workload cluster has none
   */
  readonly defaultVolumeSnapshotClass?: string;

  /**
   * Volumes of every Node. A node pool and the control plane may override them.
   *
   * @default - only the system disk
   */
  readonly volumes?: NodeVolume[];

  /**
   * Volumes of the worker Nodes, which replace `volumes` there. A node pool may override them.
   *
   * @default - those of `volumes`
   */
  readonly poolVolumes?: NodeVolume[];

  /**
   * Labels of the worker Nodes in the workload cluster. A node pool may override them.
   *
   * @default - none
   */
  readonly nodeLabels?: { [name: string]: string };

  /**
   * Taints of the worker Nodes. A node pool may override them.
   *
   * @default - none
   */
  readonly nodeTaints?: NodeTaint[];

  /**
   * Labels of all Nodes, also of the control plane. `nodeLabels` adds to them. Only in model B.
   *
   * @default - none
   */
  readonly allNodeLabels?: { [name: string]: string };

  /**
   * Taints of all Nodes, also of the control plane. `nodeTaints` replaces them on worker Nodes. Only in model B.
   *
   * @default - none
   */
  readonly allNodeTaints?: NodeTaint[];

  /**
   * NTP servers, as DNS names (at most 253 characters, 63 in a label) or IP addresses. Model A accepts only one.
   *
   * @default - not written: the platform chooses
   */
  readonly ntpServers?: string[];

  /**
   * Proxy of the Nodes.
   *
   * @default - none
   */
  readonly proxy?: NodeProxy;

  /**
   * Certificate authorities that the Nodes trust, in addition to those of their operating system.
   *
   * @default - none
   */
  readonly trustedCas?: TrustedCa[];

  /**
   * User account on the Nodes.
   *
   * @default - not written: the platform creates one
   */
  readonly user?: NodeUser;

  /**
   * Pod Security of every Namespace without labels of its own for it (in model A since vSphere 8.0U3).
   *
   * @default - not written: the release decides; from Kubernetes 1.26 on it enforces `restricted`
   */
  readonly podSecurityStandard?: PodSecurityStandard;

  /**
   * Rotation of the control plane's certificates.
   *
   * @default - not written: 90 days before they expire
   */
  readonly certificateRotation?: CertificateRotation;

  /**
   * Additional DNS names of the API server (in model A since vSphere 8.0U2).
   *
   * @default - none
   */
  readonly endpointFqdns?: string[];

  /**
   * CA certificate of the default image registry. Only in model A.
   *
   * @default - none
   */
  readonly registrySecret?: RegistrySecret;

  /**
   * Encryption of Secrets in etcd. Only in model A. The keys are readable in the output.
   *
   * @default - not written: the platform creates a key
   */
  readonly encryption?: ClusterEncryption;

  /**
   * Text of an EncryptionConfiguration, written as it is. Only in model A. Its keys are readable in the source and in
   * the output, so prefer `encryption`.
   *
   * @default - not written
   */
  readonly plainTextEncryptionConfig?: string;

  /**
   * EncryptionConfiguration of Secrets in etcd, as the text that is written: YAML, or the base64 of it
   * (papivot/custom-clusterclass). Only in model A. The text is readable in the output.
   *
   * @default - not written
   */
  readonly encryptionConfig?: SensitiveText;

  /**
   * Secret with the certificate of the extensions, written as `extensionCert`. Only in model A, and only for a
   * ClusterClass of your own: on the others the platform writes it (a public list of vSphere 8.0U3).
   *
   * @default - not written
   */
  readonly extensionCertSecret?: SecretKey;

  /**
   * CPU and memory that each Node reserves for its system. Only in model B.
   *
   * @default - not written: the class calculates it
   */
  readonly systemReserved?: SystemReserved;

  /**
   * Maximum number of Pods on a Node, from 20 to 250. From builtin-generic-v3.5.0 on, where 110 is the maximum. In
   * builtin-generic-v3.6.0, more than 110 needs VKS 3.6.1 and gives a warning.
   *
   * @default - not written: 110, by the class
   */
  readonly maxPods?: number;

  /**
   * Maximum size of the etcd database in GiB, a whole number from 2 to 8. From builtin-generic-v3.5.0 on. The class adds
   * a volume for it, so no volume of your own may be at `/var/lib/etcd`.
   *
   * @default - not written: 2, by the class
   */
  readonly etcdMaximumSizeGib?: number;

  /**
   * Whether the operating systems of the Nodes run in FIPS mode. From builtin-generic-v3.3.0 on.
   *
   * @default - not written: false
   */
  readonly fips?: boolean;

  /**
   * Text that sshd shows before a login, at most 16384 characters in one or more lines. From builtin-generic-v3.3.0 on.
   *
   * @default - not written
   */
  readonly sshdBanner?: string;

  /**
   * Settings of kube-apiserver. From builtin-generic-v3.5.0 on.
   *
   * @default - not written: the class decides
   */
  readonly apiServer?: ApiServerSettings;

  /**
   * Settings of the kubelets. From builtin-generic-v3.5.0 on.
   *
   * @default - not written: the class decides
   */
  readonly kubelet?: KubeletSettings;

  /**
   * Maximum size of a request to etcd in KiB, a whole number, at least 1. From builtin-generic-v3.7.0 on.
   *
   * @default - not written: the class decides
   */
  readonly etcdMaximumRequestSizeKib?: number;

  /**
   * Whether quotas of resources are configured (`resourceQuotaConfiguration`). From builtin-generic-v3.7.0 on.
   *
   * @default - not written: false
   */
  readonly resourceQuota?: boolean;

  /**
   * Minimum version of TLS of the control plane, `TLS_1.2` or `TLS_1.3`. From builtin-generic-v3.7.0 on.
   *
   * @default - not written: the class decides
   */
  readonly minimumTlsProtocol?: string;

  /**
   * Cipher suites of TLS of the control plane, such as `TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384`. From builtin-generic-v3.7.0
   * on.
   *
   * @default - not written: the class decides
   */
  readonly tlsCipherSuites?: string[];

  /**
   * The directory of Windows that Nodes join. From builtin-generic-v3.3.0 on.
   *
   * @default - none
   */
  readonly directoryJoin?: DirectoryJoin;

  /**
   * Ubuntu Pro on the Nodes. From builtin-generic-v3.3.0 on.
   *
   * @default - not written
   */
  readonly ubuntuPro?: UbuntuPro;

  /**
   * Names of the annotations that users of the workload cluster may change on storage classes. From builtin-generic-v3.4.0
   * on (second-hand).
   *
   * @default - not written
   */
  readonly customizableStorageClassAnnotations?: string[];

  /**
   * Names of the labels that users of the workload cluster may change on storage classes. From builtin-generic-v3.4.0 on
   * (second-hand).
   *
   * @default - not written
   */
  readonly customizableStorageClassLabels?: string[];
}

/** Rotation of the control plane's certificates. */
export interface CertificateRotation {
  /**
   * Whether the certificates are rotated.
   *
   * @default - not written: true
   */
  readonly enabled?: boolean;

  /**
   * Number of days before expiry at which the certificates are renewed: at least 7, in model A at most 90.
   *
   * @default - not written: 90
   */
  readonly daysBeforeExpiry?: number;
}

/** CA certificate of a registry, as a Secret. It holds no credentials. */
export interface RegistrySecret {
  /** Name of the Secret, such as `harbor-ca-cert`. */
  readonly name: string;

  /** Namespace of the Secret: the vSphere Namespace, in the public guide. */
  readonly namespace: string;

  /** CA certificate of the registry in base64. It is readable in the output. */
  readonly data: SensitiveText;
}

// All options by name. The compiler compares each list with its struct.
export const SETTING_OPTIONS: Options<ClusterSettings> = {
  storageClasses: true,
  defaultStorageClass: true,
  volumeSnapshotClasses: true,
  defaultVolumeSnapshotClass: true,
  volumes: true,
  poolVolumes: true,
  nodeLabels: true,
  nodeTaints: true,
  allNodeLabels: true,
  allNodeTaints: true,
  ntpServers: true,
  proxy: true,
  trustedCas: true,
  user: true,
  podSecurityStandard: true,
  certificateRotation: true,
  endpointFqdns: true,
  registrySecret: true,
  encryption: true,
  plainTextEncryptionConfig: true,
  encryptionConfig: true,
  extensionCertSecret: true,
  systemReserved: true,
  maxPods: true,
  etcdMaximumSizeGib: true,
  fips: true,
  sshdBanner: true,
  apiServer: true,
  kubelet: true,
  etcdMaximumRequestSizeKib: true,
  resourceQuota: true,
  minimumTlsProtocol: true,
  tlsCipherSuites: true,
  directoryJoin: true,
  ubuntuPro: true,
  customizableStorageClassAnnotations: true,
  customizableStorageClassLabels: true,
};

export const CERTIFICATE_ROTATION: Options<CertificateRotation> = { enabled: true, daysBeforeExpiry: true };

export const REGISTRY_SECRET: Options<RegistrySecret> = { name: true, namespace: true, data: true };
