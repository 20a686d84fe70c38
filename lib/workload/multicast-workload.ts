import * as kplus from 'cdk8s-plus-25';
import { MulticastStream } from '../multicast/multicast-stream';

/** What a sender and a receiver have in common. */
export interface MulticastWorkloadProps {
  /** The stream that is sent or received. */
  readonly stream: MulticastStream;

  /** Image with iperf 2 in its path, such as `registry.example.com/multicast/iperf:2.1.8`. Its entry point is not used. */
  readonly image: string;

  /**
   * Name of the Deployment, a DNS label (63 characters).
   *
   * @default - made from the place of the construct in the tree
   */
  readonly name?: string;

  /**
   * Network of the Pod.
   *
   * @default PodNetwork.POD
   */
  readonly network?: PodNetwork;

  /**
   * When the image is pulled.
   *
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * Names of Secrets with registry credentials, in the namespace of the Pod.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * CPU and memory of the container.
   *
   * @default - requests of 50 millicores and 32 MiB, limits of 500 millicores and 128 MiB
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * Labels that a Node must have to run the Pod. Tolerations and further rules: `deployment.scheduling`.
   *
   * @default - none
   */
  readonly nodeLabels?: { [name: string]: string };

  /**
   * User and group that the container runs as, a whole number from 1 to 2147483647: never root, whatever the image says.
   *
   * @default 65534
   */
  readonly user?: number;
}

/** Network of a Pod. */
export enum PodNetwork {
  /** The Pod network, which Antrea carries: the Pod satisfies the Pod Security level `restricted`. */
  POD = 'Pod',
  /**
   * The network of the Node, past Antrea: no Antrea policy, statistics or Traceflow sees the stream. The Pod goes to the
   * chart's hostNetwork Namespace, whose Pod Security level is `privileged`.
   */
  HOST = 'Host',
}
