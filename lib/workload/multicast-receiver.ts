import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { quote } from '../_errors';
import { requireWhole } from '../_numbers';
import { MulticastStream } from '../multicast/multicast-stream';
import { Role, iperfDeployment, requireStream } from './_iperf-deployment';
import { MulticastWorkloadProps } from './multicast-workload';

/** A receiver of a multicast stream. */
export interface MulticastReceiverProps extends MulticastWorkloadProps {
  /**
   * Number of Pods, a whole number from 0 on. Each of them receives the whole stream. On the network of the Node there
   * is room for one on each Node, because they share its ports.
   *
   * @default 1
   */
  readonly replicas?: number;
}

/**
 * Joins the group of a stream and counts what arrives: `iperf -s -u -B GROUP`, one line a second in its log.
 *
 * It hears the first sender of its stream alone (iperf 2 ties its socket to it), so give each sender a stream of its own.
 * A sender that dies without a goodbye (its Node fails, its memory runs out) leaves its receivers deaf to the next one
 * until they are restarted: `kubectl rollout restart deployment`.
 */
export class MulticastReceiver extends Construct {
  /** The stream that is received. */
  public readonly stream: MulticastStream;

  /** Number of Pods. */
  public readonly replicas: number;

  /** The Deployment, for what has no option here. */
  public readonly deployment: kplus.Deployment;

  /**
   * An error outside of a WorkloadChart, for a port below 1024, and for a value out of range.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the stream, the image and the options
   */
  public constructor(scope: Construct, id: string, props: MulticastReceiverProps) {
    super(scope, id);
    const subject = `MulticastReceiver ${quote(this.node.path)}`;
    this.stream = requireStream(subject, props.stream);
    const { group, port } = this.stream;
    requireWhole(`${subject}: port`, port, 1024, 65535, ', because it runs without privileges');
    this.replicas = requireWhole(`${subject}: replicas`, props.replicas ?? 1, 0, 2 ** 31 - 1);
    const iperfArguments = ['-s', '-u', '-B', group, '-p', String(port), '-i', '1'];
    this.deployment = iperfDeployment(this, Role.RECEIVER, props, iperfArguments, this.replicas);
    this.deployment.containers[0].addPort({ name: 'multicast', number: port, protocol: kplus.Protocol.UDP });
  }
}
