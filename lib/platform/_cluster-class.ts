/** What is known of a ClusterClass that a Supervisor ships. */
export interface ClusterClass {
  readonly name: string;
  /** Where the class lives; without it, in the vSphere Namespace of the Cluster. */
  readonly namespace?: string;
  /** Variables that a user may write. TKR_DATA exists too and belongs to the platform alone. */
  readonly variables: string[];
  readonly source: string;
}

const MODEL_A = [
  'vmClass',
  'storageClass',
  'storageClasses',
  'defaultStorageClass',
  'defaultVolumeSnapshotClass',
  'volumeSnapshotClasses',
  'nodePoolVolumes',
  'controlPlaneVolumes',
  'nodePoolLabels',
  'nodePoolTaints',
  'ntp',
  'proxy',
  'trust',
  'user',
  'controlPlaneCertificateRotation',
  'podSecurityStandard',
  'clusterEncryptionConfigYaml',
  'kubeAPIServerFQDNs',
  'defaultRegistrySecret',
  'extensionCert',
];
const MODEL_B = [
  'vmClass',
  'storageClass',
  'kubernetes',
  'node',
  'osConfiguration',
  'resourceConfiguration',
  'volumes',
  'vsphereOptions',
];
const PUBLIC_NAMESPACE = 'vmware-system-vks-public';

const CLASSES: ClusterClass[] = [
  {
    name: 'tanzukubernetescluster',
    variables: MODEL_A,
    source: "a public dump of 'kubectl get clusterclass tanzukubernetescluster -o yaml' on vSphere 8.0U3",
  },
  {
    name: 'builtin-generic-v3.1.0',
    variables: MODEL_A,
    source: 'public 8.0U3 walkthroughs: a Cluster of class tanzukubernetescluster shows this class; same variables',
  },
  {
    name: 'builtin-generic-v3.2.0',
    variables: MODEL_B,
    source: 'VKS cluster manifest guide',
  },
  {
    name: 'builtin-generic-v3.3.0',
    variables: [...MODEL_B, 'kubeAPIServerFQDNs'],
    source: "a public VPC walkthrough: '.status.variables' of the class on a Supervisor",
  },
  {
    name: 'builtin-generic-v3.4.0',
    namespace: PUBLIC_NAMESPACE,
    variables: [...MODEL_B, 'kubeAPIServerFQDNs'],
    source: 'VKS cluster manifest guide; kubeAPIServerFQDNs stands in 3.3.0 and 3.7.0',
  },
  {
    name: 'builtin-generic-v3.5.0',
    namespace: PUBLIC_NAMESPACE,
    variables: [...MODEL_B, 'kubeAPIServerFQDNs', 'bootstrapAddons'],
    source:
      'papivot/tkg-helper-scripts:cluster3.5-addons.yaml shows bootstrapAddons; the other names, unverified, are those of 3.4.0 and 3.7.0',
  },
  {
    name: 'builtin-generic-v3.6.0',
    namespace: PUBLIC_NAMESPACE,
    variables: [...MODEL_B, 'kubeAPIServerFQDNs', 'bootstrapAddons'],
    source: 'no public list, unverified: the names are those of 3.5.0 and 3.7.0',
  },
  {
    name: 'builtin-generic-v3.7.0',
    namespace: PUBLIC_NAMESPACE,
    variables: [...MODEL_B, 'kubeAPIServerFQDNs', 'bootstrapAddons'],
    source: 'papivot/vks-best-practice, guide for VKS 3.7',
  },
];

/** The class of that name, or undefined where it is one of the user's own. */
export function knownClusterClass(name: string): ClusterClass | undefined {
  return CLASSES.find((row) => row.name === name);
}
