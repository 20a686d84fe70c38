import { ADDITIONAL_CRD_GATES, DEFAULT_GATES } from './_default-gates';

/** The gates that an AntreaConfig accepts, from one vSphere version to before the next row. */
export interface SupervisorBuild {
  readonly since: string;
  /** Gates that the Supervisor accepts, by a source. */
  readonly gates: string[];
  /** Whether the Supervisor refuses every other gate. */
  readonly refusesOthers: boolean;
  /** Gates that a Supervisor of this or a later version lists; the source does not name the exact version. */
  readonly perhaps: string[];
  readonly source: string;
}

/** The gates that every Supervisor accepts since vSphere 8.0. */
export const CLASSIC_GATES = DEFAULT_GATES.map(({ name }) => name).filter((name) => name !== 'Multicast');

export const SUPERVISOR_BUILDS: SupervisorBuild[] = [
  {
    since: '8.0',
    gates: CLASSIC_GATES,
    refusesOthers: true,
    perhaps: [],
    source: 'vmware-tanzu/tanzu-framework v0.21.0; andreasm80/blog.local of 2023-06-01',
  },
  {
    since: '8.0u1',
    gates: CLASSIC_GATES,
    refusesOthers: true,
    perhaps: [],
    source: 'rotbau/rotbau.github.io of 2023-08-07: refuses Multicast as an unknown gate',
  },
  {
    since: '8.0u1a',
    gates: CLASSIC_GATES,
    refusesOthers: false,
    perhaps: ['Multicast', ...ADDITIONAL_CRD_GATES.names],
    source: 'rotbau/rotbau.github.io of 2023-08-07: between 8.0u1, which refuses Multicast, and 8.0u1c, which takes it',
  },
  {
    since: '8.0u1c',
    gates: [...CLASSIC_GATES, 'Multicast'],
    refusesOthers: false,
    perhaps: ADDITIONAL_CRD_GATES.names,
    source:
      'rotbau/rotbau.github.io of 2023-08-07 (Multicast); andreasm80/blog.local of 2023-06-01: a template of 2023-09-24 lists fifteen gates',
  },
];

/** An option of a Cluster that a Supervisor has from one version on. */
export interface OptionSince {
  readonly option: string;
  /** Paths of variables of the ClusterClass that write it. */
  readonly variables: string[];
  readonly vsphere: string;
  /** First version of Kubernetes that has it, if that matters too. */
  readonly kubernetes?: string;
  /** Whether only second-hand sources show the version. */
  readonly isUncertain?: boolean;
  readonly source: string;
}

const SUMMARY_OF_NOTES = 'second-hand: a summary of the release notes of vSphere with Tanzu and VKS';

/** The autoscaler of node pools. */
export const AUTOSCALER: OptionSince = {
  option: 'The autoscaler of node pools',
  variables: [],
  vsphere: '8.0u3',
  kubernetes: '1.27',
  isUncertain: true,
  source: SUMMARY_OF_NOTES,
};

/** Clusters of v1beta2. */
export const CLUSTER_V1BETA2: OptionSince = {
  option: 'The API version cluster.x-k8s.io/v1beta2',
  variables: [],
  vsphere: '8.0u3',
  isUncertain: true,
  source: `${SUMMARY_OF_NOTES} (VKS 3.5 and vCenter 8.0U3)`,
};

export const OPTIONS_SINCE: OptionSince[] = [
  {
    option: 'podSecurityStandard',
    variables: ['podSecurityStandard', 'kubernetes.security.podSecurityStandard'],
    vsphere: '8.0u3',
    source: 'docs.vmware.com GUID-B57DA879-89FD-4C34-8ADB-B21CB3AE67F6',
  },
  {
    option: 'The host names of the API server',
    variables: ['kubeAPIServerFQDNs', 'kubernetes.endpointFQDNs'],
    vsphere: '8.0u2',
    isUncertain: true,
    source: SUMMARY_OF_NOTES,
  },
  AUTOSCALER,
  CLUSTER_V1BETA2,
];

/** The annotations that the autoscaler needs on a node pool. */
export const AUTOSCALER_BOUNDS_NEEDED = {
  what: 'The autoscaler changes the size of a node pool between two annotations, and replicas in the manifest would set it back.',
  source:
    'VKS cluster manifest guide (replicas is absent with the annotations); kubernetes/autoscaler:cluster-autoscaler/cloudprovider/clusterapi (both annotations are needed)',
};

/** API groups that the Supervisor serves and a workload cluster does not. Groups that end in `.cluster.x-k8s.io` are of the first one. */
export const SUPERVISOR_GROUPS = {
  names: [
    'cluster.x-k8s.io',
    'cni.tanzu.vmware.com',
    'addons.kubernetes.vmware.com',
    'run.tanzu.vmware.com',
    'vmoperator.vmware.com',
  ],
  source:
    'vmware-tanzu/tanzu-framework v0.29.0: addons/README.md; vmware-tanzu/vm-operator: config/crd; kubernetes-sigs/cluster-api: config/crd',
};
