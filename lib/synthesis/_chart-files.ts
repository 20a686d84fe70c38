import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import { InvalidInput, quote } from '../messages/_errors';
import { OutputFile, WrittenChart, WrittenObject } from '../gitops/_written';
import { Tree } from '../checks/_trees';
import { emit } from './_emit';

/** The files of an app in the layout of cdk8s. */
export interface ChartLayout {
  readonly files: OutputFile[];
  /** The file or the folder of each chart, relative to the output folder. */
  readonly places: Map<Chart, string>;
}

/** How cdk8s divides the output into files, and what this library adds to it. */
export interface LayoutOptions {
  readonly hasDependentCharts: boolean;
  readonly numberedFiles: boolean;
}

/** Returns the files that cdk8s writes for an app. Throws if two of them have the same name. */
export function chartFiles(
  { yamlOutputType, outputFileExtension: extension }: App,
  charts: readonly WrittenChart[],
  { hasDependentCharts, numberedFiles }: LayoutOptions,
): ChartLayout {
  const files = new UniqueFiles();
  const places = new Map<Chart, string>();
  const nameOf = ({ chart }: WrittenChart, i: number) =>
    `${hasDependentCharts ? `${number(i)}-` : ''}${Names.toDnsLabel(chart)}`;
  switch (yamlOutputType) {
    case YamlOutputType.FILE_PER_APP: {
      const path = `app${extension}`;
      charts.forEach(({ chart }) => places.set(chart, path));
      if (charts.length > 0) {
        files.add(path, together(charts.flatMap(({ objects }) => objects)), 'the app');
      }
      break;
    }
    case YamlOutputType.FILE_PER_CHART:
      charts.forEach((written, i) => {
        const path = `${nameOf(written, i)}${extension}`;
        places.set(written.chart, path);
        files.add(path, together(written.objects), `the chart ${quote(written.chart.node.path)}`);
      });
      break;
    case YamlOutputType.FILE_PER_RESOURCE:
      for (const { chart, objects } of charts) {
        places.set(chart, '.');
        objects.filter(isDefined).forEach((one) => files.add(`${nameOfObject(one)}${extension}`, one.yaml, named(one)));
      }
      break;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      charts.forEach((written, i) => {
        const folder = nameOf(written, i);
        places.set(written.chart, folder);
        files.claim(folder, `the chart ${quote(written.chart.node.path)}`);
        inOrderOfUse(written.objects, numberedFiles).filter(isDefined).forEach((one, j) => {
          const prefix = numberedFiles ? `${number(j)}-` : '';
          files.add(`${folder}/${prefix}${nameOfObject(one)}${extension}`, one.yaml, named(one));
        });
      });
      break;
    default:
      break;
  }
  return { files: files.all, places };
}
