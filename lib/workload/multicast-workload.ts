import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { Options } from '../checks/_options';
import { Role, StreamUse, partLabels, usesOf } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { StreamEnd } from '../platform/tables/_reach';
import { Counter } from './_participant';
import { WorkloadPods } from './_workload-pods';
import { POD_OPTIONS, PodNetwork, PodOptions, WorkloadKind } from './pod-options';
import { WORKLOAD_OPTIONS, WorkloadOptions } from './workload-options';

/** The options of a sender or receiver: iperf, or an application of the user. */
export interface MulticastWorkloadProps extends WorkloadOptions, PodOptions {
  /** The stream that is sent or received. */
  readonly stream: MulticastStream;

  /**
   * Streams that the same Pods send or receive in addition to `stream`. iperf runs in a container of its own for each.
   *
   * @default - none
   */
  readonly additionalStreams?: MulticastStream[];

  /**
   * Image with iperf 2 and a shell in its path, such as `registry.example.com/multicast/iperf:v1`; images/multicast is
   * such an image. Its entry point is not used, and the scripts that run iperf are in the manifests. Without a tag and a
   * digest the tag is `latest`, and a warning is printed. Set it, or set `container`.
   *
   * @default - none: `container` is needed
   */
  readonly image?: string;

  /**
   * The container of an application that sends or receives the streams, in place of iperf. It gets its streams as
   * environment variables, which Kubernetes also expands in command, args and env, as in `udp://$(MULTICAST_GROUP)`:
   *
   * - `MULTICAST_GROUP`, `MULTICAST_PORT`: of the stream; of the next streams `MULTICAST_GROUP_2`, `MULTICAST_PORT_2`
   * - `MULTICAST_SOURCE`, `MULTICAST_SOURCE_2`: for receivers, if the stream has a source
   * - `MULTICAST_TTL`: for senders, the option `ttl`
   * - `MULTICAST_INTERFACE`: if `interfaceName` is set
   *
   * It gets the settings that the Pod Security level `restricted` requires, and the root filesystem is read-only unless its
   * securityContext sets otherwise. On the Pod network, the construct throws if it needs more than `restricted` allows. Its own
   * probes are kept. Set it, or set `image`.
   *
   * @default - none: iperf
   */
  readonly container?: kplus.ContainerProps;
}

/**
 * Pods that send or receive multicast streams: a MulticastSender, a MulticastReceiver or a MulticastApplication.
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
  public get _role(): Role {
    return this._pods.role;
  }

  /** @internal */
  public get _ttl(): number | undefined {
    return this._pods.ttl;
  }

  /** @internal */
  public get _seconds(): number {
    return 0;
  }

  /** @internal */
  public get _counter(): Counter {
    return this._pods.counter;
  }

  /** @internal */
  public get _nodeLabels(): { readonly [name: string]: string } {
    return this._pods.nodeLabels;
  }

  /** @internal */
  public get _pullSecrets(): readonly string[] {
    return this._pods.pullSecrets;
  }

  /** @internal */
  public get _selector(): { readonly [name: string]: string } {
    return partLabels(usesOf({ sends: this._sentStreams, receives: this._receivedStreams }));
  }

  /** @internal */
  public get _ownSelector(): { readonly [name: string]: string } {
    const label = kplus.Pod.ADDRESS_LABEL;
    return { [label]: String(this.workload.podMetadata.getLabel(label)) };
  }

  /** @internal */
  public get _isMade(): boolean {
    return true;
  }

  /** @internal */
  public get _needsPackets(): boolean {
    return this._pods.needsPackets;
  }

  /** @internal */
  public _containerOf(stream: MulticastStream): string | undefined {
    return this._pods.containerOf(stream);
  }

  /** @internal */
  public _labelsOf(use: StreamUse): { readonly [name: string]: string } {
    return partLabels([use]);
  }
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const MULTICAST_WORKLOAD_OPTIONS: Options<MulticastWorkloadProps> = {
  ...WORKLOAD_OPTIONS,
  ...POD_OPTIONS,
  stream: true,
  additionalStreams: true,
  image: true,
  container: true,
};
