import * as kplus from 'cdk8s-plus-25';
import { Options } from '../checks/_options';
import { COMMON_POD_OPTIONS, CommonPodOptions, PodNetwork, WorkloadKind } from './pod-options';

/** The options of senders, receivers and applications. */
export interface WorkloadOptions extends CommonPodOptions {
  /**
   * Name of the Deployment, DaemonSet or Pod, a DNS label (63 characters).
   *
   * @default - generated from the path of the construct
   */
  readonly name?: string;

  /**
   * Kind of the object that runs the Pods.
   *
   * @default WorkloadKind.DEPLOYMENT
   */
  readonly kind?: WorkloadKind;

  /**
   * Network of the Pods.
   *
   * @default PodNetwork.POD
   */
  readonly network?: PodNetwork;

  /**
   * Network interface of the streams in the Pod (with PodNetwork.HOST, on the Node), such as `net1`: 1 to 15 letters,
   * digits, dots, hyphens and underscores. iperf fails if the Pod does not have it. An application
   * gets its name as `MULTICAST_INTERFACE`. To add a second interface, use the annotation of its CNI
   * (`workload.podMetadata.addAnnotation()`); its traffic does not pass through Antrea. A receiver without privileges can
   * bind to an interface from Linux 5.7 on.
   *
   * @default - the interface of the route to the group
   */
  readonly interfaceName?: string;

  /**
   * A second container that checks whether the application joins its groups, receives and sends, and counts the packets
   * that arrive. The Pod is ready only if the sidecar reports this, unless the container of the application has a readiness
   * probe: then the sidecar only counts. It needs no privilege, never joins a group, and takes no packet from the application. Only with
   * `container`.
   *
   * @default - none: the readiness is that of the application, and nothing counts its packets
   */
  readonly sidecar?: SidecarOptions;
}

/** The container that checks the streams of an application. */
export interface SidecarOptions {
  /**
   * Image with a shell and Perl 5 in its path, such as that of images/multicast or `debian:bookworm-slim`. Its entry point
   * is not used, and the script is in the manifests. Without a tag and a digest the tag is `latest`, and a warning is
   * printed.
   */
  readonly image: string;

  /**
   * When the kubelet pulls the image.
   *
   * @default ImagePullPolicy.IF_NOT_PRESENT
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * CPU and memory of the sidecar. images/multicast/README.md has what it uses.
   *
   * @default - requests of 10 millicores and 16 MiB, limits of 200 millicores and 64 MiB
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * When the sidecar reports a received stream as ready.
   *
   * @default - StreamReadiness.RECEIVING; StreamReadiness.JOINED if the Pods also send one of the streams that they receive
   */
  readonly ready?: StreamReadiness;
}

/** When a sidecar reports a received stream as ready. */
export enum StreamReadiness {
  /** The group is joined, and a packet from another host arrived in the last 8 seconds. */
  RECEIVING = 'receiving',
  /** The group is joined. For streams that are often silent, such as those of discovery. */
  JOINED = 'joined',
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.

export const WORKLOAD_OPTIONS: Options<WorkloadOptions> = {
  ...COMMON_POD_OPTIONS,
  name: true,
  kind: true,
  network: true,
  interfaceName: true,
  sidecar: true,
};

export const SIDECAR_OPTIONS: Options<SidecarOptions> = {
  image: true,
  imagePullPolicy: true,
  resources: true,
  ready: true,
};
