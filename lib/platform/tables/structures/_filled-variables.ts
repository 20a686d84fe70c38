/** A variable of a Cluster that the Supervisor fills in if the manifest of the Cluster does not set it. */
export interface FilledVariable {
  /** Name of the variable. */
  readonly name: string;
  /** The value that the Supervisor fills in. */
  readonly content: string;
  readonly source: string;
}

const ARGO_CD_GUIDE =
  'a public guide to VKS workload clusters with the Argo CD service of the Supervisor: its Application ignores this variable';

/**
 * A GitOps engine that compares a Cluster with its manifest takes these variables for a difference, or removes them.
 *
 * The list of variables is a map by name (cluster.x-k8s.io, x-kubernetes-list-type), so server-side apply leaves them.
 *
 * The guide is about ClusterClasses of model A. For a class that does not have the variable, a row has no effect.
 */
export const FILLED_VARIABLES: FilledVariable[] = [
  { name: 'TKR_DATA', content: 'data about the release', source: ARGO_CD_GUIDE },
  { name: 'user', content: 'the SSH key and the password of the Nodes', source: ARGO_CD_GUIDE },
  {
    name: 'clusterEncryptionConfigYaml',
    content: 'the keys for the encryption of Secrets in etcd',
    source: ARGO_CD_GUIDE,
  },
  { name: 'ntp', content: 'the NTP server of the Supervisor', source: ARGO_CD_GUIDE },
  { name: 'extensionCert', content: 'the certificate for extensions', source: ARGO_CD_GUIDE },
];
