import { fileWord } from './_markdown';

/** How the manifests get to the API servers. */
export interface Delivery {
  /** What the runbook tells about the files. */
  readonly intro: string;
  /** What the list of contents calls a file. */
  readonly noun: string;
  /** Whether it replaces Jobs and bare Pods that changed. `kubectl apply` does not. */
  readonly replacesJobs: boolean;
  /** Returns the commands that apply the file, or that show that it is applied. */
  apply(file: string): string[];
  /** Returns the commands that run the proof of the file again. */
  again(file: string): string[];
  /** What must be there before the commands on the Supervisor: lines of Markdown. */
  readonly before: readonly string[];
}

/** The files are applied with kubectl. */
export function byHand(noun: string, intro: string): Delivery {
  const apply = (file: string) => [`kubectl apply -f ${fileWord(file)}`];
  return { intro, noun, replacesJobs: false, apply, again: apply, before: [] };
}
