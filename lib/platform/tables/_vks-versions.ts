/** A version of vSphere Kubernetes Service (VKS). */
export interface VksVersion {
  /** MAJOR.MINOR. */
  readonly version: string;
  /** First and last minor version of Kubernetes that it supports. */
  readonly kubernetes: { readonly first: string; readonly last: string };
  /** The oldest class that fits its last minor version of Kubernetes, and later ones; not set if no source shows it. */
  readonly neededClass?: string;
  /** Classes that it deprecates. */
  readonly deprecates: string[];
  /** Classes that it and all later versions lack. */
  readonly removes: string[];
  readonly source: string;
}

/** Returns the source in the release notes of a version, which this project knows from a summary. */
function releaseNotes(version: string, part: string): string {
  return `second-hand: kjin17/vks-study:VKS_${version}_Release_Notes_KR.md (${part}), a summary of Broadcom's release notes of VKS ${version}`;
}

export const VKS_VERSIONS: VksVersion[] = [
  {
    version: '3.3',
    kubernetes: { first: '1.28', last: '1.32' },
    deprecates: [],
    removes: [],
    source: "second-hand: a summary of Broadcom's release notes of VKS 3.3",
  },
  {
    version: '3.4',
    kubernetes: { first: '1.29', last: '1.33' },
    deprecates: ['tanzukubernetescluster'],
    removes: [],
    source: "second-hand: a summary of Broadcom's release notes of VKS 3.4",
  },
  {
    version: '3.5',
    kubernetes: { first: '1.31', last: '1.34' },
    neededClass: 'builtin-generic-v3.5.0',
    deprecates: ['builtin-generic-v3.4.0'],
    removes: ['tanzukubernetescluster'],
    source: releaseNotes('3.5', 'sections 2 and 3'),
  },
  {
    version: '3.6',
    kubernetes: { first: '1.32', last: '1.35' },
    neededClass: 'builtin-generic-v3.6.0',
    deprecates: [
      'builtin-generic-v3.1.0',
      'builtin-generic-v3.2.0',
      'builtin-generic-v3.3.0',
      'builtin-generic-v3.5.0',
    ],
    removes: [],
    source: `${releaseNotes('3.6', 'sections 2 and 3')}, which names only builtin-generic-v3.5.0 as deprecated; builtin-generic-v3.1.0 to v3.3.0 are in another second-hand list of the classes that VKS 3.6 deprecates`,
  },
  {
    version: '3.7',
    kubernetes: { first: '1.33', last: '1.36' },
    neededClass: 'builtin-generic-v3.7.0',
    deprecates: ['builtin-generic-v3.6.0'],
    removes: [],
    source: releaseNotes('3.7', 'sections 2 and 3'),
  },
];

/** The API of TanzuKubernetesClusters. */
export const TKC_API = {
  kind: 'TanzuKubernetesCluster',
  group: 'run.tanzu.vmware.com',
  /** Last minor version of Kubernetes whose releases support it. */
  lastKubernetes: '1.32',
  /** Version of VKS that removes it. */
  removedIn: '3.7',
  source: `${releaseNotes('3.7', 'section 3')}; VKS_3.6_Release_Notes_KR.md, fixed in 3.6.3: VKr 1.33.1 does not support it`,
};

/** Numbers of Nodes that a control plane can have. */
export const CONTROL_PLANE_SIZES = {
  always: [1, 3],
  /** The number that only newer classes and releases accept. */
  largest: 5,
  largestNeedsClass: 'builtin-generic-v3.7.0',
  /** First patch version of each minor version of Kubernetes that survives the loss of two of five Nodes, ascending. */
  largestNeedsKubernetes: ['1.34.8', '1.35.5', '1.36.1'],
  source: releaseNotes('3.7', 'section 4.2'),
};

/** A fact about Supervisors and VKS. */
export interface VksFact {
  readonly what: string;
  readonly source: string;
}

const VKS_NOTES = "second-hand: kjin17/vks-study, a summary of Broadcom's release notes of VKS";
const VKS_NOTES_3_5 = `${VKS_NOTES} 3.5`;
const VKS_NOTES_3_6 = `${VKS_NOTES} 3.6`;
const VKS_NOTES_3_7 = `${VKS_NOTES} 3.7`;
const ALL_NOTES = `${VKS_NOTES} 3.5, 3.6 and 3.7`;
const VKS_REPORTS = 'second-hand: public reports about clusters of VKS';
const ADDON_SOURCE = 'second-hand: papivot/vks-best-practice and a public GitOps repository for VKS';

export const VKS_FACTS = {
  supervisorOf35: {
    what: 'VKS 3.5 needs a Supervisor of version 1.30 or later, which vCenter 9.0 and 8.0U3g have.',
    source: VKS_NOTES_3_5,
  },
  supervisorOf37: {
    what: 'VKS 3.7 needs a Supervisor of version 1.32 or later, and can only be installed over VKS 3.4 or later.',
    source: VKS_NOTES_3_7,
  },
  classNamespaces: {
    what: 'Each vSphere Namespace has its own copies of the ClusterClasses up to builtin-generic-v3.3.0. Later classes are in the namespace vmware-system-vks-public.',
    source: ALL_NOTES,
  },
  oneMinor: {
    what: 'An upgrade of a cluster can go up only one minor version of Kubernetes at a time. The Supervisor changes the ClusterClass if the new version needs a later one.',
    source: ALL_NOTES,
  },
  migration: {
    what: 'The Supervisor turns the AntreaConfig of a cluster into an AddonConfig when the cluster is upgraded to Kubernetes 1.35.',
    source: VKS_NOTES_3_6,
  },
  nsxAfterUpgrade: {
    what: 'Before VKS 3.6.2, a cluster loses Antrea-NSX in an upgrade from Kubernetes 1.34 to 1.35 (KB 432638).',
    source: VKS_NOTES_3_6,
  },
  withoutWorkers: {
    what: 'Before VKS 3.6.3, a cluster without spec.topology.workers never gets Antrea.',
    source: VKS_NOTES_3_6,
  },
  hiddenErrors: {
    what: 'Before VKS 3.6.3, a ClusterAddon does not show the errors in the AddonConfig of Antrea.',
    source: VKS_NOTES_3_6,
  },
  vcf90: {
    what: 'VCF 9.0 has VKS 3.3.1 and Supervisors of versions 1.28 to 1.30.',
    source: ALL_NOTES,
  },
  vcf91: {
    what: 'VCF 9.1 has Supervisors of versions 1.30 to 1.32, and includes the release v1.34.2---vmware.2-vkr.2.',
    source: ALL_NOTES,
  },
  vcf911: {
    what: 'VCF 9.1.1 has VKS 3.7.0.',
    source: ALL_NOTES,
  },
  overlap: {
    what: 'VKS 3.7 refuses a Cluster whose ranges of Pods or Services overlap the ranges of the Supervisor.',
    source: VKS_NOTES_3_7,
  },
  workers: {
    what: 'A cluster can have up to 250 worker Nodes.',
    source: ALL_NOTES,
  },
  autoscaler: {
    what: 'The cluster autoscaler needs vSphere 8.0U3 and Kubernetes 1.27 or later. Its package has the minor version of the release. It is an add-on from VKS 3.5 on, and is preinstalled in VKS 3.7.',
    source: ALL_NOTES,
  },
  autoscalerZero: {
    what: 'The cluster autoscaler scales node pools to and from zero Nodes from VKS 3.3 and Kubernetes 1.31.4 on.',
    source: ALL_NOTES,
  },
  fqdns: {
    what: 'The variable kubeAPIServerFQDNs exists from vSphere 8.0U2 on.',
    source: ALL_NOTES,
  },
  podSecurity: {
    what: 'The variable podSecurityStandard exists from vSphere 8.0U3 on.',
    source: ALL_NOTES,
  },
  v1beta2: {
    what: 'A Cluster in cluster.x-k8s.io/v1beta2 needs VKS 3.5 and vCenter 8.0U3, or later versions.',
    source: ALL_NOTES,
  },
  antreaNsx: {
    what: 'Antrea-NSX (antreaNSX.enable of an AntreaConfig) needs vSphere 8.0U3, NSX 4.1, VKS 3.0 and Kubernetes 1.28, or later versions.',
    source: ALL_NOTES,
  },
  newTemplates: {
    what: 'The templates of AntreaConfigs for Kubernetes later than 1.26 have fifteen feature gates, windows.config.tlsCipherSuites, antreaIPFIX and antreaNSX. They do not have multicast, so no public object shows multicast.enable in an AntreaConfig.',
    source:
      'second-hand: warroyo/argocd-scaffolding:infrastructure/base/antrea-config/config.yaml, the parent of commit 0fd8526',
  },
  addonName: {
    what: 'The name of an AddonConfig is the name of the cluster, a hyphen and the name of the add-on. Its template must contain {{.addon.name}} and cannot change.',
    source: ADDON_SOURCE,
  },
  addonDefinition: {
    what: 'If an AddonConfig does not have addonConfigDefinitionRef, the controller finds the definition by the name of the AddonConfig. If it finds none, it skips the AddonConfig. Users cannot create definitions.',
    source: ADDON_SOURCE,
  },
  addonInstall: {
    what: 'The platform installs Antrea itself: its AddonInstall is builtin-core-cni-antrea, or begins with cni-addon-antrea-.',
    source: ADDON_SOURCE,
  },
  addonApi: {
    what: 'The API of add-ons is documented from VKS 3.6.3 on.',
    source: VKS_NOTES_3_6,
  },
  bootstrapAddons: {
    what: 'A new Cluster does not need the variable bootstrapAddons: the webhook then adds it with antrea. A later full kubectl apply without it is refused ("failed to get CNI addon name from bootstrapAddons cluster variable"), so keep it in the manifest.',
    source: VKS_REPORTS,
  },
  cniNames: {
    what: 'The name in cniRef of bootstrapAddons is antrea, calico or cilium.',
    source: VKS_REPORTS,
  },
} as const satisfies { readonly [name: string]: VksFact };

/** The names that cniRef of the variable bootstrapAddons can have. */
export const CNI_NAMES = {
  antrea: 'antrea',
  others: ['calico', 'cilium'],
  source: VKS_FACTS.cniNames.source,
};
