import * as kplus from 'cdk8s-plus-25';
import { MulticastStream } from '../multicast/multicast-stream';

/** What a sender and a receiver have in common. */
export interface MulticastWorkloadProps {
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
   * 15 letters, digits, dots, hyphens and underscores. A container whose interface is missing ends with an error.
   *
   * @default - the interface of the route to the group
   */
  readonly interfaceName?: string;

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
   * CPU and memory of each container.
   *
   * @default - requests of 50 millicores and 32 MiB, limits of 500 millicores and 128 MiB
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * Labels that a Node must have to run the Pod. Tolerations and further rules: `scheduling`.
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

/** What runs the Pods of a sender or receiver. */
export enum WorkloadKind {
  /** A Deployment, which replaces Pods and, on a change, ends the old Pod before it starts the new one. */
  DEPLOYMENT = 'Deployment',
  /** One Pod by itself: nothing replaces it when its Node fails, and Kubernetes wants it deleted before a change. */
  POD = 'Pod',
  /** One Pod on each Node (with `nodeLabels`, on each that has them). */
  DAEMON_SET = 'DaemonSet',
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
