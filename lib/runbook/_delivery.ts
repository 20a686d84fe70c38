import { fileWord } from './_markdown';

/** How the manifests get to the API servers. */
export interface Delivery {
  /** The sentences about the files at the top of the runbook. */
  readonly intro: string;
  /** The word for a file in the list of contents. */
  readonly noun: string;
  /** Whether it replaces Jobs and bare Pods that changed. `kubectl apply` does not. */
  readonly replacesJobs: boolean;
  /** Whether it runs a Job again without a change, and deletes the old one. */
  readonly repeatsJobs: boolean;
  /** How the engine gets to know the workload cluster: lines of Markdown. */
  readonly registration: readonly string[];
  /** When the proof starts for the first time. */
  readonly startNote: string;
  /** How to run the proof again. */
  readonly proofNote: string;
  /** Returns the commands that apply the file, or that wait until it is applied. */
  apply(file: string): string[];
  /** Returns the commands that run the proof of the file again. */
  again(file: string): string[];
}

/** The files are applied with kubectl. */
export function byHand(noun: string, intro: string): Delivery {
  const apply = (file: string) => [`kubectl apply -f ${fileWord(file)}`];
  return {
    intro,
    noun,
    replacesJobs: false,
    repeatsJobs: false,
    registration: [],
    startNote: '`kubectl apply` also starts the proof. To read its result, see [Proof](#proof).',
    proofNote:
      'To run the proof again, use these commands. They delete the old Job first, because Kubernetes does not allow changes to a Job:',
    apply,
    again: apply,
  };
}
