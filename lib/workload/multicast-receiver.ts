import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requirePlace } from '../checks/_constructs';
import { requireList } from '../checks/_lists';
import { Options, requireOptions } from '../checks/_options';
import { quote, together } from '../messages/_errors';
import { SCRIPTS_FOLDER, receiverCommand, requireReceivable } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { applicationPods } from './_application-pods';
import { requireWorkload } from './_iperf-or-application';
import { IperfContainer, iperfPods } from './_iperf-pods';
import { requireNodePorts } from './_node-ports';
import { requireReplicas } from './_pods';
import { WorkloadPods } from './_workload-pods';
import { MULTICAST_WORKLOAD_OPTIONS, MulticastWorkload, MulticastWorkloadProps } from './multicast-workload';
import { WorkloadChart } from './workload-chart';

/** The options of a MulticastReceiver. */
export interface MulticastReceiverProps extends MulticastWorkloadProps {
  /**
   * Number of Pods of a Deployment, a whole number, 0 or more. Each Pod receives the whole stream. Each Node has room for
   * only one hostNetwork Pod, because the Pods would share the ports of the Node.
   *
   * @default 1
   */
  readonly replicas?: number;
}

/**
 * Pods that receive streams: with iperf, or with an application of the user (`container`).
 *
 * iperf runs as `iperf -s -u -B GROUP`, with one line per second in the log of each container. A container is ready while
 * packets of its own group and port arrive. This changes at most 15 seconds after the stream starts or stops. It accepts
 * packets of one sender at a time, because iperf 2 connects its socket to the first sender. When no packets arrive for 10
 * seconds, it joins the group again and accepts the next sender. If it cannot join, it ends with an error.
 *
 * With `container` the readiness is that of its probe, or of the sidecar.
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
    const { additionalStreams = [] } = props;
    const [streams, replicas] = together(
      () => {
        const additional = requireList(`${subject}: additionalStreams`, additionalStreams);
        return requireReceivable(subject, [props.stream, ...additional]);
      },
      () => requireReplicas(subject, props),
      () => requireWorkload(subject, props, []),
    );
    this.streams = streams;
    this._pods = this.podsOf(subject, props, replicas);
    requireNodePorts(this, subject);
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

  private podsOf(subject: string, props: MulticastReceiverProps, replicas: number): WorkloadPods {
    const { container, image = '', interfaceName } = props;
    if (container) {
      return applicationPods(this, subject, props, {
        name: Role.RECEIVER,
        container,
        sends: [],
        receives: this.streams,
        replicas,
      });
    }
    const ports = new Set<number>();
    const iperfs = this.streams.map((stream) => {
      const port = ports.has(stream.port) ? undefined : stream.port;
      ports.add(stream.port);
      return { ...receiveContainer(stream, interfaceName), port };
    });
    const restartPolicy = kplus.RestartPolicy.ALWAYS;
    return iperfPods(this, subject, { ...props, image }, { role: Role.RECEIVER, iperfs, replicas, restartPolicy });
  }
}

function receiveContainer(stream: MulticastStream, interfaceName?: string): IperfContainer {
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
  ...MULTICAST_WORKLOAD_OPTIONS,
  replicas: true,
};
