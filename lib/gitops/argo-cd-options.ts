/** How Argo CD finds and applies the manifests. */
export interface ArgoCdOptions {
  /** URL of the Git repository with the output folder, as Argo CD knows it. */
  readonly repoUrl: string;

  /**
   * Folder of the output in the repository.
   *
   * @default - the top of the repository
   */
  readonly path?: string;

  /**
   * Branch, tag or commit.
   *
   * @default HEAD
   */
  readonly targetRevision?: string;

  /**
   * AppProject of all Applications.
   *
   * @default default
   */
  readonly project?: string;

  /**
   * Namespace of the ApplicationSet and of the Applications.
   *
   * @default argocd
   */
  readonly argoCdNamespace?: string;

  /**
   * Name that Argo CD has for the cluster in which it runs itself.
   *
   * @default in-cluster
   */
  readonly argoCdCluster?: string;

  /**
   * Name of the ApplicationSet.
   *
   * @default clusters
   */
  readonly name?: string;

  /**
   * Name of the Supervisor of charts that are in no Environment.
   *
   * @default supervisor
   */
  readonly supervisor?: string;

  /**
   * Name that Argo CD has for a Supervisor. `{supervisor}` and `{environment}` stand for their names.
   *
   * @default {supervisor}
   */
  readonly supervisorDestination?: string;

  /**
   * Name that Argo CD has for a workload cluster. `{supervisor}`, `{environment}` and `{cluster}` stand for their names.
   *
   * @default - {environment}-{cluster}, or {cluster} for charts in no Environment
   */
  readonly workloadDestination?: string;

  /**
   * Whether Argo CD deletes what is not in the repository any more, such as a Cluster whose folder is removed.
   *
   * @default false
   */
  readonly prune?: boolean;
}
