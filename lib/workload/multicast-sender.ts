import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace, requireSeconds } from '../checks/_constructs';
import { Options, requireOptions } from '../checks/_options';
import { requireMember } from '../checks/_values';
import { warn } from '../messages/_construct-notes';
import { InvalidInput, quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { SCRIPTS_FOLDER, requireSending, requireStream, senderCommand } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { IperfContainer, iperfPods } from './_iperf-pods';
import { separateFromReceivers } from './_placement';
import { MulticastWorkload, MulticastWorkloadProps, WORKLOAD_OPTIONS, WorkloadPods } from './multicast-workload';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** A sender of a multicast stream. */
export interface MulticastSenderProps extends MulticastWorkloadProps {
  /**
   * Time to live of each packet, 1 to 255: one more than the routers that it may pass. The Node of the Pod is one of
   * them, so 1 reaches Pods alone, and 2 the network of the Nodes (measured with iperf 2.1.8 and kernel multicast
   * routing; iperf's own default is 1).
   *
   * @default 8
   */
  readonly ttl?: number;

  /**
   * Bits a second, counted without the headers of UDP and IP: a whole number, for at least one packet each second, up to
   * 10000000000 (10 Gbit/s).
   *
   * @default 1000000
   */
  readonly bitsPerSecond?: number;

  /**
   * Payload of each packet in bytes, 64 to 65507. With 28 bytes of headers the default fits an interface with an MTU of
   * 1450, as Pods have behind Geneve tunnels; what is larger is sent in fragments.
   *
   * @default 1400
   */
  readonly packetSize?: number;

  /**
   * How long it sends, in whole seconds, after which the Pod is completed: for a bare Pod (WorkloadKind.POD), since the
   * others would start it again.
   *
   * @default - without end
   */
  readonly duration?: Duration;

  /**
   * Where the sender runs, seen from the receivers of its stream in the same chart's namespaces.
   *
   * @default - Placement.SEPARATE_NODES; Placement.ANY_NODE for a DaemonSet, which runs on all of them
   */
  readonly placement?: Placement;
}

/**
 * Sends a stream: `iperf -c GROUP -u`. It is ready while packets leave, and ends with an error, to be started again,
 * when none do: where there is no route to the group, or its interface is down. What leaves is counted for the whole
 * network of the Pod, so on the network of the Node other traffic can hide that this sender's does not.
 */
export class MulticastSender extends MulticastWorkload {
  /** The stream that is sent. */
  public readonly stream: MulticastStream;

  /** Time to live of each packet. */
  public readonly ttl: number;

  /** Payload of each packet in bytes. */
  public readonly packetSize: number;

  /**
   * How long it sends; 0 without end.
   *
   * @internal
   */
  public readonly _seconds: number;

  /** @internal */
  protected readonly _pods: WorkloadPods;

  /**
   * An error outside of a WorkloadChart, for a value out of range, for a duration of anything but a bare Pod; at synth,
   * where no worker Node is left for a sender that is kept apart from its receivers.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the stream, the image and the options
   */
  public constructor(scope: Construct, id: string, props: MulticastSenderProps) {
    super(...requirePlace('MulticastSender', scope, id));
    const subject = `MulticastSender ${quote(this.node.path)}`;
    requireOptions(subject, props, SENDER_OPTIONS);
    this.stream = requireStream(subject, props.stream);
    const sending = requireSending(subject, props, secondsOf(subject, props));
    this.ttl = sending.ttl;
    this.packetSize = sending.packetSize;
    const iperf: IperfContainer = {
      stream: this.stream,
      command: [
        ...['sh', `${SCRIPTS_FOLDER}/send.sh`, this.stream.group, String(this.stream.port), String(sending.seconds)],
        ...senderCommand(this.stream, sending),
      ],
      // By name and not by iperf's GROUP%INTERFACE, which leaves the choice to the route (iperf 2.1.8, measured).
      env:
        props.interfaceName === undefined
          ? undefined
          : { MULTICAST_INTERFACE: kplus.EnvValue.fromValue(props.interfaceName) },
      ready: 'sending',
      alive: 'sending',
    };
    const restartPolicy = sending.seconds > 0 ? kplus.RestartPolicy.ON_FAILURE : kplus.RestartPolicy.ALWAYS;
    this._pods = iperfPods(this, subject, props, { role: Role.SENDER, iperfs: [iperf], replicas: 1, restartPolicy });
    this._seconds = sending.seconds;
    if (placementOf(subject, props, this.kind) === Placement.SEPARATE_NODES) {
      separateFromReceivers(this, this.stream);
    }
    warn(this, NOTICES.SOURCE_OF_POD, '', () => this.otherSource());
    warn(this, NOTICES.SECOND_SENDER, '', () => this.secondSender());
    WorkloadChart.ofConstruct(this)._workloads.add(this);
  }

  /** @internal */
  public get _sentStreams(): readonly MulticastStream[] {
    return [this.stream];
  }

  /** @internal */
  public get _receivedStreams(): readonly MulticastStream[] {
    return [];
  }

  private otherSource(): string | undefined {
    const { group, source } = this.stream;
    return source !== undefined && this.network === PodNetwork.POD
      ? `Receivers of group ${quote(group)} take packets of ${quote(source)} alone, and a Pod sends from an address that is known only when it runs: leave the source out, or send from a Node (PodNetwork.HOST) or a VM of that address.`
      : undefined;
  }

  /** Said once, of the later one. */
  private secondSender(): string | undefined {
    const { group, port } = this.stream;
    const first = WorkloadChart.ofConstruct(this)._workloads.firstSenderOf(this.stream);
    if (this.kind === WorkloadKind.DAEMON_SET) {
      return `This sender of group ${quote(group)} with port ${port} runs on every Node, and a receiver hears one of them alone: choose another kind where that is not meant.`;
    }
    return first && first !== this
      ? `Group ${quote(group)} with port ${port} has another sender at ${quote(first.node.path)}, and a receiver hears the first one alone: give each a port of its own.`
      : undefined;
  }
}

function secondsOf(subject: string, { duration, kind = WorkloadKind.DEPLOYMENT }: MulticastSenderProps): number {
  if (duration === undefined) {
    return 0;
  }
  const seconds = requireSeconds(`${subject}: duration`, duration);
  if (requireMember(`${subject}: kind`, WorkloadKind, kind) !== WorkloadKind.POD) {
    throw new InvalidInput(
      `${subject}: duration ${quote(`${seconds}s`)} would begin again and again, because a ${kind} starts what has ended: pass kind: WorkloadKind.POD, or leave the duration out.`,
    );
  }
  return seconds;
}

function placementOf(subject: string, props: MulticastSenderProps, kind: WorkloadKind): Placement {
  const onEachNode = kind === WorkloadKind.DAEMON_SET;
  const { placement = onEachNode ? Placement.ANY_NODE : Placement.SEPARATE_NODES } = props;
  if (onEachNode && placement === Placement.SEPARATE_NODES) {
    throw new InvalidInput(
      `${subject}: placement ${quote(placement)} keeps it from the Nodes of its receivers, and a DaemonSet runs on each Node: leave the placement out, or choose another kind.`,
    );
  }
  return requireMember(`${subject}: placement`, Placement, placement);
}

/** Where a sender may run. */
export enum Placement {
  /** On another Node than every receiver of its stream, so that the traffic crosses Nodes; else it stays pending. */
  SEPARATE_NODES = 'SeparateNodes',
  /** On any Node, also beside a receiver: for clusters with one worker Node. */
  ANY_NODE = 'AnyNode',
}

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const SENDER_OPTIONS: Options<MulticastSenderProps> = {
  ...WORKLOAD_OPTIONS,
  ttl: true,
  bitsPerSecond: true,
  packetSize: true,
  duration: true,
  placement: true,
};
