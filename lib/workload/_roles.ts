import { MulticastStream } from '../multicast/multicast-stream';

/** What a Pod does with its streams; value of the label `app.kubernetes.io/name`. */
export enum Role {
  SENDER = 'multicast-sender',
  RECEIVER = 'multicast-receiver',
}

/** Key of the label that Pods of a stream have; its value is `sender` or `receiver`. */
export function streamLabel(stream: MulticastStream): string {
  return `multicast-stream/${stream.group}-${stream.port}`;
}

/** The labels by which the Pods of one role and of these streams are found. */
export function podLabels(role: Role, streams: MulticastStream[]): { [name: string]: string } {
  const value = role === Role.SENDER ? 'sender' : 'receiver';
  return {
    'app.kubernetes.io/name': role,
    ...Object.fromEntries(streams.map((stream) => [streamLabel(stream), value])),
  };
}
