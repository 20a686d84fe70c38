import * as kplus from 'cdk8s-plus-25';
import { Options } from '../checks/_options';

/** The options of all Pods of this library. */
export interface CommonPodOptions {
  /**
   * Names of Secrets with registry credentials, in the namespace of the Pod.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Labels that a Node must have to run the Pod. For tolerations and other rules use `scheduling`.
   *
   * @default - none
   */
  readonly nodeLabels?: { [name: string]: string };

  /**
   * User and group that the containers run as, a whole number from 1 to 2147483647. It replaces the user of the image, so
   * a container never runs as root.
   *
   * @default 65534
   */
  readonly user?: number;
}

/** The options of Pods with an image that runs scripts of this library. */
export interface PodOptions extends CommonPodOptions {
  /**
   * When the kubelet pulls the image.
   *
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * CPU and memory of each container.
   *
   * @default - requests of 50 millicores and 32 MiB, limits of 500 millicores and 128 MiB (256 MiB for a MulticastProof)
   */
  readonly resources?: kplus.ContainerResources;
}

/** Kind of the Kubernetes object that runs the Pods of a sender or receiver. */
export enum WorkloadKind {
  /** A Deployment. It replaces a Pod that fails. After a change, it ends the old Pod before it starts the new one. */
  DEPLOYMENT = 'Deployment',
  /** One bare Pod. Nothing replaces it when its Node fails, and for most changes it must be deleted first. */
  POD = 'Pod',
  /** One Pod on each Node, or with `nodeLabels` on each Node that has these labels. */
  DAEMON_SET = 'DaemonSet',
}

/** Network of a Pod. */
export enum PodNetwork {
  /** The Pod network, which Antrea manages. The Pod satisfies the Pod Security level `restricted`. */
  POD = 'Pod',
  /**
   * The network of the Node (hostNetwork). Traffic does not pass through Antrea, so Antrea policies do not apply to the
   * stream, and statistics and Traceflow do not show it. In mode encap, a Node drops multicast from the
   * addresses of other Nodes, so such a Pod does not exchange multicast with Pods of other Nodes; docs/compatibility.md,
   * Reach, has the other modes. It reaches hosts outside of the cluster. The Pod is in the chart's hostNetwork Namespace, whose Pod
   * Security level is `privileged`.
   */
  HOST = 'Host',
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.

export const COMMON_POD_OPTIONS: Options<CommonPodOptions> = {
  imagePullSecrets: true,
  nodeLabels: true,
  user: true,
};

export const POD_OPTIONS: Options<PodOptions> = {
  ...COMMON_POD_OPTIONS,
  imagePullPolicy: true,
  resources: true,
};
