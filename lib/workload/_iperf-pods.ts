import { together } from '../messages/_errors';
import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requireMember } from '../checks/_values';
import { SCRIPTS_FOLDER, requireInterfaceName } from '../multicast/_iperf';
import { Role, roleLabels } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { requireFreeName } from '../state/_unique-names';
import { containerOf, finishPod, recordPodsIn, scriptsIn, userOf, requirePodOptions } from './_pods';
import { WorkloadPods } from './_workload-pods';
import { MulticastWorkloadProps } from './multicast-workload';
import { PodNetwork, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** One iperf in a container of its own, so that its log, its probes and its restarts are about one stream only. */
export interface IperfContainer {
  readonly stream: MulticastStream;
  /** The script, its arguments and the iperf command. */
  readonly command: string[];
  readonly env?: { [name: string]: kplus.EnvValue };
  /** Question for health.sh that decides whether the container is ready. */
  readonly ready: string;
  /** Question for health.sh that decides whether Kubernetes keeps the container or restarts it. */
  readonly alive: string;
  /** The port that it listens to; undefined if another container of the Pod declares it. */
  readonly port?: number;
}

/** The containers of a sender or receiver, and how many Pods run them. */
export interface IperfPods {
  readonly role: Role;
  readonly iperfs: IperfContainer[];
  readonly replicas: number;
  /** Restart policy of a bare Pod. */
  readonly restartPolicy: kplus.RestartPolicy;
}

/** Creates Pods that run iperf without privileges. Only the option `network` can give them one: hostNetwork. */
export function iperfPods(
  scope: Construct,
  subject: string,
  props: MulticastWorkloadProps,
  pods: IperfPods,
): WorkloadPods {
  const chart = WorkloadChart.ofConstruct(scope);
  const { kind = WorkloadKind.DEPLOYMENT, network = PodNetwork.POD } = props;
  const onHost = network === PodNetwork.HOST;
  const namespace = onHost ? chart.hostNetworkNamespace : String(chart.namespace);
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
        // Never run the old and the new sender together: a receiver takes only the packets of its first sender.
        strategy: kplus.DeploymentStrategy.recreate(),
      }),
    [WorkloadKind.DAEMON_SET]: () => new kplus.DaemonSet(scope, 'Resource', { ...pod, podMetadata: { labels } }),
    [WorkloadKind.POD]: () => new kplus.Pod(scope, 'Resource', { ...pod, restartPolicy: pods.restartPolicy }),
  }[kind]();

  finishPod(subject, props, made);
  ApiObject.of(made).addDependency(scripts);
  recordPodsIn(chart, namespace);
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

/** Throws one error with all invalid values of the options that senders and receivers have. */
export function requireWorkloadOptions(subject: string, props: MulticastWorkloadProps): void {
  const { kind = WorkloadKind.DEPLOYMENT, network = PodNetwork.POD } = props;
  together(
    () => requireMember(`${subject}: kind`, WorkloadKind, kind),
    () => requireMember(`${subject}: network`, PodNetwork, network),
    () => requireInterfaceName(subject, props.interfaceName),
    () => requirePodOptions(subject, props),
  );
}

/** The command, probes and port of one iperf container. */
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
