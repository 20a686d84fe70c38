import { Options } from '../_fields';
import { AddonAntreaProxy, AddonConfigOptions, AddonConfigProps } from './addon-config';
import { AntreaConfigOptions, AntreaConfigProps } from './antrea-config';
import { AntreaSettings } from './antrea-settings';
import { ClusterEncryptionOptions, EncryptionKey } from './cluster-encryption';
import { CertificateRotation, ClusterSettings, RegistrySecret } from './cluster-settings';
import { MulticastOptions } from './multicast-options';
import { AutoscalerBounds, ControlPlaneProps, NodePoolProps } from './node-pool';
import { NodeProxy, NodeTaint, NodeUser, NodeVolume, SecretKey, SystemReserved } from './node-settings';
import { OsImageOptions } from './os-image';
import { PodSecurityStandard } from './pod-security-standard';

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.

const ANTREA_SETTINGS: Options<AntreaSettings> = {
  streams: true,
  reach: true,
  featureGates: true,
  trafficEncapMode: true,
  defaultMtu: true,
  multicastInterfaces: true,
  igmpQueryInterval: true,
  igmpQueryVersions: true,
  unverifiedMulticastEnable: true,
};

const ANTREA_CONFIG_OPTIONS: Options<AntreaConfigOptions> = { ...ANTREA_SETTINGS, config: true };
export const ANTREA_CONFIG_PROPS: Options<AntreaConfigProps> = { ...ANTREA_CONFIG_OPTIONS, cluster: true };

const ADDON_CONFIG_OPTIONS: Options<AddonConfigOptions> = {
  ...ANTREA_SETTINGS,
  antreaProxy: true,
  antreaNsx: true,
  values: true,
  writeClusterName: true,
};
export const ADDON_CONFIG_PROPS: Options<AddonConfigProps> = { ...ADDON_CONFIG_OPTIONS, cluster: true };
export const ADDON_ANTREA_PROXY: Options<AddonAntreaProxy> = { enable: true, proxyAll: true };

export const MULTICAST_OPTIONS: Options<MulticastOptions> = {
  ...ANTREA_CONFIG_OPTIONS,
  ...ADDON_CONFIG_OPTIONS,
  antreaObject: true,
};

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

export const CONTROL_PLANE_OPTIONS: Options<ControlPlaneProps> = {
  replicas: true,
  labels: true,
  annotations: true,
  vmClass: true,
  storageClass: true,
  volumes: true,
  variableOverrides: true,
};

export const NODE_POOL_OPTIONS: Options<NodePoolProps> = {
  name: true,
  replicas: true,
  autoscaler: true,
  workerClass: true,
  failureDomain: true,
  os: true,
  labels: true,
  annotations: true,
  vmClass: true,
  storageClass: true,
  volumes: true,
  nodeLabels: true,
  nodeTaints: true,
  variableOverrides: true,
};

export const AUTOSCALER_BOUNDS: Options<AutoscalerBounds> = { minSize: true, maxSize: true };
export const OS_IMAGE_OPTIONS: Options<OsImageOptions> = { version: true, routesMulticast: true };

export const NODE_VOLUME: Options<NodeVolume> = { name: true, mountPath: true, storageClass: true, capacity: true };
export const NODE_TAINT: Options<NodeTaint> = { key: true, value: true, effect: true, timeAdded: true };
export const NODE_PROXY: Options<NodeProxy> = { httpProxy: true, httpsProxy: true, noProxy: true };
export const SYSTEM_RESERVED: Options<SystemReserved> = { automatic: true, cpu: true, memory: true };
export const SECRET_KEY: Options<SecretKey> = { name: true, key: true };
export const NODE_USER: Options<NodeUser> = {
  name: true,
  sshAuthorizedKey: true,
  passwordSecret: true,
  passwordRenewalDays: true,
};

export const CERTIFICATE_ROTATION: Options<CertificateRotation> = { enabled: true, daysBeforeExpiry: true };
export const REGISTRY_SECRET: Options<RegistrySecret> = { name: true, namespace: true, data: true };
export const POD_SECURITY_STANDARD: Options<PodSecurityStandard> = {
  deactivated: true,
  enforce: true,
  audit: true,
  warn: true,
  enforceVersion: true,
  auditVersion: true,
  warnVersion: true,
  exemptNamespaces: true,
};

export const ENCRYPTION_KEY: Options<EncryptionKey> = { name: true, secret: true };
export const CLUSTER_ENCRYPTION_OPTIONS: Options<ClusterEncryptionOptions> = { resources: true };
