import { MulticastStream } from './multicast-stream';

/** The role of a Pod or VM in its streams; the value of its label `app.kubernetes.io/name`. */
export enum Role {
  /** Sends a stream. */
  SENDER = 'multicast-sender',
  /** Receives one or more streams. */
  RECEIVER = 'multicast-receiver',
  /** An application of the user that sends streams, receives streams, or both. */
  APPLICATION = 'multicast-application',
}

/** Value of the stream label: the part that a Pod or VM has in the stream. */
export enum StreamPart {
  SENDER = 'sender',
  RECEIVER = 'receiver',
  /** Sends and receives the stream. */
  PEER = 'peer',
}

/** Returns the key of the label that every Pod and VM of a stream has. Its value is a StreamPart. */
export function streamLabel(stream: MulticastStream): string {
  return `multicast-stream/${stream.group}-${stream.port}`;
}

/** Returns the labels that select the Pods and VMs that only send, or only receive, these streams. */
export function roleLabels(role: Role.SENDER | Role.RECEIVER, streams: MulticastStream[]): { [name: string]: string } {
  const part = role === Role.SENDER ? StreamPart.SENDER : StreamPart.RECEIVER;
  return {
    'app.kubernetes.io/name': role,
    ...Object.fromEntries(streams.map((stream) => [streamLabel(stream), part])),
  };
}

/** The streams that Pods send and receive. */
export interface Streams {
  readonly sends: readonly MulticastStream[];
  readonly receives: readonly MulticastStream[];
}

/** A stream, with the part that Pods have in it. */
export interface StreamUse {
  readonly stream: MulticastStream;
  readonly part: StreamPart;
}

/** Returns each stream of Pods once: first those that they send. */
export function usesOf({ sends, receives }: Streams): StreamUse[] {
  const [sent, received] = [sends, receives].map((list) => new Set(list.map(streamLabel)));
  return distinctStreams([...sends, ...receives]).map((stream) => {
    const label = streamLabel(stream);
    const part = !received.has(label) ? StreamPart.SENDER : sent.has(label) ? StreamPart.PEER : StreamPart.RECEIVER;
    return { stream, part };
  });
}

/** Returns the stream labels of Pods. */
export function partLabels(uses: StreamUse[]): { [name: string]: string } {
  return Object.fromEntries(uses.map(({ stream, part }) => [streamLabel(stream), part]));
}

/** Returns one stream for each group and port. */
export function distinctStreams(streams: readonly MulticastStream[]): MulticastStream[] {
  return [...new Map(streams.map((stream) => [streamLabel(stream), stream])).values()];
}

/** Returns the name of the systemd unit that sends or receives a stream in a VM, without `.service`. */
export function unitName(role: Role, { group, port }: MulticastStream): string {
  return `${role}-${group}-${port}`;
}
