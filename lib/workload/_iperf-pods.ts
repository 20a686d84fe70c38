import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { claim } from '../_claims';
import { requireMember } from '../_enums';
import { InvalidInput, quote } from '../_errors';
import { Options, requireOptions } from '../_fields';
import { requireLabels } from '../_labels';
import { requireDnsLabel } from '../_names';
import { requireWhole } from '../_numbers';
import { requireInterfaceName } from '../multicast/_iperf-command';
import { SCRIPTS_FOLDER } from '../multicast/_scripts';
import { MulticastStream } from '../multicast/multicast-stream';
import { clusterKey } from '../_cluster-key';
import { pullSecrets, requireImage } from './_image';
import { notePodsIn } from './_pod-namespaces';
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
  const kind = requireMember(`${subject}: kind`, WorkloadKind, props.kind ?? WorkloadKind.DEPLOYMENT);
  const network = requireMember(`${subject}: network`, PodNetwork, props.network ?? PodNetwork.POD);
  const onHost = network === PodNetwork.HOST;
  const namespace = onHost ? chart.hostNetworkNamespace : String(chart.namespace);
  const user = requireWhole(`${subject}: user`, props.user ?? 65534, 1, 2 ** 31 - 1);
  requireInterfaceName(subject, props.interfaceName);
  const labels = podLabels(
    pods.role,
    pods.iperfs.map(({ stream }) => stream),
  );
  const name = props.name === undefined ? {} : { name: requireFreeName(scope, subject, kind, namespace, props.name) };
  const scripts = scriptsIn(chart, namespace, ['receive.sh', 'send.sh', 'run-iperf.sh', 'health.sh']);
  const scriptsVolume = kplus.Volume.fromConfigMap(scope, 'ScriptsVolume', scripts, { name: 'scripts' });
  const stateVolume = kplus.Volume.fromEmptyDir(scope, 'StateVolume', 'tmp', { sizeLimit: Size.mebibytes(16) });

  const pod: kplus.AbstractPodProps & { metadata: object } = {
    metadata: { ...name, namespace, labels },
    hostNetwork: onHost,
    dns: { policy: onHost ? kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET : kplus.DnsPolicy.CLUSTER_FIRST },
    securityContext: { user, group: user },
    terminationGracePeriod: Duration.seconds(5),
    containers: pods.iperfs.map((iperf, i) => ({
      ...container(scope, subject, props, iperf),
      name: i === 0 ? pods.role : `stream-${iperf.stream.group.replace(/\./g, '-')}-${iperf.stream.port}`,
      volumeMounts: [
        { path: SCRIPTS_FOLDER, volume: scriptsVolume, readOnly: true },
        { path: '/tmp', volume: stateVolume },
      ],
      securityContext: { user, group: user },
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

  const nodeLabels = Object.entries(requireLabels(`${subject}: nodeLabels`, props.nodeLabels) ?? {});
  if (nodeLabels.length > 0) {
    // One rule with all labels: of several rules a Node needs to meet one alone.
    const queries = nodeLabels.map(([label, value]) => kplus.NodeLabelQuery.is(label, value));
    made.scheduling.attract(kplus.Node.labeled(...queries));
  }
  patch(subject, props, ApiObject.of(made), kind === WorkloadKind.POD ? '/spec' : '/spec/template/spec', pods.iperfs);
  ApiObject.of(made).addDependency(scripts);
  notePodsIn(chart, namespace);
  if (onHost) {
    ApiObject.of(scripts).addDependency(chart._hostNetworkNamespaceObject());
  }
  return { workload: made, scheduling: made.scheduling, kind, network, namespace };
}

function container(
  scope: Construct,
  subject: string,
  props: MulticastWorkloadProps,
  iperf: Iperf,
): kplus.ContainerProps {
  const pullPolicy = props.imagePullPolicy ?? kplus.ImagePullPolicy.IF_NOT_PRESENT;
  const { group, port } = iperf.stream;
  const ask = (question: string) => ['sh', `${SCRIPTS_FOLDER}/health.sh`, question, group, String(port)];
  const timeoutSeconds = Duration.seconds(5);
  return {
    image: requireImage(scope, subject, props.image),
    imagePullPolicy: requireMember(`${subject}: imagePullPolicy`, kplus.ImagePullPolicy, pullPolicy),
    command: iperf.command,
    envVariables: iperf.env,
    resources: requireResources(subject, props.resources) ?? defaultResources(),
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

/** What the level `restricted` asks for and cdk8s-plus-25 has no option for; and the Secrets of the registry. */
function patch(subject: string, props: MulticastWorkloadProps, made: ApiObject, spec: string, iperfs: Iperf[]): void {
  made.addJsonPatch(JsonPatch.add(`${spec}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }));
  iperfs.forEach((_, i) =>
    made.addJsonPatch(JsonPatch.add(`${spec}/containers/${i}/securityContext/capabilities`, { drop: ['ALL'] })),
  );
  if (props.imagePullSecrets !== undefined) {
    const secrets = pullSecrets(subject, props.imagePullSecrets);
    made.addJsonPatch(JsonPatch.add(`${spec}/imagePullSecrets`, secrets));
  }
}

function requireFreeName(
  scope: Construct,
  subject: string,
  kind: WorkloadKind,
  namespace: string,
  name: string,
): string {
  requireDnsLabel(`${subject}: name`, name);
  const holder = claim(scope, `${clusterKey(WorkloadChart.around(scope).cluster)}/${namespace}/${kind}/${name}`);
  if (holder) {
    throw new InvalidInput(
      `${subject}: name ${quote(name)} is taken in Namespace ${quote(namespace)} by ${quote(holder.node.path)}: give each a name of its own.`,
    );
  }
  return name;
}

const RESOURCES: Options<kplus.ContainerResources> = { cpu: true, memory: true, ephemeralStorage: true };

/** Returns the resources when they are some, which the compiler does not ask of JavaScript. */
export function requireResources(
  subject: string,
  resources: kplus.ContainerResources | undefined,
): kplus.ContainerResources | undefined {
  return resources && requireOptions(`${subject}: resources`, resources, RESOURCES);
}

function defaultResources(): kplus.ContainerResources {
  return {
    cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.millis(500) },
    memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) },
  };
}
