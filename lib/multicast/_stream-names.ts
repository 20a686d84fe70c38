import { MulticastStream } from './multicast-stream';

/** The role of a Pod or VM in its streams; the value of its label `app.kubernetes.io/name`. */
export enum Role {
  /** Sends a stream. */
  SENDER = 'multicast-sender',
  /** Receives one or more streams. */
  RECEIVER = 'multicast-receiver',
}

/** Value of the stream label, by role. */
const STREAM_VALUE = { [Role.SENDER]: 'sender', [Role.RECEIVER]: 'receiver' };

/** Returns the key of the label that every Pod and VM of a stream has. Its value is `sender` or `receiver`. */
export function streamLabel(stream: MulticastStream): string {
  return `multicast-stream/${stream.group}-${stream.port}`;
}

/** Returns the labels that select the Pods and VMs with one role in these streams. */
export function roleLabels(role: Role, streams: MulticastStream[]): { [name: string]: string } {
  return {
    'app.kubernetes.io/name': role,
    ...Object.fromEntries(streams.map((stream) => [streamLabel(stream), STREAM_VALUE[role]])),
  };
}

/** Returns the name of the systemd unit that sends or receives a stream in a VM, without `.service`. */
export function unitName(role: Role, { group, port }: MulticastStream): string {
  return `${role}-${group}-${port}`;
}
