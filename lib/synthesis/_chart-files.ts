import { App, Chart, Names, YamlOutputType } from 'cdk8s';
import { namesOfFiles } from '../gitops/_file-names';
import { wavesOf } from '../gitops/_waves';
import { OutputFile, WrittenChart, WrittenObject } from '../gitops/_written';
import { InvalidInput, quote } from '../messages/_errors';

/** The files of an app in the layout of cdk8s. */
export interface ChartLayout {
  readonly files: OutputFile[];
  /** The file or the folder of each chart, relative to the output folder. */
  readonly places: Map<Chart, string>;
}

/** What the layout depends on, in addition to the options of cdk8s. */
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
  const made = new UniqueFiles();
  const places = new Map<Chart, string>();
  const nameOf = ({ chart }: WrittenChart, i: number) =>
    `${hasDependentCharts ? `${String(i).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
  switch (yamlOutputType) {
    case YamlOutputType.FILE_PER_APP: {
      const path = `app${extension}`;
      charts.forEach(({ chart }) => places.set(chart, path));
      if (charts.length > 0) {
        made.add(path, textOf(charts.flatMap(({ objects }) => objects)), 'the app');
      }
      break;
    }
    case YamlOutputType.FILE_PER_CHART:
      charts.forEach((written, i) => {
        const path = `${nameOf(written, i)}${extension}`;
        places.set(written.chart, path);
        made.add(path, textOf(written.objects), titleOf(written.chart));
      });
      break;
    case YamlOutputType.FILE_PER_RESOURCE:
      for (const { chart, objects } of charts) {
        places.set(chart, '.');
        withManifest(objects).forEach((one) =>
          made.add(
            `${stockName(one.manifest.kind, one.manifest.metadata.name)}${extension}`,
            one.yaml,
            titleOf(one.object),
          ),
        );
      }
      break;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      charts.forEach((written, i) => {
        const folder = nameOf(written, i);
        places.set(written.chart, folder);
        made.claim(folder, titleOf(written.chart));
        const objects = withManifest(written.objects);
        (numberedFiles
          ? numbered(objects, extension)
          : objects.map((one) => ({ one, name: `${stockName(one.object.kind, one.object.metadata.name)}${extension}` }))
        ).forEach(({ one, name }) => made.add(`${folder}/${name}`, one.yaml, titleOf(one.object)));
      });
      break;
    default:
      break;
  }
  return { files: made.files, places };
}

/** Returns the objects with file names that begin with a number, in the order of application. */
function numbered(objects: WrittenObject[], extension: string): { one: WrittenObject; name: string }[] {
  const waves = wavesOf(objects, () => false);
  const names = namesOfFiles(objects.map(({ manifest }, i) => ({ manifest, wave: waves[i] })));
  return objects.map((one, i) => ({ one, name: names[i].replace(/\.yaml$/, extension) }));
}

function withManifest(objects: readonly WrittenObject[]): WrittenObject[] {
  return objects.filter(({ manifest }) => (manifest as unknown) !== undefined);
}

function textOf(objects: readonly WrittenObject[]): string {
  return objects.map(({ yaml }) => yaml).join('---\n');
}

/** The name in which cdk8s has only these characters. */
function stockName(kind: unknown, name: unknown): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function titleOf({ node: { path } }: { readonly node: { readonly path: string } }): string {
  return quote(path);
}

/** Files with the names of their makers, so that no file is written over another one. */
class UniqueFiles {
  public readonly files: OutputFile[] = [];
  private readonly makers = new Map<string, { readonly path: string; readonly maker: string }>();

  public add(path: string, text: string, maker: string): void {
    this.claim(path, maker);
    this.files.push({ path, text });
  }

  /** Claims the name of a file or a folder. Some file systems do not distinguish upper and lower case. */
  public claim(path: string, maker: string): void {
    const key = path.toLowerCase();
    const other = this.makers.get(key);
    if (other) {
      const isSame = other.path === path;
      throw new InvalidInput(
        `App: ${other.maker} and ${maker} have ${isSame ? `the same file ${quote(path)}` : `the files ${quote(other.path)} and ${quote(path)}, which are one file if a file system ignores case`}, so the second one would overwrite the first one: give one of them another name, or use another yamlOutputType.`,
      );
    }
    this.makers.set(key, { path, maker });
  }
}
