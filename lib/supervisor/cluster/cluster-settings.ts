import { Options } from '../../checks/_options';
import { ClusterEncryption } from './cluster-encryption';
import { NodeProxy, NodeTaint, NodeUser, NodeVolume, SystemReserved } from './node-settings';
import { PodSecurityStandard } from './pod-security-standard';
import { SensitiveText } from './sensitive-text';
import { TrustedCa } from './trusted-ca';

/**
 * Settings of a workload cluster, whichever variables its ClusterClass has for them. Two models exist: A
 * (tanzukubernetescluster, builtin-generic-v3.1.0) and B (builtin-generic-v3.2.0 and later); docs/compatibility.md has
 * their variables. A setting that the class at hand has no variable for is an error.
 */
export interface ClusterSettings {
  /**
   * Storage classes that the workload cluster offers.
   *
   * @default - not written: all that the vSphere Namespace has
   */
  readonly storageClasses?: string[];

  /**
   * Storage class of volumes that name none.
   *
   * @default - not written: there is none
   */
  readonly defaultStorageClass?: string;

  /**
   * Volume snapshot classes that the workload cluster offers.
   *
   * @default - not written
   */
  readonly volumeSnapshotClasses?: string[];

  /**
   * Volume snapshot class of snapshots that name none.
   *
   * @default - not written: there is none
   */
  readonly defaultVolumeSnapshotClass?: string;

  /**
   * Volumes of every Node; a node pool and the control plane may have others.
   *
   * @default - none beside the system disk
   */
  readonly volumes?: NodeVolume[];

  /**
   * Labels of the worker Nodes in the workload cluster; a node pool may have others.
   *
   * @default - none
   */
  readonly nodeLabels?: { [name: string]: string };

  /**
   * Taints of the worker Nodes; a node pool may have others.
   *
   * @default - none
   */
  readonly nodeTaints?: NodeTaint[];

  /**
   * NTP servers, by DNS name (253 characters, labels of 63) or address. Model A takes one.
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
   * Certificate authorities that the Nodes trust.
   *
   * @default - those of their system
   */
  readonly trustedCas?: TrustedCa[];

  /**
   * User of the Nodes.
   *
   * @default - not written: the platform makes one
   */
  readonly user?: NodeUser;

  /**
   * Pod Security of every Namespace without labels (model A: since vSphere 8.0U3).
   *
   * @default - not written: by the release, `restricted` is enforced from Kubernetes 1.26 on
   */
  readonly podSecurityStandard?: PodSecurityStandard;

  /**
   * Rotation of the control plane's certificates.
   *
   * @default - not written: 90 days before they end
   */
  readonly certificateRotation?: CertificateRotation;

  /**
   * Further DNS names of the API server (model A: since vSphere 8.0U2).
   *
   * @default - none
   */
  readonly endpointFqdns?: string[];

  /**
   * Credentials of the registry that images come from by default. Model A alone.
   *
   * @default - none
   */
  readonly registrySecret?: RegistrySecret;

  /**
   * Encryption of Secrets in etcd. Model A alone. Its keys stand readable in the output.
   *
   * @default - not written: the platform makes a key of its own
   */
  readonly encryption?: ClusterEncryption;

  /**
   * Text of an EncryptionConfiguration, passed through as it is, its keys readable in source and output; `encryption` is
   * the better way. Model A alone.
   *
   * @default - not written
   */
  readonly plainTextEncryptionConfig?: string;

  /**
   * CPU and memory that are kept for the system of a Node. Model B alone.
   *
   * @default - not written: the class reckons it
   */
  readonly systemReserved?: SystemReserved;

  /**
   * Pods that a Node takes, 20 to 250. From builtin-generic-v3.7.0 on.
   *
   * @default - not written: the class takes 110
   */
  readonly maxPods?: number;

  /**
   * Greatest size of the etcd database, in GiB, a whole number from 1 on. From builtin-generic-v3.7.0 on.
   *
   * @default - not written
   */
  readonly etcdMaximumSizeGib?: number;

  /**
   * Whether the systems of the Nodes run in FIPS mode. From builtin-generic-v3.3.0 on.
   *
   * @default - not written: false
   */
  readonly fips?: boolean;

  /**
   * What sshd says before a login, of at most 16384 characters, also several lines. From builtin-generic-v3.3.0 on.
   *
   * @default - not written
   */
  readonly sshdBanner?: string;
}

/** Rotation of the control plane's certificates. */
export interface CertificateRotation {
  /**
   * Whether they are rotated.
   *
   * @default - not written: true
   */
  readonly enabled?: boolean;

  /**
   * Days before their end at which they are renewed, from 7 on; model A to 90.
   *
   * @default - not written: 90
   */
  readonly daysBeforeExpiry?: number;
}

/** Credentials of a registry, as a Secret in the workload cluster. */
export interface RegistrySecret {
  /** Name of the Secret. */
  readonly name: string;

  /** Namespace of the Secret. */
  readonly namespace: string;

  /** Its data, in the form that the variable `defaultRegistrySecret` takes. It stands readable in the output. */
  readonly data: SensitiveText;
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const SETTING_OPTIONS: Options<ClusterSettings> = {
  storageClasses: true,
  defaultStorageClass: true,
  volumeSnapshotClasses: true,
  defaultVolumeSnapshotClass: true,
  volumes: true,
  nodeLabels: true,
  nodeTaints: true,
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
  systemReserved: true,
  maxPods: true,
  etcdMaximumSizeGib: true,
  fips: true,
  sshdBanner: true,
};

export const CERTIFICATE_ROTATION: Options<CertificateRotation> = { enabled: true, daysBeforeExpiry: true };

export const REGISTRY_SECRET: Options<RegistrySecret> = { name: true, namespace: true, data: true };
