import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace } from '../checks/_constructs';
import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { requireWhole } from '../checks/_values';
import { InvalidInput, quote } from '../messages/_errors';
import { SCRIPTS_FOLDER, receiverCommand, requireInterfaceName, requireReceivable } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { useOfNodePort } from '../platform/_node-verdicts';
import { IperfContainer, iperfPods } from './_iperf-pods';
import { MulticastWorkload, MulticastWorkloadProps, WORKLOAD_OPTIONS, WorkloadPods } from './multicast-workload';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** A receiver of one or more multicast streams. */
export interface MulticastReceiverProps extends MulticastWorkloadProps {
  /**
   * Streams that the same Pods receive beside `stream`, each in a container of its own. The Pod is ready while packets
   * of all of them arrive.
   *
   * @default - none
   */
  readonly additionalStreams?: MulticastStream[];

  /**
   * Number of Pods of a Deployment, a whole number from 0 on. Each of them receives the whole stream. On the network of
   * the Node there is room for one on each Node, because they share its ports.
   *
   * @default 1
   */
  readonly replicas?: number;
}

/**
 * Joins the groups of its streams and counts what arrives: `iperf -s -u -B GROUP`, one line a second in the log of each
 * container.
 *
 * A container is ready while packets of its own group and port arrive, at most 15 seconds after the stream starts or
 * stops. It hears one sender at a time, because iperf 2 ties its socket to the first one; when that one falls silent for
 * 10 seconds the group is joined anew, for whoever sends next. It ends with an error when it cannot join.
 */
export class MulticastReceiver extends MulticastWorkload {
  /** The streams that are received. */
  public readonly streams: MulticastStream[];

  /** @internal */
  protected readonly _pods: WorkloadPods;

  /**
   * An error outside of a WorkloadChart, for a port below 1024, for a stream that comes twice, for a port that a Node
   * needs itself, and for a value out of range; at synth, where two receivers on the network of the Nodes want one port.
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
    const further = requireList(`${subject}: additionalStreams`, additionalStreams);
    this.streams = requireReceivable(subject, [props.stream, ...further]);
    const replicas = requireWhole(`${subject}: replicas`, number, 0, 2 ** 31 - 1);
    const interfaceName = requireInterfaceName(subject, props.interfaceName);
    const iperfs = this.streams.map((stream, i) => {
      const isNew = !this.streams.slice(0, i).some(({ port }) => port === stream.port);
      return { ...receive(stream, interfaceName), port: isNew ? stream.port : undefined };
    });
    const restartPolicy = kplus.RestartPolicy.ALWAYS;
    this._pods = iperfPods(this, subject, props, { role: Role.RECEIVER, iperfs, replicas, restartPolicy });
    if (props.replicas !== undefined && this.kind !== WorkloadKind.DEPLOYMENT) {
      throw new InvalidInput(
        `${subject}: replicas is ${replicas}, and a ${this.kind} has no number of Pods: leave it out.`,
      );
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

  /** A DaemonSet takes its ports on all of its Nodes, so no other receiver there can have them. */
  private sharedPorts(): string[] {
    const ports = this.streams.map(({ port }) => port);
    const { DAEMON_SET } = WorkloadKind;
    const kinds = this.kind === DAEMON_SET ? Object.values(WorkloadKind) : [DAEMON_SET];
    return WorkloadChart.ofConstruct(this)
      ._workloads.receiversOnNodePorts(ports, kinds)
      .filter((other) => other.node.path < this.node.path && this.mayMeet(other))
      .flatMap((other) =>
        other._receivedStreams
          .filter(({ port }) => ports.includes(port))
          .map(
            ({ port }) =>
              `Port ${port} of a Node is wanted by the receiver at ${quote(other.node.path)} too, and one of the two is a DaemonSet: give one of the two another port, or keep them on different Nodes by nodeLabels.`,
          ),
      );
  }

  /** Whether one Node can have the labels of both. */
  private mayMeet(other: MulticastWorkload): boolean {
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

// Every option by its name. The compiler holds each list against its struct, so none can be forgotten.
export const RECEIVER_OPTIONS: Options<MulticastReceiverProps> = {
  ...WORKLOAD_OPTIONS,
  additionalStreams: true,
  replicas: true,
};

/** Throws where a receiver on the network of the Node would listen to a port that is not free there. */
export function requireHostPorts(subject: string, streams: MulticastStream[]): void {
  for (const [i, { group, port }] of streams.entries()) {
    const taken = useOfNodePort(port);
    if (taken) {
      throw new InvalidInput(
        `${subject}: port ${port} is for ${taken.what} on the network of the Node (${taken.source}): choose another port.`,
      );
    }
    if (streams.slice(0, i).some((other) => other.port === port)) {
      throw new InvalidInput(
        `${subject}: group ${quote(group)} has a port that another group of this receiver has (${port}), and a Node has each port once: give each group a port of its own.`,
      );
    }
  }
}
