import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { SCRIPTS_FOLDER } from '../multicast/_iperf';
import { Role, roleLabels, streamLabel } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { Counter } from './_participant';
import { containerOf, scriptsIn } from './_pods';
import { WorkloadPods, makePods, namespaceFor } from './_workload-pods';
import { MulticastWorkloadProps } from './multicast-workload';
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
  readonly role: Role.SENDER | Role.RECEIVER;
  readonly iperfs: IperfContainer[];
  readonly replicas: number;
  /** Restart policy of a bare Pod. */
  readonly restartPolicy: kplus.RestartPolicy;
  readonly ttl?: number;
}

/** Creates Pods that run iperf. */
export function iperfPods(
  scope: Construct,
  subject: string,
  props: MulticastWorkloadProps & { readonly image: string },
  pods: IperfPods,
): WorkloadPods {
  const chart = WorkloadChart.ofConstruct(scope);
  const scripts = scriptsIn(chart, namespaceFor(chart, props), ['receive.sh', 'send.sh', 'run-iperf.sh', 'health.sh']);
  const common = containerOf(scope, subject, props, { scripts, megabytes: 16, memory: 128 });
  const nameOf = ({ group, port }: MulticastStream, i: number) =>
    i === 0 ? pods.role : `stream-${group.replace(/\./g, '-')}-${port}`;
  const streams = pods.iperfs.map(({ stream }) => stream);
  const names = new Map(streams.map((stream, i) => [streamLabel(stream), nameOf(stream, i)]));
  return makePods(scope, subject, props, {
    role: pods.role,
    labels: roleLabels(pods.role, streams),
    containers: pods.iperfs.map((iperf, i) => ({
      ...common,
      ...containerOfStream(iperf),
      name: nameOf(iperf.stream, i),
    })),
    scripts,
    replicas: pods.replicas,
    restartPolicy: pods.restartPolicy,
    // Never run the old and the new sender together: a receiver takes only the packets of its first sender.
    isRecreated: true,
    grace: Duration.seconds(5),
    ttl: pods.ttl,
    counter: Counter.IPERF,
    containerOf: (stream) => names.get(streamLabel(stream)),
    needsPackets: pods.role === Role.RECEIVER,
  });
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
