import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { Options } from '../checks/_options';
import { MulticastStream } from '../multicast/multicast-stream';
import { StreamEnd } from '../platform/tables/_reach';
import { WorkloadPods } from './_workload-pods';
import { POD_OPTIONS, PodNetwork, PodOptions, WorkloadKind } from './pod-options';

/** The options of every workload. */
export interface MulticastWorkloadProps extends PodOptions {
  /** The stream that is sent or received. */
  readonly stream: MulticastStream;

  /**
   * Image with iperf 2 and a shell in its path, such as `registry.example.com/multicast/iperf:v1`; images/multicast is
   * such an image. Its entry point is not used, and the scripts that run iperf are in the manifests. Without a tag and a
   * digest the tag is `latest`, and a warning is printed.
   */
  readonly image: string;

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
   * Network interface of the stream in the Pod (with PodNetwork.HOST, on the Node), such as `net1`: 1 to 15 letters,
   * digits, dots, hyphens and underscores. If the interface is missing, the container ends with an error. To add a second
   * interface, use the annotation of its CNI (`workload.podMetadata.addAnnotation()`); its traffic does not pass through
   * Antrea. A receiver without privileges can bind to an interface from Linux 5.7 on.
   *
   * @default - the interface of the route to the group
   */
  readonly interfaceName?: string;
}

/**
 * Pods that send or receive multicast streams: a MulticastSender or a MulticastReceiver.
 */
export abstract class MulticastWorkload extends Construct {
  /**
   * The streams that the Pods send.
   *
   * @internal
   */
  public abstract readonly _sentStreams: readonly MulticastStream[];

  /**
   * The streams that the Pods receive.
   *
   * @internal
   */
  public abstract readonly _receivedStreams: readonly MulticastStream[];

  /** @internal */
  protected abstract readonly _pods: WorkloadPods;

  /** Number of Pods; undefined for a DaemonSet. */
  public get replicas(): number | undefined {
    return this._pods.replicas;
  }

  /** Kind of the object that runs the Pods. */
  public get kind(): WorkloadKind {
    return this._pods.kind;
  }

  /** Network of the Pods. */
  public get network(): PodNetwork {
    return this._pods.network;
  }

  /** @internal */
  public get _end(): StreamEnd {
    return this.network === PodNetwork.HOST ? StreamEnd.HOST_NETWORK : StreamEnd.POD;
  }

  /** Network interface of the streams; undefined if the option was not set. */
  public get interfaceName(): string | undefined {
    return this._pods.interfaceName;
  }

  /** Namespace of the Pods. */
  public get podNamespace(): string {
    return this._pods.namespace;
  }

  /** Name of the Deployment, DaemonSet or Pod. */
  public get workloadName(): string {
    return this._pods.workload.name;
  }

  /** The Deployment, DaemonSet or Pod, for settings that have no option here. */
  public get workload(): kplus.AbstractPod {
    return this._pods.workload;
  }

  /** Rules for the Nodes that run the Pods: tolerations and affinities. */
  public get scheduling(): kplus.PodScheduling {
    return this._pods.scheduling;
  }

  /** @internal */
  public get _nodeLabels(): { readonly [name: string]: string } {
    return this._pods.nodeLabels;
  }

  /** @internal */
  public get _pullSecrets(): readonly string[] {
    return this._pods.pullSecrets;
  }
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const WORKLOAD_OPTIONS: Options<MulticastWorkloadProps> = {
  ...POD_OPTIONS,
  stream: true,
  image: true,
  name: true,
  kind: true,
  network: true,
  interfaceName: true,
};
