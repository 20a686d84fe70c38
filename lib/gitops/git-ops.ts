import { App } from 'cdk8s';
import { OutputFile, WrittenChart } from './_written';

/**
 * How the manifests of an app are written for the engine that applies them. It is the option `gitOps` of `App`.
 *
 * Each workload cluster has a folder with two folders in it: `supervisor`, which is applied on the Supervisor, and
 * `workload`, which is applied in the workload cluster.
 */
export abstract class GitOps {
  /**
   * Returns all files of the output.
   *
   * @internal
   */
  public abstract _files(app: App, charts: readonly WrittenChart[]): OutputFile[];
}
