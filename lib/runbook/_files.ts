import { App, Chart, Names } from 'cdk8s';
import { IConstruct } from 'constructs';
import { existsSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { InvalidInput, quote } from '../messages/_errors';
import { AppState } from '../state/_app-state';
import { UNSEEN_IN_COMMAND } from './_markdown';

/** The files of charts, as commands name them. */
export interface FilesOfCharts {
  /** Returns the file or folder with the construct's objects. */
  of(construct: IConstruct): string;
  /** Returns the files of these constructs, each once, in the order in which to apply them. */
  inOrder(constructs: IConstruct[]): string[];
}

/** Finds the files that an app has written for its charts. */
export class ChartFiles implements FilesOfCharts {
  private readonly positions: Map<Chart, number>;
  private readonly names = new Map<Chart, string>();

  public constructor(private readonly app: App) {
    // cdk8s sorts the whole app at each access to `app.charts`.
    this.positions = new Map(app.charts.map((chart, i) => [chart, i]));
  }

  /** Returns the file or folder that the app has written for the construct's chart. */
  public of(construct: IConstruct): string {
    const chart = Chart.of(construct);
    const name = this.names.get(chart) ?? this.find(chart);
    this.names.set(chart, name);
    return name;
  }

  /** Returns the files of these constructs, each once, in the order in which to apply them. */
  public inOrder(constructs: IConstruct[]): string[] {
    const charts = [...new Set(constructs.map((construct) => Chart.of(construct)))];
    charts.sort((one, other) => this.position(one) - this.position(other));
    return [...new Set(charts.map((chart) => this.of(chart)))];
  }

  private position(chart: Chart): number {
    return this.positions.get(chart) as number;
  }

  private find(chart: Chart): string {
    const label = Names.toDnsLabel(chart);
    const indexed = `${String(this.position(chart)).padStart(4, '0')}-${label}`;
    const { outputFileExtension: extension, outdir } = this.app;
    const [written] = AppState.of(this.app).written?.get(chart) ?? [];
    const names = [`${label}${extension}`, `${indexed}${extension}`, label, indexed, `app${extension}`];
    const name = written?.split('/')[0] ?? names.find((candidate) => existsSync(join(outdir, candidate)));
    if (name === undefined) {
      throw new InvalidInput(
        `Runbook: the file ${quote(names[0])} of the chart ${quote(chart.node.path)} does not exist: call app.synth() before Runbook.write(app).`,
      );
    }
    // A path separator would leave the folder, and kubectl splits file names at a comma.
    if (/[/\\",]/.test(name) || UNSEEN_IN_COMMAND.test(name)) {
      throw new InvalidInput(
        `Runbook: the file ${quote(name)} of the chart ${quote(chart.node.path)} has a character that is not valid in a command: set another outputFileExtension for the App.`,
      );
    }
    return name;
  }
}

/** Writes a file into the output folder. Throws if the name leads out of the folder. Replaces a link, and does not follow it. */
export function writeInto(folder: string, name: string, text: string): void {
  const path = resolve(folder, name);
  if (dirname(path) !== resolve(folder)) {
    throw new InvalidInput(
      `Runbook: the file ${quote(path)} is outside of the output folder ${quote(folder)}: use names without "/".`,
    );
  }
  try {
    // Removes a link and not its target.
    rmSync(path, { force: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new InvalidInput(
      `Runbook: the file ${quote(path)} cannot be written (${(error as NodeJS.ErrnoException).code}): remove it, or set another outdir for the App.`,
    );
  }
}
