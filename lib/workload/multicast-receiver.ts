import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace } from '../checks/_constructs';
import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { SCRIPTS_FOLDER, receiverCommand, requireReceivable } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { useOfNodePort } from '../platform/_node-verdicts';
import { IperfContainer, iperfPods, requireWorkloadOptions } from './_iperf-pods';
import { WorkloadPods } from './_workload-pods';
import { MulticastWorkload, MulticastWorkloadProps, WORKLOAD_OPTIONS } from './multicast-workload';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** The options of a MulticastReceiver. */
export interface MulticastReceiverProps extends MulticastWorkloadProps {
  /**
   * Streams that the same Pods receive in addition to `stream`, each in a container of its own. The Pod is ready while
   * packets of all streams arrive.
   *
   * @default - none
   */
  readonly additionalStreams?: MulticastStream[];

  /**
   * Number of Pods of a Deployment, a whole number, 0 or more. Each Pod receives the whole stream. Each Node has room for
   * only one hostNetwork Pod, because the Pods would share the ports of the Node.
   *
   * @default 1
   */
  readonly replicas?: number;
}

/**
 * Joins the groups of its streams and counts the packets that arrive: `iperf -s -u -B GROUP`, with one line per second in
 * the log of each container.
 *
 * A container is ready while packets of its own group and port arrive. This changes at most 15 seconds after the stream
 * starts or stops. It accepts packets of one sender at a time, because iperf 2 connects its socket to the first sender.
 * When no packets arrive for 10 seconds, it joins the group again and accepts the next sender. If it
 * cannot join, it ends with an error.
 */
export class MulticastReceiver extends MulticastWorkload {
  /** The streams that the Pods receive. */
  public readonly streams: MulticastStream[];

  /** @internal */
  protected readonly _pods: WorkloadPods;

  /**
   * Throws if the scope is not in a WorkloadChart, if a port is below 1024 or, with hostNetwork, reserved on the Node, if a
   * stream is given twice, and if a value is out of range. Synth fails if two receivers in hostNetwork Pods use the same
   * port of a Node.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the streams, the image and the options
   */
  public constructor(scope: Construct, id: string, props: MulticastReceiverProps) {
    super(...requirePlace('MulticastReceiver', scope, id));
    const subject = `MulticastReceiver ${quote(this.node.path)}`;
    requireOptions(subject, props, RECEIVER_OPTIONS);
    const { additionalStreams = [], replicas: number = 1 } = props;
    const [streams, replicas] = together(
      () => {
        const additional = requireList(`${subject}: additionalStreams`, additionalStreams);
        return requireReceivable(subject, [props.stream, ...additional]);
      },
      () => requireWhole(`${subject}: replicas`, number, 0, 2 ** 31 - 1),
      () => requireWorkloadOptions(subject, props),
    );
    this.streams = streams;
    const { interfaceName } = props;
    const iperfs = this.streams.map((stream, i) => {
      const isNew = !this.streams.slice(0, i).some(({ port }) => port === stream.port);
      return { ...receive(stream, interfaceName), port: isNew ? stream.port : undefined };
    });
    const restartPolicy = kplus.RestartPolicy.ALWAYS;
    this._pods = iperfPods(this, subject, props, { role: Role.RECEIVER, iperfs, replicas, restartPolicy });
    if (props.replicas !== undefined && this.kind !== WorkloadKind.DEPLOYMENT) {
      throw new InvalidInput(`${subject}: replicas ${replicas} is not valid for a ${this.kind}: leave replicas out.`);
    }
    if (this.network === PodNetwork.HOST) {
      requireHostPorts(subject, this.streams);
      this.node.addValidation({ validate: () => this.sharedPorts() });
    }
    WorkloadChart.ofConstruct(this)._workloads.add(this);
  }

  /** @internal */
  public get _sentStreams(): readonly MulticastStream[] {
    return [];
  }

  /** @internal */
  public get _receivedStreams(): readonly MulticastStream[] {
    return this.streams;
  }

  /** Errors for each port that another receiver uses too. A DaemonSet uses its ports on all of its Nodes. */
  private sharedPorts(): string[] {
    const ports = this.streams.map(({ port }) => port);
    const { DAEMON_SET } = WorkloadKind;
    const kinds = this.kind === DAEMON_SET ? Object.values(WorkloadKind) : [DAEMON_SET];
    return WorkloadChart.ofConstruct(this)
      ._workloads.receiversOnNodePorts(ports, kinds)
      .filter((other) => other.node.path < this.node.path && this.canShareNode(other))
      .flatMap((other) =>
        other._receivedStreams
          .filter(({ port }) => ports.includes(port))
          .map(
            ({ port }) =>
              `Port ${port} of a Node is also used by the receiver at ${quote(other.node.path)}, and one of the two is a DaemonSet: use another port for one of them.`,
          ),
      );
  }

  /** Whether one Node can have the labels that both receivers need. */
  private canShareNode(other: MulticastWorkload): boolean {
    return Object.entries(this._nodeLabels).every(([name, value]) => (other._nodeLabels[name] ?? value) === value);
  }
}

function receive(stream: MulticastStream, interfaceName?: string): IperfContainer {
  const { group, port } = stream;
  const command = receiverCommand(stream, interfaceName);
  return {
    stream,
    command: ['sh', `${SCRIPTS_FOLDER}/receive.sh`, group, String(port), ...command],
    ready: 'receiving',
    alive: 'alive',
  };
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const RECEIVER_OPTIONS: Options<MulticastReceiverProps> = {
  ...WORKLOAD_OPTIONS,
  additionalStreams: true,
  replicas: true,
};

/** Throws if a receiver in a hostNetwork Pod would listen to a port that is not free on the Node. */
export function requireHostPorts(subject: string, streams: MulticastStream[]): void {
  for (const [i, { group, port }] of streams.entries()) {
    const taken = useOfNodePort(port);
    if (taken) {
      throw new InvalidInput(
        `${subject}: port ${port} of a Node is reserved for ${taken.what} (${taken.source}): use another port.`,
      );
    }
    if (streams.slice(0, i).some((other) => other.port === port)) {
      throw new InvalidInput(
        `${subject}: group ${quote(group)} uses port ${port}, which another group of this receiver uses too, and hostNetwork Pods share the ports of the Node: use a different port for each group.`,
      );
    }
  }
}
