/** A variable of a Cluster that the Supervisor adds to a Cluster that does not set it. */
export interface FilledVariable {
  readonly name: string;
  readonly source: string;
}

const GUIDE =
  'a public guide to VKS workload clusters with the Argo CD service of the Supervisor: its Application ignores these variables';

/**
 * A GitOps engine that compares a Cluster with its manifest sees these variables as a difference, and may remove them. The
 * guide is for classes of model A. A class that does not have the variable is not concerned.
 */
export const FILLED_VARIABLES: FilledVariable[] = [
  'TKR_DATA',
  'user',
  'clusterEncryptionConfigYaml',
  'ntp',
  'extensionCert',
].map((name) => ({ name, source: GUIDE }));
