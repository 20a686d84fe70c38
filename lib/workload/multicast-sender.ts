import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace, requireSeconds } from '../checks/_constructs';
import { Options, requireOptions } from '../checks/_options';
import { requireMember } from '../checks/_values';
import { warn } from '../messages/_construct-notes';
import { InvalidInput, quote, together } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { SCRIPTS_FOLDER, requireSending, requireStream, senderCommand } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { IperfContainer, iperfPods, requireWorkloadOptions } from './_iperf-pods';
import { separateFromReceivers } from './_placement';
import { WorkloadPods } from './_workload-pods';
import { MulticastWorkload, MulticastWorkloadProps, WORKLOAD_OPTIONS } from './multicast-workload';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** The options of a MulticastSender. */
export interface MulticastSenderProps extends MulticastWorkloadProps {
  /**
   * Time to live of each packet, 1 to 255. Each router on the path decreases it by 1, and the Node is a router for its
   * Pods. In mode encap, 1 reaches Pods on every Node; in mode noEncap, Pods on other Nodes need 3. Hosts outside of the
   * cluster need 2 in both modes (measured with Antrea 1.9.0 and 2.2.2: docs/compatibility.md, Who hears whom). The
   * default of iperf is 1.
   *
   * @default 8
   */
  readonly ttl?: number;

  /**
   * Bits per second, counted without the UDP and IP headers: a whole number from one packet per second up to 10000000000
   * (10 Gbit/s).
   *
   * @default 1000000
   */
  readonly bitsPerSecond?: number;

  /**
   * Payload of each packet in bytes, 64 to 65507. With 28 bytes of headers the default fits an MTU of 1450, which Pods
   * have behind Geneve tunnels. Larger packets are sent in fragments.
   *
   * @default 1400
   */
  readonly packetSize?: number;

  /**
   * How long it sends, in whole seconds. After that the Pod is completed. Only for a bare Pod (WorkloadKind.POD), because
   * the other kinds would start it again.
   *
   * @default - no end
   */
  readonly duration?: Duration;

  /**
   * Whether the sender may share a Node with receivers of its stream in the namespaces of the same chart.
   *
   * @default - Placement.SEPARATE_NODES; Placement.ANY_NODE for a DaemonSet, which runs on every Node
   */
  readonly placement?: Placement;
}

/**
 * Sends a stream: `iperf -c GROUP -u`. It is ready while packets leave. When no packets leave, because there is no route
 * to the group or its interface is down, it ends with an error and is started again. It counts all packets that leave the
 * network of the Pod. So in a hostNetwork Pod, other traffic of the Node can hide that this sender sends nothing.
 */
export class MulticastSender extends MulticastWorkload {
  /** The stream that the Pods send. */
  public readonly stream: MulticastStream;

  /** Time to live of each packet. */
  public readonly ttl: number;

  /** Payload of each packet in bytes. */
  public readonly packetSize: number;

  /**
   * How long it sends, in seconds; 0 for no end.
   *
   * @internal
   */
  public readonly _seconds: number;

  /** @internal */
  protected readonly _pods: WorkloadPods;

  /**
   * Throws if the scope is not in a WorkloadChart, if a value is out of range, and if `duration` is set for another kind
   * than a bare Pod. Synth fails if no worker Node is left for a sender that must not share a Node with its receivers.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the stream, the image and the options
   */
  public constructor(scope: Construct, id: string, props: MulticastSenderProps) {
    super(...requirePlace('MulticastSender', scope, id));
    const subject = `MulticastSender ${quote(this.node.path)}`;
    requireOptions(subject, props, SENDER_OPTIONS);
    const [stream, sending] = together(
      () => requireStream(subject, props.stream),
      () => requireSending(subject, props, secondsOf(subject, props)),
      () => requireWorkloadOptions(subject, props),
    );
    this.stream = stream;
    this.ttl = sending.ttl;
    this.packetSize = sending.packetSize;
    const iperf: IperfContainer = {
      stream: this.stream,
      command: [
        ...['sh', `${SCRIPTS_FOLDER}/send.sh`, this.stream.group, String(this.stream.port), String(sending.seconds)],
        ...senderCommand(this.stream, sending),
      ],
      // Not by iperf's GROUP%INTERFACE: with it, the route still selects the interface (measured with iperf 2.1.8).
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
      ? `Receivers of group ${quote(group)} accept only packets from ${quote(source)}, but the address of this Pod is unknown until it runs: leave source out of the stream, or send from a VM or another host outside of the cluster that has the source address.`
      : undefined;
  }

  /** Of two senders, only the later one has the warning. */
  private secondSender(): string | undefined {
    const { group, port } = this.stream;
    const first = WorkloadChart.ofConstruct(this)._workloads.firstSenderOf(this.stream);
    if (this.kind === WorkloadKind.DAEMON_SET) {
      return `This sender of group ${quote(group)} with port ${port} runs on every Node, but a receiver accepts the packets of only one sender: use WorkloadKind.DEPLOYMENT.`;
    }
    return first && first !== this
      ? `Group ${quote(group)} with port ${port} has another sender at ${quote(first.node.path)}, but a receiver accepts only packets of the sender that it receives first: use different ports.`
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
      `${subject}: duration ${quote(`${seconds}s`)} is not valid for a ${kind}, which starts a completed Pod again: pass kind: WorkloadKind.POD.`,
    );
  }
  return seconds;
}

function placementOf(subject: string, props: MulticastSenderProps, kind: WorkloadKind): Placement {
  const onEachNode = kind === WorkloadKind.DAEMON_SET;
  const { placement = onEachNode ? Placement.ANY_NODE : Placement.SEPARATE_NODES } = props;
  if (onEachNode && placement === Placement.SEPARATE_NODES) {
    throw new InvalidInput(
      `${subject}: placement ${quote(placement)} is not valid for a DaemonSet, which runs on every Node, also on those of its receivers: leave placement out.`,
    );
  }
  return requireMember(`${subject}: placement`, Placement, placement);
}

/** The Nodes that a sender may run on. */
export enum Placement {
  /**
   * Only Nodes without a receiver of its stream, so that the traffic crosses Nodes. Without such a Node the Pod stays
   * pending.
   */
  SEPARATE_NODES = 'SeparateNodes',
  /** Any Node, also one with a receiver: for clusters with one worker Node. */
  ANY_NODE = 'AnyNode',
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const SENDER_OPTIONS: Options<MulticastSenderProps> = {
  ...WORKLOAD_OPTIONS,
  ttl: true,
  bitsPerSecond: true,
  packetSize: true,
  duration: true,
  placement: true,
};
