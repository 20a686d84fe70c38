import { AntreaObject, FeatureGateStage, ReleaseCapabilities } from '../../lib';
import { Case, Config, Pool, Tree } from './_case';

// The YAML of a case. If the constructs also write it, a test compares the two.

export const NAMESPACE = 'ns1';
export const UBUNTU = 'os-name=ubuntu';
export const IMAGE_ANNOTATION = 'run.tanzu.vmware.com/resolve-os-image';

export function clusterName({ cluster }: Case): string {
  return cluster?.name ?? 'c1';
}

export function poolsOf({ cluster }: Case): Pool[] {
  return cluster?.pools ?? [{ name: 'np1' }];
}

/** The objects of the Supervisor, in the order in which they are applied. */
export function supervisorObjects(one: Case): Tree[] {
  if (one.objects) {
    return one.objects;
  }
  const config = one.object === undefined ? [] : [one.object === 'AntreaConfig' ? antreaConfig(one) : addonConfig(one)];
  return [...config, ...(one.isElsewhere ? [] : [clusterOf(one)])];
}

/** All objects of a case. */
export function objectsOf(one: Case): Tree[] {
  return [...supervisorObjects(one), ...(one.workloads ?? [])];
}

function clusterOf(one: Case): Tree {
  const { release, cluster = {} } = one;
  const { podCidrs = ['172.20.0.0/16'], serviceCidrs = ['172.21.0.0/16'], clusterClassNamespace } = cluster;
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'Cluster',
    metadata: { name: clusterName(one), namespace: NAMESPACE },
    spec: {
      clusterNetwork: { services: { cidrBlocks: serviceCidrs }, pods: { cidrBlocks: podCidrs } },
      topology: {
        class: cluster.clusterClass ?? 'tanzukubernetescluster',
        ...(clusterClassNamespace === undefined ? {} : { classNamespace: clusterClassNamespace }),
        version: release,
        controlPlane: { replicas: cluster.controlPlaneReplicas ?? 1, ...imageOf(one) },
        workers: {
          machineDeployments: poolsOf(one).map((pool) => ({
            class: pool.workerClass ?? 'node-pool',
            name: pool.name,
            replicas: 1,
            ...imageOf(one, pool),
          })),
        },
        variables: variablesOf(one),
      },
    },
  };
}

function imageOf({ cluster }: Case, pool?: Pool): Tree {
  const os = pool?.os ?? (cluster?.os === undefined ? UBUNTU : cluster.os);
  return os === null ? {} : { metadata: { annotations: { [IMAGE_ANNOTATION]: os } } };
}

function variablesOf({ object, cluster }: Case): Tree[] {
  const further = Object.entries(cluster?.variables ?? {}).map(([name, value]) => ({ name, value }));
  const isAddon = object === AntreaObject.ADDON_CONFIG && cluster?.clusterClassNamespace !== undefined;
  const cniRef = { name: 'antrea', namespace: cluster?.clusterClassNamespace };
  return [
    { name: 'vmClass', value: 'small' },
    { name: 'storageClass', value: 'fast' },
    ...further,
    ...(isAddon ? [{ name: 'bootstrapAddons', value: { cniRef } }] : []),
  ];
}

function antreaConfig(one: Case): Tree {
  const { config = {}, isVerbatim } = one;
  return {
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: `${clusterName(one)}-antrea-package`, namespace: NAMESPACE },
    spec: {
      antrea: { config: isVerbatim ? config : { ...config, featureGates: { ...classicGates(one), ...gates(config) } } },
    },
  };
}

function addonConfig(one: Case): Tree {
  const { config = {}, isVerbatim } = one;
  const { multicastInterfaces, multicast, ...rest } = config;
  const isOn = gates(config).Multicast !== false;
  const needsEnable = !isVerbatim && isOn && multicast?.enable === undefined && mustEnable(one);
  const settings = {
    ...multicast,
    ...(multicastInterfaces === undefined ? {} : { multicastInterfaces }),
    ...(needsEnable ? { enable: true } : {}),
  };
  return {
    apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
    kind: 'AddonConfig',
    metadata: {
      name: `${clusterName(one)}-antrea`,
      namespace: NAMESPACE,
      annotations: { 'clusteraddon.addons.kubernetes.vmware.com/owned-for-deletion': 'true' },
    },
    spec: {
      values: {
        antrea: {
          config: {
            ...rest,
            featureGates: { Multicast: true, ...gates(config) },
            ...(Object.keys(settings).length > 0 ? { multicast: settings } : {}),
          },
        },
      },
    },
  };
}

function gates({ featureGates }: Config): Tree {
  return featureGates ?? {};
}

/** The gates that the constructs always write into an AntreaConfig. */
function classicGates(one: Case): Tree {
  const endpointSlice = capabilitiesOf(one)?.featureGates.find(({ name }) => name === 'EndpointSlice');
  return {
    AntreaProxy: true,
    EndpointSlice: endpointSlice?.stage === FeatureGateStage.GA,
    AntreaPolicy: true,
    FlowExporter: false,
    Egress: true,
    NodePortLocal: true,
    AntreaTraceflow: true,
    NetworkPolicyStats: true,
    Multicast: true,
  };
}

function mustEnable(one: Case): boolean {
  return capabilitiesOf(one)?.multicastSwitch.includes('enable') ?? false;
}

/** The capabilities of the release. Undefined if they are unknown. */
function capabilitiesOf(one: Case): ReleaseCapabilities | undefined {
  const { release, antreaVersion } = one;
  try {
    return ReleaseCapabilities.of({ clusterName: clusterName(one), release, antreaVersion });
  } catch {
    return undefined;
  }
}
