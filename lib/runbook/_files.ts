import { App, Chart, Names } from 'cdk8s';
import { IConstruct } from 'constructs';
import { existsSync, rmSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { InvalidInput, quote } from '../messages/_errors';
import { UNSEEN_IN_COMMAND } from './_markdown';

/** The files that an app has written for its charts. */
export class ChartFiles {
  private readonly positions: Map<Chart, number>;
  private readonly names = new Map<Chart, string>();

  public constructor(private readonly app: App) {
    // cdk8s sorts the whole app whenever it is asked for its charts.
    this.positions = new Map(app.charts.map((chart, i) => [chart, i]));
  }

  /** The file or folder of the construct's chart, as the app has written it. */
  public of(construct: IConstruct): string {
    const chart = Chart.of(construct);
    const name = this.names.get(chart) ?? this.find(chart);
    this.names.set(chart, name);
    return name;
  }

  /** The files of these constructs, each once, in the order in which they are applied. */
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
    const names = [`${label}${extension}`, `${indexed}${extension}`, label, indexed, `app${extension}`];
    const name = names.find((candidate) => existsSync(join(outdir, candidate)));
    if (name === undefined) {
      throw new InvalidInput(
        `Runbook: ${quote(names[0])} is not there, the file of the chart ${quote(chart.node.path)}: call Runbook.write(app) after app.synth().`,
      );
    }
    // A path would lead elsewhere, and kubectl takes a comma for the end of a name.
    if (/[/\\",]/.test(name) || UNSEEN_IN_COMMAND.test(name)) {
      throw new InvalidInput(
        `Runbook: the file ${quote(name)} of the chart ${quote(chart.node.path)} has a sign that no file of a command can have: choose another outputFileExtension for the App.`,
      );
    }
    return name;
  }
}

/** Writes a file into the output folder and nowhere else, whatever its name is and whatever stands at its place. */
export function writeInto(folder: string, name: string, text: string): void {
  const path = resolve(folder, name);
  if (dirname(path) !== resolve(folder)) {
    throw new InvalidInput(
      `Runbook: the file ${quote(path)} is not in the output folder ${quote(folder)}: use names without "/".`,
    );
  }
  try {
    // A link goes, and what it leads to stays as it is.
    rmSync(path, { force: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new InvalidInput(
      `Runbook: the file ${quote(path)} cannot be written (${(error as NodeJS.ErrnoException).code}): remove what stands there, or give the App another outdir.`,
    );
  }
}
