import { App, Chart, YamlOutputType } from 'cdk8s';
import { OutputFile, RUNBOOK, WrittenChart } from '../gitops/_written';
import { GitOps } from '../gitops/git-ops';
import { quote } from '../messages/_errors';
import { AppState } from '../state/_app-state';
import { applicationOrder } from '../state/_application-order';
import { requireWrittenOrder } from '../state/_written-order';
import { ObjectWithName, chartName, withNumber, objectName } from '../validation/_file-order';
import { rendered } from '../state/_rendered-objects';
import { constructMetadata, manifestsOf, writtenChart } from './_charts';
import { emit, emitAll } from './_emit';
import { Output, FileOwner } from './_output';
import { progress } from './_progress';

/** How the files are written. */
export interface FileOptions {
  readonly gitOps?: GitOps;
  readonly numberedFiles?: boolean;
  readonly recordConstructMetadata?: boolean;
  /** Whether a chart depends on another one. The names of files and folders are withNumber then. */
  readonly hasDependentCharts: boolean;
}

/** Makes all files of an app, one after the other. */
export function* filesOf(
  app: App,
  charts: readonly Chart[],
  options: FileOptions,
  output: Output,
): Generator<OutputFile, void, undefined> {
  if (options.gitOps) {
    const files = options.gitOps._files(app, allWritten(charts));
    AppState.of(app).runbooks = files.map(({ path }) => path).filter((path) => path.split('/').at(-1) === RUNBOOK);
    for (const { path, text } of files) {
      yield output.file(path, text, { what: 'files of gitOps', fix: 'Give the charts other ids.' });
    }
  } else {
    yield* withProgress(filesOfType(app, charts, options, output), charts.length, output);
  }
  if (options.recordConstructMetadata) {
    const owner = { what: 'the metadata of constructs', fix: 'Give the chart another id.' };
    yield output.file('construct-metadata.json', constructMetadata(app.charts), owner);
  }
}

function allWritten(charts: readonly Chart[]): WrittenChart[] {
  const { step, end } = progress(charts.length, 'charts');
  try {
    return charts.map((chart) => {
      step();
      return writtenChart(chart);
    });
  } finally {
    end();
  }
}

/** The same files, with a line on the terminal if they take long. */
function* withProgress(files: Iterable<OutputFile>, total: number, { ofCharts }: Output): Iterable<OutputFile> {
  const { step, end } = progress(total, 'charts');
  let done = 0;
  try {
    for (const file of files) {
      yield file;
      for (; done < ofCharts.size; done++) {
        step();
      }
    }
  } finally {
    end();
  }
}

function filesOfType(app: App, charts: readonly Chart[], options: FileOptions, output: Output): Iterable<OutputFile> {
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      return filePerApp(app, charts, output);
    case YamlOutputType.FILE_PER_CHART:
      return filePerChart(app, charts, options, output);
    case YamlOutputType.FILE_PER_RESOURCE:
      return filePerResource(app, charts, output);
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return folderPerChart(app, charts, options, output);
    default:
      return [];
  }
}

function* filePerApp(app: App, charts: readonly Chart[], output: Output): Iterable<OutputFile> {
  const path = `app${app.outputFileExtension}`;
  if (charts.length > 0) {
    const text = emitAll(charts.flatMap(manifestsOf));
    yield output.file(path, text, { what: 'the app', fix: 'Set another outputFileExtension.' });
    charts.forEach((chart) => output.record(chart, path));
  }
}

function* filePerChart(
  app: App,
  charts: readonly Chart[],
  { hasDependentCharts }: FileOptions,
  output: Output,
): Iterable<OutputFile> {
  for (const [i, chart] of charts.entries()) {
    const path = chartName(chart, hasDependentCharts ? i : undefined) + app.outputFileExtension;
    const fix = 'Give one of the two charts another id.';
    yield output.file(path, emitAll(manifestsOf(chart)), { what: `the chart ${quote(chart.node.path)}`, fix, chart });
  }
}

function* filePerResource(app: App, charts: readonly Chart[], output: Output): Iterable<OutputFile> {
  for (const chart of charts) {
    for (const manifest of manifestsOf(chart)) {
      if (manifest !== undefined) {
        const path = objectName(manifest as ObjectWithName) + app.outputFileExtension;
        const owner = objectOwner(chart, manifest as ObjectWithName, 'Use YamlOutputType.FILE_PER_CHART.');
        yield output.file(path, emit(manifest), owner);
      }
    }
  }
}

function* folderPerChart(
  app: App,
  charts: readonly Chart[],
  { hasDependentCharts, numberedFiles = false }: FileOptions,
  output: Output,
): Iterable<OutputFile> {
  for (const [i, chart] of charts.entries()) {
    const folder = chartName(chart, hasDependentCharts ? i : undefined);
    output.folders.push(folder);
    for (const [position, object] of (numberedFiles ? applicationOrder(chart) : requireWrittenOrder(chart)).entries()) {
      const name = withNumber(objectName(object), numberedFiles ? position : undefined);
      const owner = objectOwner(chart, object, 'Set numberedFiles of the App to true.');
      yield output.file(`${folder}/${name}${app.outputFileExtension}`, emit(rendered(object)), owner);
    }
  }
}

function objectOwner(chart: Chart, { kind, metadata }: ObjectWithName, fix: string): FileOwner {
  return { what: `${kind} ${quote(metadata.name)} of the chart ${quote(chart.node.path)}`, fix, chart };
}
