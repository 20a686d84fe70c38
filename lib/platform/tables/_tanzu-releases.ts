/** The confidence that a release ships a version of Antrea. */
export enum Confidence {
  /** Seen in primary output. */
  SEEN = 'seen',
  /** Concluded from other releases, or reported second-hand. */
  INFERRED = 'inferred',
}

/** A Tanzu Kubernetes release whose version of Antrea is known. */
export interface TanzuRelease {
  /** Name as `kubectl get tkr` shows it. */
  readonly name: string;
  /** Version of the Antrea package; it begins with the version of Antrea. */
  readonly antrea: string;
  readonly confidence: Confidence;
  /** The product that ships it. Supervisors ship TKGS and VKS; TKGm releases have other names and defaults. */
  readonly product: 'TKGS' | 'VKS' | 'TKGm';
  readonly source: string;
}

export const TANZU_RELEASES: TanzuRelease[] = [
  {
    name: 'v1.23.3---vmware.1-tkg.1',
    antrea: '1.2.3+vmware.4-tkg.2-advanced-zshippable',
    confidence: Confidence.INFERRED,
    product: 'TKGS',
    source: 'vmware-tanzu/tanzu-framework: a test fixture',
  },
  {
    name: 'v1.23.5---vmware.1-tkg.1',
    antrea: '1.5.2+vmware.3-tkg.1-advanced-zshippable',
    confidence: Confidence.INFERRED,
    product: 'TKGm',
    source: 'gist.github.com/codegold79/b2fff5147629a14ec8a65e5a5ecdcc85',
  },
  {
    name: 'v1.23.10---vmware.1-tkg.1',
    antrea: '1.5.3+vmware.3',
    confidence: Confidence.SEEN,
    product: 'TKGm',
    source: 'a public list of images of TKGm 1.6.1',
  },
  {
    name: 'v1.24.9---vmware.1-tkg.1',
    antrea: '1.7.2+vmware.1-tkg.1-advanced',
    confidence: Confidence.SEEN,
    product: 'TKGm',
    source: 'a public dump of a ClusterBootstrapTemplate of TKGm 2.1',
  },
  {
    name: 'v1.24.9---vmware.1-tkg.4',
    antrea: '1.7.2+vmware.1-tkg.1-advanced',
    confidence: Confidence.SEEN,
    product: 'TKGS',
    source: 'andreasm80/blog.local of 2023-06-01; tacobayle/nestedVsphere8:12_vsphere_with_tanzu/logs/antrea.md',
  },
  {
    name: 'v1.24.10---vmware.1-tkg.2',
    antrea: '1.7.2+vmware.1-tkg.1-advanced',
    confidence: Confidence.SEEN,
    product: 'TKGm',
    source: 'a public dump of a cluster of TKGm 2.1.1',
  },
  {
    name: 'v1.25.7---vmware.3-fips.1-tkg.1',
    antrea: '1.9.0+vmware.2-tkg.1-advanced-vmware',
    confidence: Confidence.SEEN,
    product: 'TKGS',
    source:
      'rotbau/rotbau.github.io of 2023-08-07 for Antrea 1.9.0; the suffix of the package version is inferred from edric45/se-vks-platform:schemas/README.md',
  },
  {
    name: 'v1.26.5---vmware.2-tkg.1',
    antrea: '1.11.1+vmware.4-tkg.1-advanced',
    confidence: Confidence.SEEN,
    product: 'TKGm',
    source: 'andreasm80/blog.local of 2023-09-25: label of a live AntreaConfig of TKGm 2.3',
  },
  {
    name: 'v1.26.5---vmware.2-fips.1-tkg.1',
    antrea: '1.11.1+vmware.4-tkg.1-advanced',
    confidence: Confidence.INFERRED,
    product: 'TKGS',
    source:
      'the same build of Kubernetes as v1.26.5+vmware.2-tkg.1, and the package is in edric45/se-vks-platform:schemas/README.md',
  },
  {
    name: 'v1.28.11---vmware.2',
    antrea: '1.13.3+vmware.4-tkg.1',
    confidence: Confidence.SEEN,
    product: 'TKGm',
    source: "a public 'tanzu package installed list' of tanzu-framework 0.32.3",
  },
  {
    name: 'v1.35.6---vmware.2-vkr.3',
    antrea: '2.5.2+vmware.2-tkg.1',
    confidence: Confidence.SEEN,
    product: 'VKS',
    source: 'edric45/se-vks-platform:docs/teardown-inventory-2026-09-25.md (VKS 3.7)',
  },
  {
    name: 'v1.36.1---vmware.4-vkr.5',
    antrea: '2.6.1+vmware.1-tkg.1',
    confidence: Confidence.SEEN,
    product: 'VKS',
    source: 'papivot/vks-best-practice, appendix E.2 (VKS 3.7)',
  },
  {
    name: 'v1.36.2---vmware.2-vkr.3',
    antrea: '2.6.2+vmware.1-tkg.1',
    confidence: Confidence.SEEN,
    product: 'VKS',
    source: "papivot/vks-best-practice: 'kubectl get kr -o jsonpath={.spec.bootstrapPackages}' (VKS 3.7)",
  },
];

/** The release of the article, and of the examples. */
export const EXAMPLE_RELEASE = 'v1.25.7---vmware.3-fips.1-tkg.1';

/** A release that exists, and whose version of Antrea is not public. */
export interface ReleaseWithoutAntrea {
  /** Name as `kubectl get tkr` shows it. */
  readonly name: string;
  readonly source: string;
}

const LISTED =
  "public outputs of 'kubectl get tkr', 'kubectl get clusterclass' and manifests, lidorzx/k8s-cluster-builder among them";
const NAMED =
  "second-hand: public manifests, outputs of 'kubectl get tkr' and 'kubectl get kr', and names of Node images; no page names the Antrea";
const BUNDLED = 'second-hand: VCF 9.1 bundles it';

export const RELEASES_WITHOUT_ANTREA: ReleaseWithoutAntrea[] = [
  { name: 'v1.23.8---vmware.2-tkg.2-zshippable', source: LISTED },
  { name: 'v1.23.15---vmware.1-tkg.4', source: LISTED },
  { name: 'v1.25.13---vmware.1-fips.1-tkg.1', source: LISTED },
  { name: 'v1.26.13---vmware.1-fips.1-tkg.3', source: LISTED },
  { name: 'v1.27.11---vmware.1-fips.1-tkg.2', source: LISTED },
  { name: 'v1.28.8---vmware.1-fips.1-tkg.2', source: LISTED },
  { name: 'v1.29.4---vmware.3-fips.1-tkg.1', source: LISTED },
  { name: 'v1.30.1---vmware.1-fips-tkg.5', source: LISTED },
  { name: 'v1.30.8---vmware.1-fips-vkr.1', source: NAMED },
  { name: 'v1.30.11---vmware.1-fips-vkr.2', source: NAMED },
  { name: 'v1.31.1---vmware.2-fips-vkr.2', source: NAMED },
  { name: 'v1.31.4---vmware.1-fips-vkr.3', source: LISTED },
  { name: 'v1.31.11---vmware.3-fips-vkr.1', source: NAMED },
  { name: 'v1.32.0---vmware.2-fips-vkr.1', source: NAMED },
  { name: 'v1.32.0---vmware.6-fips-vkr.2', source: LISTED },
  { name: 'v1.32.3---vmware.1-fips-vkr.2', source: NAMED },
  { name: 'v1.32.7---vmware.3-fips-vkr.1', source: NAMED },
  { name: 'v1.33.1---vmware.1-fips-vkr.2', source: NAMED },
  { name: 'v1.33.3---vmware.1-fips-vkr.1', source: LISTED },
  { name: 'v1.33.6---vmware.1-fips-vkr.2', source: LISTED },
  { name: 'v1.33.13---vmware.2-fips-vkr.4', source: NAMED },
  { name: 'v1.34.1---vmware.1-vkr.4', source: LISTED },
  { name: 'v1.34.2---vmware.2-vkr.2', source: BUNDLED },
  { name: 'v1.34.8---vmware.1-vkr.1', source: NAMED },
  { name: 'v1.34.9---vmware.2-vkr.4', source: NAMED },
  { name: 'v1.35.0---vmware.1-vkr.1', source: NAMED },
  { name: 'v1.35.0---vmware.2-vkr.4', source: NAMED },
  { name: 'v1.35.2---vmware.1-vkr.3', source: LISTED },
  { name: 'v1.35.5---vmware.1-vkr.1', source: LISTED },
  { name: 'v1.36.0---vmware.1-vkr.1', source: NAMED },
];
