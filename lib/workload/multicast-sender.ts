import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace, requireSeconds } from '../checks/_constructs';
import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { requireMember } from '../checks/_values';
import { warn } from '../messages/_construct-notes';
import { InvalidInput, quote, together } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';
import { SCRIPTS_FOLDER, Sending, requireSending, requireSent, senderCommand } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { applicationPods } from './_application-pods';
import { requireWorkload } from './_iperf-or-application';
import { IperfContainer, iperfPods } from './_iperf-pods';
import { Counter } from './_participant';
import { separateFromReceivers } from './_placement';
import { WorkloadPods } from './_workload-pods';
import { MULTICAST_WORKLOAD_OPTIONS, MulticastWorkload, MulticastWorkloadProps } from './multicast-workload';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** The options of a MulticastSender. */
export interface MulticastSenderProps extends MulticastWorkloadProps {
  /**
   * Time to live of each packet, 1 to 255. Each router on the path decreases it by 1, and the Node is a router for its
   * Pods. In mode encap, 1 reaches Pods on every Node; in mode noEncap, Pods on other Nodes need 3. Hosts outside of the
   * cluster need 2 in both modes (measured with Antrea 1.9.0 and 2.2.2: docs/compatibility.md, Reach). The
   * default of iperf is 1. An application gets it as `MULTICAST_TTL`, and must use it: most applications send with 1
   * otherwise.
   *
   * @default 8
   */
  readonly ttl?: number;

  /**
   * Only for iperf: bits per second, without the UDP and IP headers. A whole number from one packet per second up to
   * 10000000000 (10 Gbit/s).
   *
   * @default 1000000
   */
  readonly bitsPerSecond?: number;

  /**
   * Only for iperf: payload of each packet in bytes, 64 to 65507. With 28 bytes of headers the default fits an MTU of 1450,
   * which Pods have behind Geneve tunnels. Larger packets are sent in fragments.
   *
   * @default 1400
   */
  readonly packetSize?: number;

  /**
   * Only for iperf: how long it sends, in whole seconds. After that the Pod is completed. Only for a bare Pod
   * (WorkloadKind.POD), because the other kinds would start it again.
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
 * Pods that send streams: with iperf, or with an application of the user (`container`).
 *
 * iperf runs as `iperf -c GROUP -u`. It is ready while packets leave. When no packets leave, because there is no route
 * to the group or its interface is down, it ends with an error and is started again. It counts all packets that leave the
 * network of the Pod. So in a hostNetwork Pod, other traffic of the Node can hide that this sender sends nothing.
 */
export class MulticastSender extends MulticastWorkload {
  /** The streams that the Pods send. */
  public readonly streams: MulticastStream[];

  /** Time to live of each packet. */
  public readonly ttl: number;

  /** Payload of each packet of iperf in bytes; undefined for an application. */
  public readonly packetSize?: number;

  private readonly seconds: number;

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
    const { additionalStreams = [] } = props;
    const [streams, sending] = together(
      () => requireSent(subject, [props.stream, ...requireList(`${subject}: additionalStreams`, additionalStreams)]),
      () => requireSending(subject, props, secondsOf(subject, props)),
      () => requireWorkload(subject, props, ['bitsPerSecond', 'packetSize', 'duration']),
    );
    this.streams = streams;
    this.ttl = sending.ttl;
    this.seconds = sending.seconds;
    this.packetSize = props.container ? undefined : sending.packetSize;
    this._pods = this.podsOf(subject, props, sending);
    if (placementOf(subject, props, this.kind) === Placement.SEPARATE_NODES) {
      this.streams.forEach((stream) => separateFromReceivers(this, stream));
    }
    warn(this, NOTICES.SOURCE_OF_POD, '', () => this.otherSource());
    warn(this, NOTICES.SECOND_SENDER, '', () => this.secondSender());
    WorkloadChart.ofConstruct(this)._workloads.add(this);
  }

  /** The first of the streams that the Pods send. */
  public get stream(): MulticastStream {
    return this.streams[0];
  }

  /** @internal */
  public get _sentStreams(): readonly MulticastStream[] {
    return this.streams;
  }

  /**
   * How long it sends, in seconds; 0 for no end.
   *
   * @internal
   */
  public override get _seconds(): number {
    return this.seconds;
  }

  /** @internal */
  public get _receivedStreams(): readonly MulticastStream[] {
    return [];
  }

  private podsOf(subject: string, props: MulticastSenderProps, sending: Sending): WorkloadPods {
    const { container, image = '', interfaceName } = props;
    const { ttl, seconds } = sending;
    if (container) {
      return applicationPods(this, subject, props, {
        name: Role.SENDER,
        container,
        sends: this.streams,
        receives: [],
        ttl,
        replicas: 1,
      });
    }
    const iperfs = this.streams.map((stream) => sendWithIperf(stream, sending, interfaceName));
    const restartPolicy = seconds > 0 ? kplus.RestartPolicy.ON_FAILURE : kplus.RestartPolicy.ALWAYS;
    return iperfPods(
      this,
      subject,
      { ...props, image },
      { role: Role.SENDER, iperfs, replicas: 1, restartPolicy, ttl },
    );
  }

  private otherSource(): string | undefined {
    const stream = this.streams.find(({ source }) => source !== undefined);
    return stream !== undefined && this.network === PodNetwork.POD
      ? `Receivers of group ${quote(stream.group)} accept only packets from ${quote(stream.source)}, but the address of this Pod is unknown until it runs: leave source out of the stream, or send from a VM or another host outside of the cluster that has the source address.`
      : undefined;
  }

  /** Of two senders, only the later one has the warning. Only iperf accepts the packets of only one sender. */
  private secondSender(): string | undefined {
    const { _workloads } = WorkloadChart.ofConstruct(this);
    const found = this.streams.flatMap((stream) => {
      const receivers = _workloads.receiversOf(stream);
      const takesOne =
        receivers.length === 0
          ? this._counter === Counter.IPERF
          : receivers.some(({ _counter }) => _counter === Counter.IPERF);
      const first = _workloads.firstSenderOf(stream);
      return takesOne && first ? [{ stream, first }] : [];
    });
    const [every] = found;
    if (every && this.kind === WorkloadKind.DAEMON_SET) {
      const { group, port } = every.stream;
      return `This sender of group ${quote(group)} with port ${port} runs on every Node, but a receiver accepts the packets of only one sender: use WorkloadKind.DEPLOYMENT.`;
    }
    const second = found.find(({ first }) => first !== this);
    return second
      ? `Group ${quote(second.stream.group)} with port ${second.stream.port} has another sender at ${quote(second.first.node.path)}, but a receiver accepts only packets of the sender that it receives first: use different ports.`
      : undefined;
  }
}

function sendWithIperf(stream: MulticastStream, sending: Sending, interfaceName?: string): IperfContainer {
  return {
    stream,
    command: [
      ...['sh', `${SCRIPTS_FOLDER}/send.sh`, stream.group, String(stream.port), String(sending.seconds)],
      ...senderCommand(stream, sending),
    ],
    // Not by iperf's GROUP%INTERFACE: with it, the route still selects the interface (measured with iperf 2.1.8).
    env: interfaceName === undefined ? undefined : { MULTICAST_INTERFACE: kplus.EnvValue.fromValue(interfaceName) },
    ready: 'sending',
    alive: 'sending',
  };
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
  ...MULTICAST_WORKLOAD_OPTIONS,
  ttl: true,
  bitsPerSecond: true,
  packetSize: true,
  duration: true,
  placement: true,
};
