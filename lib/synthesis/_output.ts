import { Chart } from 'cdk8s';
import { OutputFile } from '../gitops/_written';
import { InvalidInput, quote } from '../messages/_errors';

/** The content of a file, and a way out if another file has its name. */
export interface FileOwner {
  /** The subject of a message. */
  readonly what: string;
  readonly fix: string;
  readonly chart?: Chart;
}

/** The names of the files of a run. Two files of one name are an error: cdk8s overwrites the first one. */
export class Output {
  /** The files of each chart. */
  public readonly ofCharts = new Map<Chart, string[]>();
  /** The folders that are there even if nothing is in them. */
  public readonly folders: string[] = [];
  private readonly owners = new Map<string, { readonly path: string; readonly owner: FileOwner }>();

  /** Returns the file. Throws if there is one of this name. */
  public file(path: string, text: string, owner: FileOwner): OutputFile {
    // macOS and Windows do not distinguish these names.
    const key = path.toLowerCase();
    const other = this.owners.get(key);
    if (other) {
      const names =
        other.path === path ? quote(path) : `${quote(other.path)} and ${quote(path)} are one on macOS and Windows`;
      throw new InvalidInput(`App: ${other.owner.what} and ${owner.what} need the same file (${names}). ${owner.fix}`);
    }
    this.owners.set(key, { path, owner });
    if (owner.chart) {
      this.record(owner.chart, path);
    }
    return { path, text };
  }

  public record(chart: Chart, path: string): void {
    const known = this.ofCharts.get(chart);
    if (known) {
      known.push(path);
    } else {
      this.ofCharts.set(chart, [path]);
    }
  }
}
