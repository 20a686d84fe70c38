/** A version of an API group, and its kinds. */
export interface ApiGroupVersion {
  readonly group: string;
  readonly version: string;
  readonly kinds: string[];
  readonly source: string;
}

const CLUSTER_API = 'kubernetes-sigs/cluster-api v1.10.10 and v1.11.11: config/crd/bases';
const CLUSTER_KINDS = [
  ...['Cluster', 'ClusterClass', 'Machine', 'MachineDeployment', 'MachineDrainRule', 'MachineHealthCheck'],
  ...['MachinePool', 'MachineSet'],
];
const VM_OPERATOR = 'vmware-tanzu/vm-operator: config/crd/bases of the branches of vSphere 8.0 to 9.1';
const VM_KINDS = [
  ...['ClusterVirtualMachineImage', 'ContentLibraryProvider', 'ContentSource', 'ContentSourceBinding'],
  ...['VirtualMachine', 'VirtualMachineClass', 'VirtualMachineClassBinding', 'VirtualMachineClassInstance'],
  ...['VirtualMachineGroup', 'VirtualMachineGroupPublishRequest', 'VirtualMachineImage', 'VirtualMachineImageCache'],
  ...['VirtualMachinePublishRequest', 'VirtualMachineReplicaSet', 'VirtualMachineService'],
  ...['VirtualMachineSetResourcePolicy', 'VirtualMachineSnapshot', 'VirtualMachineWebConsoleRequest'],
  ...['WebConsoleRequest'],
];
const ANTREA_CRDS = 'antrea-io/antrea v1.9.0, v1.13.0 and v2.5.2: build/yamls/antrea-crds.yml';
const RUN = 'vmware-tanzu/tanzu-framework v0.29.0: apis/run/config/crd/bases; documentation of vSphere with Tanzu';

function versions(group: string, names: string[], kinds: string[], source: string): ApiGroupVersion[] {
  return names.map((version) => ({ group, version, kinds, source }));
}

/**
 * The versions of the API groups of vSphere and Antrea. A version that is not in the table does not exist; the lists of
 * kinds may have gaps.
 */
export const API_GROUPS: ApiGroupVersion[] = [
  {
    group: 'cni.tanzu.vmware.com',
    version: 'v1alpha1',
    kinds: ['AntreaConfig', 'CalicoConfig'],
    source: 'vmware-tanzu/tanzu-framework v0.29.0; the API reference of VKS 3.7.0',
  },
  ...versions(
    'cluster.x-k8s.io',
    ['v1alpha3', 'v1alpha4'],
    CLUSTER_KINDS,
    'kubernetes-sigs/cluster-api v1.4.9 serves them, v1.10.10 does not: config/crd/bases',
  ),
  ...versions('cluster.x-k8s.io', ['v1beta1', 'v1beta2'], CLUSTER_KINDS, CLUSTER_API),
  ...versions(
    'vmoperator.vmware.com',
    ['v1alpha1', 'v1alpha2', 'v1alpha3', 'v1alpha4', 'v1alpha5'],
    VM_KINDS,
    VM_OPERATOR,
  ),
  {
    group: 'crd.antrea.io',
    version: 'v1alpha1',
    kinds: [
      ...['BGPPolicy', 'ClusterNetworkPolicy', 'ExternalNode', 'NetworkPolicy', 'NodeLatencyMonitor', 'PacketCapture'],
      ...['SupportBundleCollection', 'Tier', 'Traceflow'],
    ],
    source: ANTREA_CRDS,
  },
  {
    group: 'crd.antrea.io',
    version: 'v1alpha2',
    kinds: ['ClusterGroup', 'Egress', 'ExternalEntity', 'ExternalIPPool', 'IPPool', 'TrafficControl'],
    source: ANTREA_CRDS,
  },
  { group: 'crd.antrea.io', version: 'v1alpha3', kinds: ['ClusterGroup', 'Group'], source: ANTREA_CRDS },
  {
    group: 'crd.antrea.io',
    version: 'v1beta1',
    kinds: [
      ...[
        'AntreaAgentInfo',
        'AntreaControllerInfo',
        'ClusterGroup',
        'ClusterNetworkPolicy',
        'Egress',
        'ExternalIPPool',
      ],
      ...['Group', 'IPPool', 'NetworkPolicy', 'Tier', 'Traceflow'],
    ],
    source: ANTREA_CRDS,
  },
  {
    group: 'addons.kubernetes.vmware.com',
    version: 'v1alpha1',
    kinds: [
      ...['Addon', 'AddonConfig', 'AddonConfigDefinition', 'AddonInstall', 'AddonRelease', 'AddonRepository'],
      ...['AddonRepositoryInstall', 'ClusterAddon'],
    ],
    source: 'edric45/se-vks-platform; papivot/vks-best-practice',
  },
  ...versions(
    'run.tanzu.vmware.com',
    ['v1alpha1', 'v1alpha2'],
    [
      ...['Capability', 'ProviderServiceAccount', 'TanzuKubernetesAddon', 'TanzuKubernetesCluster'],
      ...['TanzuKubernetesRelease', 'TkgServiceConfiguration'],
    ],
    RUN,
  ),
  {
    group: 'run.tanzu.vmware.com',
    version: 'v1alpha3',
    kinds: [
      ...['ClusterBootstrap', 'ClusterBootstrapTemplate', 'KappControllerConfig', 'OSImage', 'ProviderServiceAccount'],
      ...['TanzuKubernetesCluster', 'TanzuKubernetesRelease', 'TkgServiceConfiguration'],
    ],
    source: RUN,
  },
];

/** A version of Kubernetes whose built-in kinds have schemas. */
export interface KubernetesSchema {
  /** MAJOR.MINOR. */
  readonly kubernetes: string;
  /** Its file in `schemas/`. */
  readonly file: string;
  readonly source: string;
}

/** The oldest and the newest version that the tests run, in ascending order. */
export const KUBERNETES_SCHEMAS: KubernetesSchema[] = [
  {
    kubernetes: '1.25',
    file: 'kubernetes-1.25.json',
    source: 'the OpenAPI documents of kube-apiserver 1.25 (/openapi/v3)',
  },
  {
    kubernetes: '1.35',
    file: 'kubernetes-1.35.json',
    source: 'the OpenAPI documents of kube-apiserver 1.35 (/openapi/v3)',
  },
];
