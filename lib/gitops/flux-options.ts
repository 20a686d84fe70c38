import { Duration } from 'cdk8s';

/** How Flux finds and applies the manifests. */
export interface FluxOptions {
  /**
   * URL of the Git repository with the output folder. With it, a GitRepository is written.
   *
   * @default - no GitRepository is written: `sourceRef` exists already
   */
  readonly repoUrl?: string;

  /**
   * Branch of the repository. It needs `repoUrl`.
   *
   * @default main
   */
  readonly branch?: string;

  /**
   * Name of the Secret with the credentials for the repository, in the namespace of the GitRepository. It needs `repoUrl`.
   *
   * @default - no credentials
   */
  readonly secretRef?: string;

  /**
   * Name of the GitRepository.
   *
   * @default - clusters if there is a `repoUrl`, and flux-system, which `flux bootstrap` creates, if there is none
   */
  readonly sourceRef?: string;

  /**
   * Folder of the output in the repository.
   *
   * @default - the top of the repository
   */
  readonly path?: string;

  /**
   * Namespace of the Kustomizations and of the GitRepository.
   *
   * @default flux-system
   */
  readonly namespace?: string;

  /**
   * Time after which Flux applies the manifests again.
   *
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;

  /**
   * Time after which Flux tries again if something failed.
   *
   * @default Duration.minutes(2)
   */
  readonly retryInterval?: Duration;

  /**
   * Longest time until all objects of a folder are ready. A new Cluster takes long.
   *
   * @default Duration.minutes(60)
   */
  readonly timeout?: Duration;

  /**
   * Whether Flux deletes what is not in the repository any more, such as a Cluster that is removed.
   *
   * @default false
   */
  readonly prune?: boolean;

  /**
   * Name of the Supervisor of charts that are in no Environment.
   *
   * @default supervisor
   */
  readonly supervisor?: string;

  /**
   * Name of the Secret with the kubeconfig of a Supervisor. `{supervisor}` and `{environment}` stand for their names.
   *
   * @default {supervisor}-kubeconfig
   */
  readonly supervisorKubeConfig?: string;

  /**
   * Name of the Secret with the kubeconfig of a workload cluster. `{supervisor}`, `{environment}` and `{cluster}` stand for
   * their names.
   *
   * @default - {environment}-{cluster}-kubeconfig, or {cluster}-kubeconfig for charts in no Environment
   */
  readonly workloadKubeConfig?: string;
}
