import { IConstruct } from 'constructs';
import { Options } from '../checks/_options';
import { MulticastStream } from '../multicast/multicast-stream';
import { PodNetwork } from './pod-options';

/** The options of an ExistingWorkload. */
export interface ExistingWorkloadProps {
  /**
   * The streams that the Pods send. A stream that is also in `receives` is one of peers.
   *
   * @default - none; then `receives` is needed
   */
  readonly sends?: MulticastStream[];

  /**
   * The streams that the Pods receive.
   *
   * @default - none; then `sends` is needed
   */
  readonly receives?: MulticastStream[];

  /**
   * A workload of the same app: a Deployment, DaemonSet, StatefulSet, Job or Pod, of cdk8s or of any version of
   * cdk8s-plus, or a construct that contains one, such as a Helm chart. Its kind, name, namespace, number and labels of Pods
   * are read from it. Set it, or set `namespace` and `labels`.
   *
   * @default - none: the workload is created by others
   */
  readonly workload?: IConstruct;

  /**
   * Whether the Pods of `workload` get the labels of their streams, as the Pods of this library have them. Without them,
   * policies select its Pods by the labels of its selector.
   *
   * @default false
   */
  readonly addLabels?: boolean;

  /**
   * Namespace of a workload that others create, a DNS label (63 characters).
   *
   * @default - that of `workload`
   */
  readonly namespace?: string;

  /**
   * Labels that all Pods of a workload that others create have, and no other Pods.
   *
   * @default - those of `workload`
   */
  readonly labels?: { [name: string]: string };

  /**
   * Kind of a workload that others create, such as `StatefulSet`. Set it together with `name`.
   *
   * @default - that of `workload`; without both, only the Pods with the labels are known
   */
  readonly kind?: string;

  /**
   * Name of a workload that others create.
   *
   * @default - that of `workload`; without both, only the Pods with the labels are known
   */
  readonly name?: string;

  /**
   * Network of the Pods of a workload that others create.
   *
   * @default - that of `workload`; else PodNetwork.POD
   */
  readonly network?: PodNetwork;

  /**
   * Number of Pods of a workload that others create, a whole number, 0 or more.
   *
   * @default - that of `workload`; else not known
   */
  readonly replicas?: number;

  /**
   * Time to live of the packets that the Pods send, 1 to 255.
   *
   * @default - not known
   */
  readonly ttl?: number;

  /**
   * Network interface of the streams in the Pod, such as `net1`: 1 to 15 letters, digits, dots, hyphens and underscores.
   *
   * @default - not known; Antrea carries only the traffic of eth0
   */
  readonly interfaceName?: string;
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const EXISTING_WORKLOAD_OPTIONS: Options<ExistingWorkloadProps> = {
  sends: true,
  receives: true,
  workload: true,
  addLabels: true,
  namespace: true,
  labels: true,
  kind: true,
  name: true,
  network: true,
  replicas: true,
  ttl: true,
  interfaceName: true,
};
