import { Options } from '../_fields';
import { AddonConfigOptions, AddonConfigProps } from './addon-config';
import { AntreaConfigOptions, AntreaConfigProps } from './antrea-config';
import { AntreaSettings } from './antrea-settings';
import { ClusterSettings } from './cluster-settings';
import { MulticastOptions } from './multicast-options';
import { ControlPlaneProps, NodePoolProps } from './node-pool';

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
