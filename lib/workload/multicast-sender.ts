import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requireMember } from '../_enums';
import { quote } from '../_errors';
import { requireWhole } from '../_numbers';
import { warn } from '../_warnings';
import { Role, iperfDeployment, podLabels, requireStream } from './_iperf-deployment';
import { MulticastReceiver } from './multicast-receiver';
import { MulticastWorkloadProps } from './multicast-workload';
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
   * Where the sender runs, seen from the receivers of its stream in the same chart's namespaces.
   *
   * @default Placement.SEPARATE_NODES
   */
  readonly placement?: Placement;
}

/**
 * Sends a stream at 1 Mbit/s: `iperf -c GROUP -u`. It ends after a day and is started again.
 */
export class MulticastSender extends Construct {
  /** The Deployment, for what has no option here. */
  public readonly deployment: kplus.Deployment;

  /**
   * An error outside of a WorkloadChart, and for a value out of range; at synth, where the cluster has one worker Node
   * and sender and receiver are to run on different ones.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the stream, the image and the options
   */
  public constructor(scope: Construct, id: string, props: MulticastSenderProps) {
    super(scope, id);
    const subject = `MulticastSender ${quote(this.node.path)}`;
    const { group, port } = requireStream(subject, props.stream);
    const ttl = requireWhole(`${subject}: ttl`, props.ttl ?? 8, 1, 255);
    const iperfArguments = ['-c', group, '-u', '-p', String(port), '-T', String(ttl), '-t', '86400', '-i', '10'];
    this.deployment = iperfDeployment(this, Role.SENDER, props, iperfArguments, 1);
    const placement = requireMember(`${subject}: placement`, Placement, props.placement ?? Placement.SEPARATE_NODES);
    if (placement === Placement.SEPARATE_NODES) {
      this.separateFromReceivers(props);
    }
  }

  private separateFromReceivers(props: MulticastSenderProps): void {
    const chart = WorkloadChart.around(this);
    const names = [String(chart.namespace), chart.hostNetworkNamespace];
    // By label: with names, cdk8s-plus-25 writes an empty selector beside them, which stands for every namespace.
    const byName = kplus.LabelExpression.in('kubernetes.io/metadata.name', names);
    const receivers = kplus.Pods.select(this, 'Receivers', {
      labels: podLabels(Role.RECEIVER, props.stream),
      namespaces: kplus.Namespaces.select(this, 'ReceiverNamespaces', { expressions: [byName] }),
    });
    this.deployment.scheduling.separate(receivers);
    this.node.addValidation({ validate: () => this.checkNodes(chart, props) });
    warn(this, () => this.warnOfFullNodes(chart, props));
  }

  /** The Pods that receive the stream of this sender, in its chart. */
  private countReceivers(chart: WorkloadChart, { stream }: MulticastSenderProps): number {
    return chart.node
      .findAll()
      .filter((other): other is MulticastReceiver => other instanceof MulticastReceiver)
      .filter((other) => other.stream.group === stream.group && other.stream.port === stream.port)
      .reduce((sum, { replicas }) => sum + replicas, 0);
  }

  private checkNodes(chart: WorkloadChart, props: MulticastSenderProps): string[] {
    const { clusterName, workerNodes } = chart.cluster;
    return workerNodes !== undefined && workerNodes < 2 && this.countReceivers(chart, props) > 0
      ? [
          `Cluster ${quote(clusterName)} has fewer than 2 worker Nodes (${workerNodes}), and this sender and its receiver are kept on different ones: pass placement: Placement.ANY_NODE, or add a Node.`,
        ]
      : [];
  }

  private warnOfFullNodes(chart: WorkloadChart, props: MulticastSenderProps): string | undefined {
    const { clusterName, workerNodes } = chart.cluster;
    const receivers = this.countReceivers(chart, props);
    return workerNodes !== undefined && workerNodes >= 2 && receivers >= workerNodes
      ? `Cluster ${quote(clusterName)} has ${workerNodes} worker Nodes, and ${receivers} receivers of this stream may take them all: the sender, kept apart from them, would stay pending. Pass placement: Placement.ANY_NODE, or add a Node.`
      : undefined;
  }
}

/** Where a sender may run. */
export enum Placement {
  /** On another Node than every receiver of its stream, so that the traffic crosses Nodes; else it stays pending. */
  SEPARATE_NODES = 'SeparateNodes',
  /** On any Node, also beside a receiver: for clusters with one worker Node. */
  ANY_NODE = 'AnyNode',
}
