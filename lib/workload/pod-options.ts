import * as kplus from 'cdk8s-plus-25';
import { Options } from '../checks/_options';

/** What all Pods of this library have in common. */
export interface PodOptions {
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
   * @default - requests of 50 millicores and 32 MiB, limits of 500 millicores and 128 MiB (256 MiB of a MulticastProof)
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

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.

export const POD_OPTIONS: Options<PodOptions> = {
  imagePullPolicy: true,
  imagePullSecrets: true,
  resources: true,
  nodeLabels: true,
  user: true,
};
