import { InvalidInput } from '../messages/_errors';
import { GivenAnswers } from './_answers';
import { QUESTIONS, Question, completeAnswers, isOpen, mistakesOfAnswer } from './_questions';
import { starterFiles } from './_starter-files';
import type { Toolchain } from './_toolchain';

export type { Question } from './_questions';

/** The writer of a new app: from options, from answers on a terminal, or from defaults. */
export class Starter {
  public static readonly questions: readonly Question[] = QUESTIONS;

  private given: GivenAnswers = {};

  /** Takes the values of options. Throws if one is invalid, with all mistakes. */
  public constructor(values: { [option: string]: string }) {
    const mistakes: string[] = [];
    for (const question of QUESTIONS.filter(({ option }) => values[option] !== undefined)) {
      const found = this.answer(question, values[question.option]);
      mistakes.push(...found.map((sentence) => `${question.option}: ${sentence}`));
    }
    if (mistakes.length > 0) {
      throw new InvalidInput([...new Set(mistakes)]);
    }
  }

  /** The first question that has no answer yet. */
  public get next(): Question | undefined {
    return QUESTIONS.find((question) => isOpen(question, this.given));
  }

  /** The questions without an answer. */
  public get open(): Question[] {
    return QUESTIONS.filter((question) => isOpen(question, this.given));
  }

  /** The questions without an answer and without a default. */
  public get withoutDefault(): Question[] {
    return this.open.filter((question) => question.byDefault(this.given) === undefined);
  }

  /** Returns the default of a question. */
  public defaultOf(question: Question): string | undefined {
    return question.byDefault(this.given);
  }

  /** Returns what helps to answer a question. */
  public hintFor({ hint }: Question): string | undefined {
    return hint?.(this.given);
  }

  /** Takes an answer if it has no mistakes, and returns the mistakes. */
  public answer(question: Question, text: string): string[] {
    const given = { ...this.given, [question.name]: text };
    const mistakes = mistakesOfAnswer(question, given);
    if (mistakes.length === 0) {
      this.given = given;
    }
    return mistakes;
  }

  /** Returns the files of the app: the text of each by its path. Open questions get their defaults. */
  public filesWith(tools: Toolchain): Map<string, string> {
    return starterFiles(completeAnswers(this.given), tools);
  }

  /** The name of the cluster. */
  public get cluster(): string {
    return completeAnswers(this.given).cluster;
  }
}
