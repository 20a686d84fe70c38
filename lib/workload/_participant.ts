import { IConstruct } from 'constructs';
import { Role, StreamUse, streamLabel } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { StreamEnd } from '../platform/tables/_reach';
import { PodNetwork } from './pod-options';

/** The log that counts the packets of Pods, for the proof and the runbook. */
export enum Counter {
  /** The log of iperf, in the container of each stream. */
  IPERF = 'iperf',
  /** The log of the sidecar. */
  SIDECAR = 'sidecar',
  /** Nothing that the library knows. */
  NONE = 'none',
}

/** Pods that send or receive streams: a MulticastWorkload, or an ExistingWorkload. */
export interface Participant extends IConstruct {
  /** Kind of the object that runs the Pods. */
  readonly kind: string;
  /** Name of that object; undefined if only the labels of the Pods are known. */
  readonly workloadName?: string;
  readonly podNamespace: string;
  readonly network: PodNetwork;
  /** Number of Pods; undefined if it is not known, as for a DaemonSet. */
  readonly replicas?: number;
  /** Network interface of the streams; undefined if it is not known. */
  readonly interfaceName?: string;
  readonly _end: StreamEnd;
  readonly _sentStreams: readonly MulticastStream[];
  readonly _receivedStreams: readonly MulticastStream[];
  /** Time to live of the packets that they send; undefined if it is not known. */
  readonly _ttl?: number;
  /** How long they send, in seconds; 0 for no end. */
  readonly _seconds: number;
  readonly _counter: Counter;
  /** Name of the container whose log counts the packets of a stream; undefined if nothing counts them. */
  _containerOf(stream: MulticastStream): string | undefined;
  /** Labels that only Pods with this part in the stream have. */
  _labelsOf(use: StreamUse): { readonly [name: string]: string };
  /** Labels that select these Pods, and none of other workloads if that is possible. */
  readonly _selector: { readonly [name: string]: string };
  /** Labels that select these Pods if another workload has those of `_selector` too. */
  readonly _ownSelector: { readonly [name: string]: string };
  /** The label by which a sender keeps apart from its receivers; undefined if the library does not make the Pods. */
  readonly _role?: Role;
  /** Whether the library makes the Pods. */
  readonly _isMade: boolean;
  /** Whether the Pods are ready only while packets of all streams arrive. */
  readonly _needsPackets: boolean;
  readonly _nodeLabels: { readonly [name: string]: string };
  readonly _pullSecrets: readonly string[];
}

/** Name of the container of the sidecar. */
export const SIDECAR = 'multicast-watch';

/** The received ports that hostNetwork Pods do not share with other Pods of their Node. Those of peers are shared. */
export function unsharedPorts({ _sentStreams, _receivedStreams }: Participant): number[] {
  const sent = new Set(_sentStreams.map(streamLabel));
  return _receivedStreams.filter((stream) => !sent.has(streamLabel(stream))).map(({ port }) => port);
}
