import { ApiObject, AppProps, Chart, App as StockApp } from 'cdk8s';
import { Options, requireOptions } from '../checks/_options';
import { describe, requireBoolean } from '../checks/_values';
import { Tree } from '../checks/_trees';
import { OutputFile, WrittenChart, WrittenObject } from '../gitops/_written';
import { GitOps } from '../gitops/git-ops';
import { InvalidInput, together } from '../messages/_errors';
import { AppState, inRun } from '../state/_app-state';
import { rendered } from '../state/_rendered-objects';
import { WrittenOrder, chartsByOwnDependencies, chartsInOrder, writtenOrder } from '../state/_written-order';
import { chartFiles } from './_chart-files';
import { throwCircle } from './_circles';
import { emit } from './_emit';
import { writeOutput } from './_exchange';

/** The options of an App, in addition to those of cdk8s. */
export interface AppOptions extends AppProps {
  /**
   * How the files are written for the engine that applies them. `yamlOutputType` and `outputFileExtension` have no effect
   * then.
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
 * The App of cdk8s, with the same files. `synth()` checks the app once and renders each object once, so its time grows only
 * with the number of objects. It writes into a folder next to the output folder, and exchanges the two at the end: if it
 * fails, the files of the run before stay as they are.
 */
export class App extends StockApp {
  private readonly gitOps?: GitOps;
  private readonly numberedFiles: boolean;
  private readonly replaceOutput: boolean;
  private readonly recordsMetadata: boolean;
  private isResolved = false;

  /**
   * Throws if an option is invalid.
   *
   * @param options options of cdk8s, and additional ones
   */
  public constructor(options: AppOptions = {}) {
    const {
      gitOps,
      numberedFiles = false,
      replaceOutput = false,
      ...stock
    } = requireOptions('App: the options argument', options, APP_OPTIONS);
    together(
      () => requireGitOps(gitOps),
      () => requireBoolean('App: numberedFiles', numberedFiles),
      () => requireBoolean('App: replaceOutput', replaceOutput),
    );
    super(stock);
    this.recordsMetadata = stock.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    this.gitOps = gitOps;
    this.numberedFiles = numberedFiles;
    this.replaceOutput = replaceOutput;
    const state = AppState.of(this);
    // This class calls `inRun` itself.
    state.countsRuns = true;
    state.ordersFiles = numberedFiles || gitOps !== undefined;
    state.isForGitOps = gitOps !== undefined;
  }

  /** The charts of this app, each after those that it depends on. */
  public get charts(): Chart[] {
    return this.isResolved ? this.order().charts : this.requireOrder(chartsByOwnDependencies(this)).charts;
  }

  /**
   * Writes all files into the output folder. If it throws, the output folder is as before.
   *
   * Throws if a construct is not valid, if constructs depend on each other in a circle, if two files would have the same
   * name, or if the files cannot be written.
   */
  public synth(): void {
    inRun(AppState.of(this), () => {
      this.throwErrors();
      const order = this.order();
      const charts = order.charts.map((chart) => this.written(chart));
      const files = this.filesOf(charts, order);
      if (this.recordsMetadata) {
        files.push(metadataFile(charts));
      }
      writeOutput(this.outdir, files, { replace: this.replaceOutput });
    });
  }

  /**
   * Returns all objects of this app as YAML documents, in the order in which they are written.
   *
   * Throws if a construct is not valid, or if constructs depend on each other in a circle.
   */
  public synthYaml(): string {
    return inRun(AppState.of(this), () => {
      this.throwErrors();
      const texts = this.order().charts.flatMap((chart) => this.written(chart).objects.map(({ yaml }) => yaml));
      return texts.join('---\n');
    });
  }

  /** Throws the errors of all constructs, as cdk8s does. */
  private throwErrors(): void {
    const errors = this.node
      .findAll()
      .flatMap((construct) => construct.node.validate().map((error) => `[${construct.node.path}] ${error}`));
    if (errors.length > 0) {
      throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
    }
  }

  private order(): WrittenOrder {
    this.isResolved = true;
    return this.requireOrder(chartsInOrder(this));
  }

  private requireOrder(order: WrittenOrder): WrittenOrder {
    return order.hasCircle ? throwCircle(this) : order;
  }

  private written(chart: Chart): WrittenChart {
    const objects = writtenOrder(chart);
    if (chart.toJson === Chart.prototype.toJson) {
      return { chart, objects: objects.map((object) => writtenObject(object, rendered(object))) };
    }
    // The user's chart decides what it writes.
    return {
      chart,
      objects: Object.values(chart.toJson()).map((manifest, i) => writtenObject(objects[i] ?? objects[0], manifest)),
    };
  }

  private filesOf(charts: readonly WrittenChart[], { hasDependentCharts }: WrittenOrder): OutputFile[] {
    const state = AppState.of(this);
    if (this.gitOps) {
      const files = this.gitOps._files(this, charts);
      state.runbooks = files.map(({ path }) => path).filter((path) => /(^|\/)runbook\.md$/.test(path));
      return files;
    }
    const { files, places } = chartFiles(this, charts, { hasDependentCharts, numberedFiles: this.numberedFiles });
    state.places = places;
    return files;
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
  if (value !== undefined && !(value instanceof GitOps)) {
    throw new InvalidInput(`App: gitOps is ${describe(value)}: give a GitOps, such as GitOps.plain().`);
  }
}

function writtenObject(object: ApiObject, manifest: Tree): WrittenObject {
  return { object, manifest, yaml: emit(manifest) };
}

/** The version that cdk8s writes into the file. */
const FORMAT = [1, 0, 0].join('.');

/** The file in which cdk8s keeps the paths of the constructs. */
function metadataFile(charts: readonly WrittenChart[]): OutputFile {
  const resources: { [name: string]: object } = {};
  for (const { chart } of charts) {
    writtenOrder(chart).forEach(({ name, node: { path } }) => (resources[name] = { path }));
  }
  return { path: 'construct-metadata.json', text: JSON.stringify({ version: FORMAT, resources }) };
}
