import { ApiObject, Chart, Names } from 'cdk8s';
import { OutputFile } from '../gitops/_written';
import { InvalidInput, quote } from '../messages/_errors';

/** The files of a run. Two files of one name are an error: cdk8s overwrites the first one. */
export class Output {
  public readonly files: OutputFile[] = [];
  /** The files of each chart. */
  public readonly ofCharts = new Map<Chart, string[]>();
  private readonly owners = new Map<string, { readonly path: string; readonly owner: string }>();

  /**
   * Adds a file. Throws if there is one of this name.
   *
   * @param owner what is in the file, for the message
   * @param fix a way out, if there is another file of this name
   */
  public add(path: string, text: string, owner: string, fix: string, charts: readonly Chart[] = []): void {
    // macOS and Windows do not distinguish these names.
    const key = path.toLowerCase();
    const other = this.owners.get(key);
    if (other) {
      const name = other.path === path ? quote(path) : `${quote(other.path)} or ${quote(path)}, which is one file on macOS and Windows`;
      throw new InvalidInput(`App: ${other.owner} and ${owner} would be written to the same file (${name}). ${fix}`);
    }
    this.owners.set(key, { path, owner });
    this.files.push({ path, text });
    charts.forEach((chart) => this.ofCharts.set(chart, [...(this.ofCharts.get(chart) ?? []), path]));
  }
}

/** Returns the name of the file or folder of a chart, without its extension. */
export function chartName(chart: Chart, index?: number): string {
  const prefix = index === undefined ? '' : `${String(index).padStart(4, '0')}-`;
  return `${prefix}${Names.toDnsLabel(chart)}`;
}

/** Returns the name of the file of an object, without its extension. */
export function objectName({ kind, metadata }: { kind: unknown; metadata: { name?: unknown } }): string {
  return `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

export function quoted(construct: Chart | ApiObject): string {
  return quote(construct.node.path);
}
