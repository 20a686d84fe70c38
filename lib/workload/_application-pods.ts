import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { Tree } from '../checks/_trees';
import { streamEnvironment } from '../multicast/_stream-environment';
import { Role, StreamPart, StreamUse, Streams, partLabels, usesOf } from '../multicast/_stream-names';
import { podOf, rendered } from '../state/_rendered-objects';
import { DEFAULT_NAME, requireVariables, unknownInContainers } from './_containers';
import { warnAboutTag } from './_image';
import { Counter, SIDECAR } from './_participant';
import { userOf } from './_pods';
import { sidecarOf } from './_sidecar';
import { WorkloadPods, makePods } from './_workload-pods';
import { PodNetwork } from './pod-options';
import { restrictPods } from './pod-security';
import { WorkloadOptions } from './workload-options';

/** An application of the user: its container, and its streams. */
export interface Application extends Streams {
  readonly name: Role;
  readonly container: kplus.ContainerProps;
  readonly ttl?: number;
  readonly replicas: number;
}

/** Creates Pods that run a container of the user. */
export function applicationPods(
  scope: Construct,
  subject: string,
  props: WorkloadOptions,
  application: Application,
): WorkloadPods {
  const { name, container, ttl, replicas } = application;
  const uses = usesOf(application);
  const { interfaceName, sidecar } = props;
  const told = streamEnvironment(uses, { ttl, interfaceName });
  requireVariables(`${subject}: container`, container, told, uses.length);
  const own = { name: DEFAULT_NAME, ...container };
  warnAboutTag(scope, container.image);
  const securityContext = { ...userOf(subject, props), ...own.securityContext };
  const watch =
    sidecar &&
    sidecarOf(scope, props, {
      ...sidecar,
      uses,
      answersProbe: !container.readiness,
      runsAs: securityContext.user ? securityContext : userOf(subject, props),
    });
  const isSender = uses.every(({ part }) => part === StreamPart.SENDER);
  const pods = makePods(scope, subject, props, {
    role: name,
    labels: { 'app.kubernetes.io/name': name, ...partLabels(uses) },
    containers: [
      {
        ...own,
        envVariables: {
          ...Object.fromEntries(Object.entries(told).map(([key, value]) => [key, kplus.EnvValue.fromValue(value)])),
          ...own.envVariables,
        },
        ports: [...(own.ports ?? []), ...missingPorts(own, uses, props.network)],
        securityContext,
      },
      ...(watch ? [watch.container] : []),
    ],
    scripts: watch?.scripts,
    replicas,
    restartPolicy: kplus.RestartPolicy.ALWAYS,
    // The old and the new sender of a stream must not run together.
    isRecreated: isSender,
    ttl: isReceiver(uses) ? undefined : ttl,
    counter: watch ? Counter.SIDECAR : Counter.NONE,
    containerOf: () => (watch ? SIDECAR : undefined),
    needsPackets: watch?.needsPackets === true,
  });
  if (pods.network === PodNetwork.POD) {
    restrictPods(
      ApiObject.of(pods.workload),
      'create the workload yourself in a Namespace that admits it, and declare it as an ExistingWorkload',
      !watch && isPlain(container),
    );
  }
  watch?.finish(pods.workload);
  const made = ApiObject.of(pods.workload);
  scope.node.addValidation({ validate: () => unknownInContainers((podOf(rendered(made)) as { spec: Tree }).spec) });
  return pods;
}

/** The options of a container that no level of Pod Security refuses. */
const PLAIN_OPTIONS: ReadonlySet<string> = new Set<keyof kplus.ContainerProps>([
  ...(['image', 'name', 'port', 'portNumber', 'command', 'args', 'workingDir'] as const),
  ...(['envVariables', 'envFrom', 'imagePullPolicy', 'resources'] as const),
]);

/** Whether the Pod Security level `restricted` accepts the container, whatever the values of its options are. */
function isPlain(container: kplus.ContainerProps): boolean {
  return Object.keys(container).every((name) => PLAIN_OPTIONS.has(name));
}

function isReceiver(uses: StreamUse[]): boolean {
  return uses.every(({ part }) => part === StreamPart.RECEIVER);
}

/**
 * The ports of received streams that the container does not declare. Kubernetes never puts two hostNetwork Pods that declare
 * one port on one Node, where peers with hostNetwork have to be in a mode with tunnels. So they do not declare it.
 */
function missingPorts(
  { ports = [], port, portNumber }: kplus.ContainerProps,
  uses: StreamUse[],
  network?: PodNetwork,
): kplus.ContainerPort[] {
  const declared = new Set([...ports.map(({ number }) => number), portNumber ?? port]);
  const names = new Set(ports.map(({ name }) => name));
  const isDeclared = ({ part }: StreamUse) =>
    part === StreamPart.RECEIVER || (part === StreamPart.PEER && network !== PodNetwork.HOST);
  const received = uses.filter(isDeclared).map(({ stream }) => stream.port);
  return (
    [...new Set(received)]
      .filter((number) => !declared.has(number))
      .map((number) => ({ number, protocol: kplus.Protocol.UDP, name: `udp-${number}` }))
      // A name may already be that of another port of the container.
      .map((one) => (names.has(one.name) ? { ...one, name: undefined } : one))
  );
}
