import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requireMember } from '../checks/_values';
import { together } from '../messages/_errors';
import { requireInterfaceName } from '../multicast/_iperf';
import { Role } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { requireFreeName } from '../state/_unique-names';
import { Counter } from './_participant';
import { finishPod, recordPodsIn, requireCommonOptions, userOf } from './_pods';
import { WorkloadOptions } from './workload-options';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

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

  /** Value of their label app.kubernetes.io/name. */
  readonly role: Role;

  /** Time to live of the packets that they send. */
  readonly ttl?: number;

  /** The log that counts their packets. */
  readonly counter: Counter;

  /** Name of the container whose log counts the packets of a stream. */
  readonly containerOf: (stream: MulticastStream) => string | undefined;

  /** Whether they are ready only while packets of all streams arrive. */
  readonly needsPackets: boolean;
}

/** The parts of Pods that differ between iperf and an application of the user. */
export interface PodPlan {
  readonly role: Role;
  readonly labels: { [name: string]: string };
  readonly containers: kplus.ContainerProps[];
  /** The ConfigMap of the scripts that the containers mount. */
  readonly scripts?: kplus.IConfigMap;
  readonly replicas: number;
  /** Restart policy of a bare Pod. */
  readonly restartPolicy: kplus.RestartPolicy;
  /** Whether a Deployment ends the old Pod before it starts the new one. */
  readonly isRecreated: boolean;
  /** Time that the Pods have to end. */
  readonly grace?: Duration;
  readonly ttl?: number;
  readonly counter: Counter;
  readonly containerOf: (stream: MulticastStream) => string | undefined;
  readonly needsPackets: boolean;
}

/** Returns the namespace of the Pods with these options. */
export function namespaceFor(chart: WorkloadChart, { network = PodNetwork.POD }: WorkloadOptions): string {
  return network === PodNetwork.HOST ? chart.hostNetworkNamespace : String(chart.namespace);
}

/** Creates the Pods of a workload, without privileges. Only the option `network` can give them one: hostNetwork. */
export function makePods(scope: Construct, subject: string, props: WorkloadOptions, plan: PodPlan): WorkloadPods {
  const chart = WorkloadChart.ofConstruct(scope);
  const { kind = WorkloadKind.DEPLOYMENT, network = PodNetwork.POD } = props;
  const { labels, scripts } = plan;
  const onHost = network === PodNetwork.HOST;
  const namespace = namespaceFor(chart, props);
  const name =
    props.name === undefined
      ? {}
      : { name: requireFreeName(scope, subject, { cluster: chart.cluster, namespace, kind, name: props.name }) };
  const pod: kplus.AbstractPodProps & { metadata: object } = {
    metadata: { ...name, namespace, labels },
    hostNetwork: onHost,
    dns: { policy: onHost ? kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : kplus.DnsPolicy.CLUSTER_FIRST },
    securityContext: userOf(subject, props),
    terminationGracePeriod: plan.grace,
    containers: plan.containers,
  };
  const made = {
    [WorkloadKind.DEPLOYMENT]: () =>
      new kplus.Deployment(scope, 'Resource', {
        ...pod,
        podMetadata: { labels },
        replicas: plan.replicas,
        strategy: plan.isRecreated ? kplus.DeploymentStrategy.recreate() : undefined,
      }),
    [WorkloadKind.DAEMON_SET]: () => new kplus.DaemonSet(scope, 'Resource', { ...pod, podMetadata: { labels } }),
    [WorkloadKind.POD]: () => new kplus.Pod(scope, 'Resource', { ...pod, restartPolicy: plan.restartPolicy }),
  }[kind]();

  finishPod(subject, props, made);
  if (scripts) {
    ApiObject.of(made).addDependency(scripts);
  }
  recordPodsIn(chart, namespace);
  if (onHost) {
    ApiObject.of(scripts ?? made).addDependency(chart._hostNetworkNamespaceObject());
  }
  return {
    workload: made,
    scheduling: made.scheduling,
    kind,
    network,
    namespace,
    replicas: kind === WorkloadKind.DAEMON_SET ? undefined : plan.replicas,
    interfaceName: props.interfaceName,
    nodeLabels: { ...props.nodeLabels },
    pullSecrets: [...(props.imagePullSecrets ?? [])],
    role: plan.role,
    ttl: plan.ttl,
    counter: plan.counter,
    containerOf: plan.containerOf,
    needsPackets: plan.needsPackets,
  };
}

/** Throws one error with all invalid values of the options that all workloads have. */
export function requireWorkloadOptions(subject: string, props: WorkloadOptions): void {
  const { kind = WorkloadKind.DEPLOYMENT, network = PodNetwork.POD } = props;
  together(
    () => requireMember(`${subject}: kind`, WorkloadKind, kind),
    () => requireMember(`${subject}: network`, PodNetwork, network),
    () => requireInterfaceName(subject, props.interfaceName),
    () => requireCommonOptions(subject, props),
  );
}
