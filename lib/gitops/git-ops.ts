import { App, Yaml } from 'cdk8s';
import { ArgoCd } from './_argo-cd';
import { Engine, KUBECTL } from './_engine';
import { Flux } from './_flux';
import { KAPP } from './_kapp';
import { outputFiles } from './_output';
import { Emit, OutputFile, WrittenChart } from './_written';
import { ArgoCdOptions } from './argo-cd-options';
import { FluxOptions } from './flux-options';

/**
 * How the manifests of an app are written for the engine that applies them. It is the option `gitOps` of `App`.
 *
 * Each workload cluster has a folder with its runbook and two folders: `supervisor`, which is applied on the Supervisor, and
 * `workload`, which is applied in the workload cluster. It is in the folder of its Environment, if it has one. The files of
 * a folder have numbers in the order of application, and a list for Kustomize. See docs/gitops.md.
 */
export class GitOps {
  /** Numbered files, which `kubectl apply -f FOLDER` applies in the right order. */
  public static plain(): GitOps {
    return new GitOps(KUBECTL);
  }

  /**
   * Files for Argo CD. Each cluster has an Application, which an ApplicationSet makes for its folder `argocd`, and which has
   * an Application for the Supervisor and one for the workload cluster. The proof is a PostSync hook.
   *
   * Throws if an option is invalid.
   *
   * @param options the repository, and names in Argo CD
   */
  public static argoCd(options: ArgoCdOptions): GitOps {
    return new GitOps(new ArgoCd(options));
  }

  /**
   * Files for Flux. Each cluster has Kustomizations in the folder `flux`: for what configures Antrea, for the Supervisor, for
   * the workload cluster and for the proof. Each waits until the one before it is ready.
   *
   * Throws if an option is invalid.
   *
   * @param options the source, and names of Secrets
   */
  public static flux(options: FluxOptions = {}): GitOps {
    return new GitOps(new Flux(options));
  }

  /** Files for kapp: one app for each folder, with change groups and change rules, and `kapp-config.yaml` for all of them. */
  public static kapp(): GitOps {
    return new GitOps(KAPP);
  }

  private constructor(private readonly engine: Engine) {}

  /**
   * Returns all files of the output.
   *
   * @param emit returns an object as YAML, as `Yaml.stringify` of cdk8s does
   *
   * @internal
   */
  public _files(
    app: App,
    charts: readonly WrittenChart[],
    emit: Emit = (document) => Yaml.stringify(document),
  ): OutputFile[] {
    return outputFiles(app, charts, this.engine, emit);
  }
}
