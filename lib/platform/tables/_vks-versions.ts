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
