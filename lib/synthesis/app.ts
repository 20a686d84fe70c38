import { App as StockApp, AppProps, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { mkdirSync } from 'fs';
import { join } from 'path';
import { types } from 'util';
import { Options, requireOptions } from '../checks/_options';
import { describe, requireBoolean } from '../checks/_values';
import { GitOps } from '../gitops/git-ops';
import { InvalidInput, together } from '../messages/_errors';
import { AppState } from '../state/_app-state';
import { addChartDependencies, requireChartsInOrder } from '../state/_written-order';
import { requireValid, runSynth } from '../validation/_synth-check';
import { manifestsOf } from './_charts';
import { emitAll } from './_emit';
import { createOutputFolder, writeOutput } from './_exchange';
import { filesOf } from './_files';
import { Output } from './_output';

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
 * The App of cdk8s, with the same files, in a time that grows only with the number of objects. If `synth()` fails, the
 * previous files are unchanged.
 */
export class App extends StockApp {
  private readonly appOptions: AppOptions;

  private readonly recordsConstructMetadata: boolean;

  /** Whether dependencies between constructs apply to the objects in them, as after a synth of cdk8s. */
  private hasResolved = false;

  /**
   * Throws if an option is invalid.
   *
   * @param options options of cdk8s, and additional ones
   */
  public constructor(options: AppOptions = {}) {
    requireOptions('App: the options argument', options, APP_OPTIONS);
    together(
      () => requireGitOps(options.gitOps),
      () => requireBoolean('App: numberedFiles', options.numberedFiles),
      () => requireBoolean('App: replaceOutput', options.replaceOutput),
    );
    super(options);
    this.appOptions = options;
    this.recordsConstructMetadata =
      options.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    const state = AppState.of(this);
    state.countsRuns = true;
    state.ordersFiles = options.numberedFiles === true || options.gitOps !== undefined;
    state.isForGitOps = options.gitOps !== undefined;
  }

  /** The charts of the app. A chart is after those that it depends on. */
  public get charts(): Chart[] {
    return requireChartsInOrder(this, this.hasResolved);
  }

  /** Writes all files into the output folder: all of them, or none if there is an error. */
  public synth(): void {
    const { outdir, appOptions: options } = this;
    runSynth(this, () => {
      // Constructs can write files there, too.
      createOutputFolder(outdir);
      const all = this.node.findAll();
      requireValid(this);
      const hasDependentCharts = this.resolve(all);
      const { charts } = this;
      const now = this.node.findAll();
      if (now.length !== all.length) {
        // Constructs that appeared at validation do not change the names of the files now, as in cdk8s.
        this.resolve(now);
      }
      const output = new Output();
      const recordConstructMetadata = this.recordsConstructMetadata;
      const files = filesOf(this, charts, { ...options, recordConstructMetadata, hasDependentCharts }, output);
      writeOutput(outdir, files, { replace: options.replaceOutput ?? false });
      output.folders.forEach((folder) => mkdirSync(join(outdir, folder), { recursive: true }));
      AppState.of(this).written = output.ofCharts;
    });
  }

  /** Returns the objects of all charts as YAML documents. */
  public synthYaml(): string {
    return runSynth(this, () => {
      this.resolve(this.node.findAll());
      requireValid(this);
      return emitAll(this.charts.flatMap((chart) => manifestsOf(chart)));
    }) as string;
  }

  /** Adds the dependencies between charts, as a synth of cdk8s does. Returns whether there are any. */
  private resolve(all: readonly IConstruct[]): boolean {
    const hasDependentCharts = addChartDependencies(all);
    this.hasResolved = true;
    return hasDependentCharts;
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

function requireGitOps(value: unknown): void {
  if (value !== undefined && (types.isProxy(value) || !(value instanceof GitOps))) {
    throw new InvalidInput(
      `App: gitOps is ${describe(value)}: give the result of a method of GitOps, such as GitOps.plain().`,
    );
  }
}
