import { Options } from '../checks/_options';
import { MulticastStream } from '../multicast/multicast-stream';
import { POD_OPTIONS, PodNetwork, PodOptions, WorkloadKind } from './pod-options';

/** What a sender and a receiver have in common. */
export interface MulticastWorkloadProps extends PodOptions {
  /** The stream that is sent or received. */
  readonly stream: MulticastStream;

  /**
   * Image with iperf 2 and a shell in its path, such as `registry.example.com/multicast/iperf:v1`; images/multicast is
   * one. Its entry point is not used, and the scripts that run iperf come with the manifests. Without a tag and a digest
   * it is `latest`, which a warning says.
   */
  readonly image: string;

  /**
   * Name of the Deployment, DaemonSet or Pod, a DNS label (63 characters).
   *
   * @default - made from the place of the construct in the tree
   */
  readonly name?: string;

  /**
   * What runs the Pods.
   *
   * @default WorkloadKind.DEPLOYMENT
   */
  readonly kind?: WorkloadKind;

  /**
   * Network of the Pod.
   *
   * @default PodNetwork.POD
   */
  readonly network?: PodNetwork;

  /**
   * Network interface in the Pod (on the Node, with PodNetwork.HOST) that the stream goes through, such as `net1`: 1 to
   * 15 letters, digits, dots, hyphens and underscores. A container whose interface is missing ends with an error: a second
   * interface comes with an annotation of its CNI (`workload.podMetadata.addAnnotation()`), and is past Antrea. A receiver
   * without privileges can bind to an interface from Linux 5.7 on.
   *
   * @default - the interface of the route to the group
   */
  readonly interfaceName?: string;
}

export const WORKLOAD_OPTIONS: Options<MulticastWorkloadProps> = {
  ...POD_OPTIONS,
  stream: true,
  image: true,
  name: true,
  kind: true,
  network: true,
  interfaceName: true,
};
