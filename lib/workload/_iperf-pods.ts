import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requireMember } from '../checks/_values';
import { SCRIPTS_FOLDER, requireInterfaceName } from '../multicast/_iperf';
import { Role, roleLabels } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { requireFreeName } from '../state/_unique-names';
import { containerOf, finishPod, notePodsIn, scriptsIn, userOf } from './_pods';
import { MulticastWorkloadProps, WorkloadPods } from './multicast-workload';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** One iperf: a container of its own, so that its log, its probes and its restarts are those of one stream. */
export interface IperfContainer {
  readonly stream: MulticastStream;
  /** Script, its arguments and the command of iperf. */
  readonly command: string[];
  readonly env?: { [name: string]: kplus.EnvValue };
  /** Question of health.sh that says whether the container is ready. */
  readonly ready: string;
  /** Question of health.sh that says whether it must be started anew. */
  readonly alive: string;
  /** The port that it listens to, where the Pod has not declared it yet. */
  readonly port?: number;
}

/** What runs, by role. */
export interface IperfPods {
  readonly role: Role;
  readonly iperfs: IperfContainer[];
  readonly replicas: number;
  /** Of a bare Pod. */
  readonly restartPolicy: kplus.RestartPolicy;
}

/** Pods that run iperf without any privilege but, on demand, the network of the Node. */
export function iperfPods(
  scope: Construct,
  subject: string,
  props: MulticastWorkloadProps,
  pods: IperfPods,
): WorkloadPods {
  const chart = WorkloadChart.ofConstruct(scope);
  const { kind = WorkloadKind.DEPLOYMENT, network = PodNetwork.POD } = props;
  requireMember(`${subject}: kind`, WorkloadKind, kind);
  requireMember(`${subject}: network`, PodNetwork, network);
  const onHost = network === PodNetwork.HOST;
  const namespace = onHost ? chart.hostNetworkNamespace : String(chart.namespace);
  requireInterfaceName(subject, props.interfaceName);
  const labels = roleLabels(
    pods.role,
    pods.iperfs.map(({ stream }) => stream),
  );
  const name =
    props.name === undefined
      ? {}
      : { name: requireFreeName(scope, subject, { cluster: chart.cluster, namespace, kind, name: props.name }) };
  const scripts = scriptsIn(chart, namespace, ['receive.sh', 'send.sh', 'run-iperf.sh', 'health.sh']);
  const common = containerOf(scope, subject, props, { scripts, megabytes: 16, memory: 128 });

  const pod: kplus.AbstractPodProps & { metadata: object } = {
    metadata: { ...name, namespace, labels },
    hostNetwork: onHost,
    dns: { policy: onHost ? kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : kplus.DnsPolicy.CLUSTER_FIRST },
    securityContext: userOf(subject, props),
    terminationGracePeriod: Duration.seconds(5),
    containers: pods.iperfs.map((iperf, i) => ({
      ...common,
      ...containerOfStream(iperf),
      name: i === 0 ? pods.role : `stream-${iperf.stream.group.replace(/\./g, '-')}-${iperf.stream.port}`,
    })),
  };
  const made = {
    [WorkloadKind.DEPLOYMENT]: () =>
      new kplus.Deployment(scope, 'Resource', {
        ...pod,
        podMetadata: { labels },
        replicas: pods.replicas,
        // A second sender beside the first would never be heard: a receiver keeps to the first one.
        strategy: kplus.DeploymentStrategy.recreate(),
      }),
    [WorkloadKind.DAEMON_SET]: () => new kplus.DaemonSet(scope, 'Resource', { ...pod, podMetadata: { labels } }),
    [WorkloadKind.POD]: () => new kplus.Pod(scope, 'Resource', { ...pod, restartPolicy: pods.restartPolicy }),
  }[kind]();

  finishPod(subject, props, made);
  ApiObject.of(made).addDependency(scripts);
  notePodsIn(chart, namespace);
  if (onHost) {
    ApiObject.of(scripts).addDependency(chart._hostNetworkNamespaceObject());
  }
  return {
    workload: made,
    scheduling: made.scheduling,
    kind,
    network,
    namespace,
    replicas: kind === WorkloadKind.DAEMON_SET ? undefined : pods.replicas,
    interfaceName: props.interfaceName,
    nodeLabels: { ...props.nodeLabels },
    pullSecrets: [...(props.imagePullSecrets ?? [])],
  };
}

/** Command, probes and port of one iperf. */
function containerOfStream(iperf: IperfContainer): Partial<kplus.ContainerProps> {
  const { group, port } = iperf.stream;
  const ask = (question: string) => ['sh', `${SCRIPTS_FOLDER}/health.sh`, question, group, String(port)];
  const timeoutSeconds = Duration.seconds(5);
  return {
    command: iperf.command,
    envVariables: iperf.env,
    readiness: kplus.Probe.fromCommand(ask(iperf.ready), {
      periodSeconds: Duration.seconds(2),
      failureThreshold: 1,
      timeoutSeconds,
    }),
    liveness: kplus.Probe.fromCommand(ask(iperf.alive), {
      initialDelaySeconds: Duration.seconds(10),
      periodSeconds: Duration.seconds(10),
      failureThreshold: 3,
      timeoutSeconds,
    }),
    ports: iperf.port === undefined ? [] : [{ name: `udp-${port}`, number: iperf.port, protocol: kplus.Protocol.UDP }],
  };
}
