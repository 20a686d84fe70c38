import { VariableModel } from './_class-variables';

/** A ClusterClass that a Supervisor ships. */
export interface ClusterClass {
  readonly name: string;
  /** Version of builtin-generic, MAJOR.MINOR; tanzukubernetescluster is 3.1. */
  readonly level: string;
  readonly model: VariableModel;
  /** Namespace of the class. If it is not set, the class is in the vSphere Namespace of the Cluster. */
  readonly namespace?: string;
  /** No public list of its variables exists; the variables of the versions before and after it are assumed. */
  readonly isUnverified?: boolean;
  readonly source: string;
}

/** Namespace of the objects that VKS ships for all vSphere Namespaces. */
export const PUBLIC_NAMESPACE = 'vmware-system-vks-public';

export const CLUSTER_CLASSES: ClusterClass[] = [
  {
    name: 'tanzukubernetescluster',
    level: '3.1',
    model: VariableModel.A,
    source: "a public dump of 'kubectl get clusterclass tanzukubernetescluster -o yaml' on vSphere 8.0U3",
  },
  {
    name: 'builtin-generic-v3.1.0',
    level: '3.1',
    model: VariableModel.A,
    source:
      'public 8.0U3 walkthroughs: a Cluster that was created with the class tanzukubernetescluster later shows this class, with the same variables',
  },
  {
    name: 'builtin-generic-v3.2.0',
    level: '3.2',
    model: VariableModel.B,
    source: 'VKS cluster manifest guide',
  },
  {
    name: 'builtin-generic-v3.3.0',
    level: '3.3',
    model: VariableModel.B,
    source: "a public VPC walkthrough: '.status.variables' of the class on a Supervisor",
  },
  {
    name: 'builtin-generic-v3.4.0',
    level: '3.4',
    model: VariableModel.B,
    namespace: PUBLIC_NAMESPACE,
    source: 'VKS cluster manifest guide; lidorzx/k8s-cluster-builder; kubeAPIServerFQDNs is in 3.3.0 and 3.7.0',
  },
  {
    name: 'builtin-generic-v3.5.0',
    level: '3.5',
    model: VariableModel.B,
    namespace: PUBLIC_NAMESPACE,
    isUnverified: true,
    source:
      "second-hand: Broadcom's example of a default cluster, quoted in a public post about Harbor without Internet access, shows the class with bootstrapAddons; the other variables are those of 3.4.0",
  },
  {
    name: 'builtin-generic-v3.6.0',
    level: '3.6',
    model: VariableModel.B,
    namespace: PUBLIC_NAMESPACE,
    isUnverified: true,
    source: 'no public list of its variables, so those of 3.5.0 are used',
  },
  {
    name: 'builtin-generic-v3.7.0',
    level: '3.7',
    model: VariableModel.B,
    namespace: PUBLIC_NAMESPACE,
    source: 'papivot/vks-best-practice, guide for VKS 3.7',
  },
];

/** The worker classes of all classes in the table, for node pools. */
export const WORKER_CLASSES = {
  names: ['node-pool'],
  source: 'VKS cluster manifest guide; all 19 public Clusters that were read use it',
};
