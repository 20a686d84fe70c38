import { App as StockApp, AppProps } from 'cdk8s';
import { Options, requireOptions } from '../checks/_options';
import { GitOps } from '../gitops/git-ops';

/** The options of an App, in addition to those of cdk8s. */
export interface AppOptions extends AppProps {
  /**
   * How the files are written for the engine that applies them. `yamlOutputType` has no effect then.
   *
   * @default - the files of cdk8s: `yamlOutputType` decides
   */
  readonly gitOps?: GitOps;

  /**
   * Whether the names of the files of `YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE` begin with a number, so that
   * `kubectl apply -f FOLDER` applies a Namespace before the objects in it.
   *
   * @default false
   */
  readonly numberedFiles?: boolean;

  /**
   * Whether `synth()` removes the files in the output folder that it does not write, such as those of a cluster that
   * the app does not have any more.
   *
   * @default false
   */
  readonly replaceOutput?: boolean;
}

/**
 * The App of cdk8s, with the same files, in a time that grows only with the number of objects.
 */
export class App extends StockApp {
  /**
   * Throws if an option is invalid.
   *
   * @param options options of cdk8s, and additional ones
   */
  public constructor(options: AppOptions = {}) {
    requireOptions('App: the options argument', options, APP_OPTIONS);
    super(options);
  }
}

const APP_OPTIONS: Options<AppOptions> = {
  outdir: true,
  outputFileExtension: true,
  yamlOutputType: true,
  recordConstructMetadata: true,
  resolvers: true,
  gitOps: true,
  numberedFiles: true,
  replaceOutput: true,
};
