import { MulticastStream } from './multicast-stream';

/** What a Pod or a VM does with its streams; the value of its label `app.kubernetes.io/name`. */
export enum Role {
  SENDER = 'multicast-sender',
  RECEIVER = 'multicast-receiver',
}

/** Value of the label of a stream, by role. */
const STREAM_VALUE = { [Role.SENDER]: 'sender', [Role.RECEIVER]: 'receiver' };

/** Key of the label that every Pod and VM of a stream has. Its value is `sender` or `receiver`. */
export function streamLabel(stream: MulticastStream): string {
  return `multicast-stream/${stream.group}-${stream.port}`;
}

/** The labels that select the Pods and VMs of one role and of these streams. */
export function roleLabels(role: Role, streams: MulticastStream[]): { [name: string]: string } {
  return {
    'app.kubernetes.io/name': role,
    ...Object.fromEntries(streams.map((stream) => [streamLabel(stream), STREAM_VALUE[role]])),
  };
}

/** Name of the systemd unit that sends or receives a stream in a VM, without its ending. */
export function unitName(role: Role, { group, port }: MulticastStream): string {
  return `${role}-${group}-${port}`;
}
