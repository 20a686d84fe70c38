import { streamLabel } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { groupBy } from '../state/_keyed-lists';
import { Participant } from '../workload/_participant';
import { WorkloadKind } from '../workload/pod-options';
import { selectorText } from '../workload/proof/_checked-workloads';
import { RunbookFacts } from './_facts';
import { prose, shellWord } from './_markdown';

/** Returns each workload once, also one that sends and receives: those that receive first. */
export function participantsOf({ receivers, senders }: Pick<RunbookFacts, 'receivers' | 'senders'>): Participant[] {
  return [...new Set([...receivers, ...senders])];
}

/** Returns kind, namespace and name of a workload, or the labels of its Pods if it has no name. */
export function plainTitle({ kind, podNamespace, workloadName, _selector }: Participant): string {
  return workloadName === undefined
    ? `${kind} ${podNamespace} (${selectorText(_selector)})`
    : `${kind} ${podNamespace}/${workloadName}`;
}

/** Returns the same for a sentence, with markup escaped. */
export function titleOf(made: Participant): string {
  return prose(plainTitle(made));
}

/** Returns the name of a Pod as Antrea shows it. Pods that another object makes have a suffix, written `-...`. */
export function podName({ kind, podNamespace, workloadName }: Participant): string {
  if (workloadName === undefined) {
    return `${podNamespace}/...`;
  }
  return `${podNamespace}/${workloadName}${kind === WorkloadKind.POD ? '' : '-...'}`;
}

/** Returns streams as text. */
export function streamsText(streams: readonly MulticastStream[]): string {
  return streams.map(({ group, port }) => `${group}:${port}`).join(', ');
}

export function sends(made: Participant): boolean {
  return made._sentStreams.length > 0;
}

export function receives(made: Participant): boolean {
  return made._receivedStreams.length > 0;
}

/** Whether the workload completes by itself. */
export function isEnding({ kind, _seconds }: Participant): boolean {
  return _seconds > 0 || kind === 'Job' || kind === 'CronJob';
}

/** Returns the arguments of `kubectl logs` that select the Pods of a workload only: the containers of others may have other names. */
export class LogTargets {
  private readonly byLabel: Map<string, Participant[]>;

  public constructor(all: Participant[]) {
    this.byLabel = groupBy(all, placesOf);
  }

  public of(made: Participant): string {
    if (made.kind === WorkloadKind.POD) {
      return shellWord(`pod/${made.workloadName}`);
    }
    return `-l ${shellWord(selectorText(this.isShared(made) ? made._ownSelector : made._selector))}`;
  }

  /** Whether another workload has all of its labels. */
  private isShared(made: Participant): boolean {
    const places = placesOf(made);
    // A workload with all these labels is also one with the label that the fewest have.
    const [rarest = []] = places
      .map((place) => this.byLabel.get(place) as Participant[])
      .sort((one, other) => one.length - other.length);
    return rarest.some((other) => {
      const ofOther = placesOf(other);
      return other !== made && places.every((place) => ofOther.includes(place));
    });
  }
}

/** Returns a key for each label of a workload in its namespace. */
function placesOf({ podNamespace, _selector }: Participant): string[] {
  return Object.entries(_selector).map(([label, value]) => `${podNamespace}/${label}=${value}`);
}

/** Whether another Pod of the app, or a VM, sends a stream to a workload. */
export class KnownSenders {
  private readonly byStream: Map<string, Participant[]>;
  private readonly byVms: Set<string>;

  public constructor({ senders, machines }: Pick<RunbookFacts, 'senders' | 'machines'>) {
    this.byStream = groupBy(senders, ({ _sentStreams }) => _sentStreams.map(streamLabel));
    this.byVms = new Set(machines.flatMap((machine) => machine.sends.map(streamLabel)));
  }

  public isTo(made: Participant, stream: MulticastStream): boolean {
    const label = streamLabel(stream);
    const others = this.byStream.get(label) ?? [];
    // Of several Pods, each receives what the others send.
    return this.byVms.has(label) || others.some((other) => other !== made || made.replicas !== 1);
  }
}
