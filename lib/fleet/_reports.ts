import { Path } from '../checks/_paths';
import { InvalidInput } from '../messages/_errors';
import { Layer, Origin } from './_layers';
import { Source } from './_sources';

/** The number of errors that are printed. */
const MOST_PRINTED = 50;

/** All errors of an inventory. The place of an error is searched only if the error is printed. */
export class Reports {
  private readonly sentences: (() => string)[] = [];
  /** The values with an error, by their sources. */
  private readonly wrong = new Map<Source, Path[]>();
  private readonly groups = new Map<Layer, Map<string, { others: number }>>();

  /** Adds an error about a value. */
  public add(source: Source, path: Path, sentence: string): void {
    this.noteWrong(source, path);
    this.sentences.push(() => {
      const place = source.placeOf(path);
      return sentence.startsWith(place) ? sentence : `${place}: ${sentence}`;
    });
  }

  /** Notes that a value has an error, which is added as a sentence. */
  public noteWrong(source: Source, path: Path): void {
    const paths = this.wrong.get(source) ?? [];
    paths.push(path);
    this.wrong.set(source, paths);
  }

  /** Adds a sentence that has its place already. */
  public addSentence(sentence: string): void {
    this.sentences.push(() => sentence);
  }

  /**
   * Adds an error about a value of a cluster. If other clusters have the same error from the same value, it is printed
   * for only one of them.
   */
  public addForCluster({ layer, path }: Origin, cluster: string, environment: string, sentence: string): void {
    const inLayer = this.groups.get(layer) ?? new Map<string, { others: number }>();
    this.groups.set(layer, inLayer);
    const key = JSON.stringify([path, sentence.replaceAll(cluster, '')]);
    const known = inLayer.get(key);
    if (known) {
      known.others++;
      return;
    }
    const group = { others: 0 };
    inLayer.set(key, group);
    this.sentences.push(() => {
      const more = group.others > 0 ? ` (and ${group.others} ${group.others === 1 ? 'other' : 'others'})` : '';
      return `${layer.source.placeOf([...layer.path, ...path])}: cluster "${cluster}" of "${environment}"${more}: ${sentence}`;
    });
  }

  /** Whether a value in the layer has an error. */
  public areWrong({ source, path }: Layer): boolean {
    return (this.wrong.get(source) ?? []).some((wrong) => path.every((part, i) => wrong[i] === part));
  }

  /** Throws one error with all sentences, if there is one. */
  public throwIfAny(): void {
    const { length } = this.sentences;
    if (length === 0) {
      return;
    }
    const printed = this.sentences.slice(0, MOST_PRINTED).map((sentence) => sentence());
    const rest = length - MOST_PRINTED;
    const last = `The inventory has ${rest} more ${rest === 1 ? 'error' : 'errors'}: correct these first.`;
    throw new InvalidInput([...printed, ...(rest > 0 ? [last] : [])]);
  }
}

/** Returns the result of a function; undefined if it throws an `InvalidInput`, which is added to the reports. */
export function attemptTo<T>(reports: Reports, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof InvalidInput)) {
      throw error;
    }
    error.sentences.forEach((sentence) => reports.addSentence(sentence));
    return undefined;
  }
}
