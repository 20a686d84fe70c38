import { MulticastStream } from '../multicast/multicast-stream';

/** Pods that this library does not make, and that a policy allows something to. */
export interface MulticastPods {
  /** Labels of the Pods, at least one: all of them must be there. */
  readonly labels: { [name: string]: string };

  /** Streams that they receive or send, at least one. */
  readonly streams: MulticastStream[];

  /**
   * Namespace of the Pods, a DNS label (63 characters). Another one than that of the chart needs
   * `OtherMulticast.droppedInCluster()`.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;
}
