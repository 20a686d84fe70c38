import { UpgradeLevel, UpgradeLine, UpgradeStep, UpgradeTopic } from '../../lib';

export const R24 = 'v1.24.9---vmware.1-tkg.4';
export const R25 = 'v1.25.7---vmware.3-fips.1-tkg.1';
export const R26 = 'v1.26.5---vmware.2-fips.1-tkg.1';
export const R28 = 'v1.28.8---vmware.1-fips.1-tkg.2';
export const R33 = 'v1.33.6---vmware.1-fips-vkr.2';
export const R35 = 'v1.35.6---vmware.2-vkr.3';
export const R36 = 'v1.36.2---vmware.2-vkr.3';

const osImage = (text: string | undefined) =>
  text === undefined ? {} : { metadata: { annotations: { 'run.tanzu.vmware.com/resolve-os-image': text } } };

/** Options of a test Cluster. */
interface ClusterOptions {
  readonly name?: string;
  readonly clusterClass?: string;
  readonly os?: string;
  readonly variables?: any[];
  readonly topology?: any;
}

export function cluster(version: string, options: ClusterOptions = {}): any {
  const { name = 'c1', clusterClass = 'tanzukubernetescluster', variables = [], topology = {} } = options;
  const os = 'os' in options ? options.os : 'os-name=ubuntu';
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'Cluster',
    metadata: { name, namespace: 'ns1' },
    spec: {
      topology: {
        class: clusterClass,
        version,
        controlPlane: { replicas: 1, ...osImage(os) },
        workers: { machineDeployments: [{ class: 'node-pool', name: 'np', replicas: 2, ...osImage(os) }] },
        variables: [{ name: 'vmClass', value: 'small' }, { name: 'storageClass', value: 'gold' }, ...variables],
        ...topology,
      },
    },
  };
}

export function antreaConfig(config: any = {}, name = 'c1'): any {
  const { featureGates = {}, ...rest } = config;
  return {
    apiVersion: 'cni.tanzu.vmware.com/v1alpha1',
    kind: 'AntreaConfig',
    metadata: { name: `${name}-antrea-package`, namespace: 'ns1' },
    spec: {
      antrea: { config: { featureGates: { Multicast: true, NetworkPolicyStats: true, ...featureGates }, ...rest } },
    },
  };
}

export function addonConfig(config: any): any {
  return {
    apiVersion: 'addons.kubernetes.vmware.com/v1alpha1',
    kind: 'AddonConfig',
    metadata: { name: 'c1-antrea', namespace: 'ns1' },
    spec: { values: { antrea: { config } } },
  };
}

export const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'rx', namespace: 'studio' },
  spec: { containers: [{ name: 'c', image: 'registry.example.org/iperf:1' }] },
};

/** The lines of a topic, perhaps only those of a level. */
export function linesOf({ lines }: UpgradeStep, topic: UpgradeTopic, level?: UpgradeLevel): UpgradeLine[] {
  return lines.filter((line) => line.topic === topic && (level === undefined || line.level === level));
}

/** The texts of the lines of a topic. */
export function textsOf(step: UpgradeStep, topic: UpgradeTopic, level?: UpgradeLevel): string {
  return linesOf(step, topic, level)
    .map(({ what, how }) => `${what} ${how}`)
    .join('\n');
}
