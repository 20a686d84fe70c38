import { Path } from '../checks/_paths';
import { InvalidInput } from '../messages/_errors';
import { Source } from './_sources';

/** The number of errors that are printed. */
const MOST_PRINTED = 50;

/** All errors of an inventory. */
export class Reports {
  private readonly sentences: (() => string)[] = [];

  public get isEmpty(): boolean {
    return this.sentences.length === 0;
  }

  /** Adds an error about a value. */
  public add(source: Source, path: Path, sentence: string): void {
    this.addLate(() => `${source.placeOf(path)}: ${sentence}`);
  }

  /** Adds an error. Its place is searched only if it is printed. */
  public addLate(sentence: () => string): void {
    this.sentences.push(sentence);
  }

  /** Adds a sentence that has its place already. */
  public addSentence(sentence: string): void {
    this.sentences.push(() => sentence);
  }

  /** Throws one error with all sentences, if there is one. */
  public throwIfAny(): void {
    if (this.isEmpty) {
      return;
    }
    const printed = this.sentences.slice(0, MOST_PRINTED).map((sentence) => sentence());
    const rest = this.sentences.length - MOST_PRINTED;
    throw new InvalidInput([
      ...printed,
      ...(rest > 0 ? [`The inventory has ${rest} more ${rest === 1 ? 'error' : 'errors'}: correct these first.`] : []),
    ]);
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
