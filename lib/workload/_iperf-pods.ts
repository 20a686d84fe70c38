import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requireMember } from '../_enums';
import { requireInterfaceName } from '../multicast/_iperf-command';
import { SCRIPTS_FOLDER } from '../multicast/_scripts';
import { MulticastStream } from '../multicast/multicast-stream';
import { notePodsIn } from './_pod-namespaces';
import { containerOf, finishPod, requireFreeName, userOf } from './_pods';
import { Role, podLabels } from './_roles';
import { scriptsIn } from './_scripts';
import { MulticastWorkloadProps, PodNetwork, WorkloadKind } from './multicast-workload';
import { WorkloadChart } from './workload-chart';

/** One iperf: a container of its own, so that its log, its probes and its restarts are those of one stream. */
export interface Iperf {
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
  readonly iperfs: Iperf[];
  readonly replicas: number;
  /** Of a bare Pod. */
  readonly restartPolicy: kplus.RestartPolicy;
}

/** The Pods that were made, and where. */
export interface MadePods {
  readonly workload: kplus.AbstractPod;
  readonly scheduling: kplus.PodScheduling;
  readonly kind: WorkloadKind;
  readonly network: PodNetwork;
  readonly namespace: string;
}

/** Pods that run iperf without any privilege but, on demand, the network of the Node. */
export function iperfPods(scope: Construct, subject: string, props: MulticastWorkloadProps, pods: IperfPods): MadePods {
  const chart = WorkloadChart.around(scope);
  const { kind = WorkloadKind.DEPLOYMENT, network = PodNetwork.POD } = props;
  requireMember(`${subject}: kind`, WorkloadKind, kind);
  requireMember(`${subject}: network`, PodNetwork, network);
  const onHost = network === PodNetwork.HOST;
  const namespace = onHost ? chart.hostNetworkNamespace : String(chart.namespace);
  requireInterfaceName(subject, props.interfaceName);
  const labels = podLabels(
    pods.role,
    pods.iperfs.map(({ stream }) => stream),
  );
  const name = props.name === undefined ? {} : { name: requireFreeName(scope, subject, kind, namespace, props.name) };
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
  return { workload: made, scheduling: made.scheduling, kind, network, namespace };
}

/** Command, probes and port of one iperf. */
function containerOfStream(iperf: Iperf): Partial<kplus.ContainerProps> {
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
