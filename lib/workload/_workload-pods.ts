import * as kplus from 'cdk8s-plus-25';
import { PodNetwork, WorkloadKind } from './pod-options';

/** The Pods of a workload, and the options that other constructs need. */
export interface WorkloadPods {
  /** The Deployment, DaemonSet or Pod. */
  readonly workload: kplus.AbstractPod;

  /** Rules for the Nodes that run the Pods. */
  readonly scheduling: kplus.PodScheduling;

  /** Kind of the object that runs the Pods. */
  readonly kind: WorkloadKind;

  /** Network of the Pods. */
  readonly network: PodNetwork;

  /** Namespace of the Pods. */
  readonly namespace: string;

  /** Number of Pods; undefined for a DaemonSet. */
  readonly replicas?: number;

  /** Network interface of the streams; undefined if the option was not set. */
  readonly interfaceName?: string;

  /** Labels that a Node must have to run the Pods. */
  readonly nodeLabels: { readonly [name: string]: string };

  /** Names of the registry Secrets. */
  readonly pullSecrets: readonly string[];
}
