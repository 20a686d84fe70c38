import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { requireList } from '../checks/_lists';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOpenOptions } from '../checks/_options';
import { requireObject } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { requireKnownReferences, streamEnvironment } from '../multicast/_stream-environment';
import { Role, StreamPart, StreamUse, Streams, partLabels, usesOf } from '../multicast/_stream-names';
import { requireImage, warnAboutTag } from './_image';
import { Counter, SIDECAR } from './_participant';
import { requireResources, userOf } from './_pods';
import { sidecarOf } from './_sidecar';
import { WorkloadPods, makePods } from './_workload-pods';
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
  requireVariables(`${subject}: container`, container, told);
  const own = { name: DEFAULT_NAME, ...container };
  warnAboutTag(scope, container.image);
  const watch = sidecar && sidecarOf(scope, subject, props, { ...sidecar, uses, answersProbe: !container.readiness });
  const isSender = uses.every(({ part }) => part === StreamPart.SENDER);
  const pods = makePods(scope, subject, props, {
    labels: { 'app.kubernetes.io/name': name, ...partLabels(uses) },
    containers: [
      {
        ...own,
        envVariables: {
          ...Object.fromEntries(Object.entries(told).map(([key, value]) => [key, kplus.EnvValue.fromValue(value)])),
          ...own.envVariables,
        },
        ports: [...(own.ports ?? []), ...missingPorts(own, uses)],
        securityContext: { ...userOf(subject, props), ...own.securityContext },
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
  watch?.finish(pods.workload);
  return pods;
}

function isReceiver(uses: StreamUse[]): boolean {
  return uses.every(({ part }) => part === StreamPart.RECEIVER);
}

/** The ports of received streams that the container does not declare. */
function missingPorts(
  { ports = [], port, portNumber }: kplus.ContainerProps,
  uses: StreamUse[],
): kplus.ContainerPort[] {
  const declared = new Set([...ports.map(({ number }) => number), portNumber ?? port]);
  const received = uses.filter(({ part }) => part !== StreamPart.SENDER).map(({ stream }) => stream.port);
  return [...new Set(received)]
    .filter((number) => !declared.has(number))
    .map((number) => ({ name: `udp-${number}`, number, protocol: kplus.Protocol.UDP }));
}

/** Name of the container if it has none. */
const DEFAULT_NAME = 'application';

const CONTAINER: Options<kplus.ContainerProps> = {
  image: true,
  name: true,
  port: true,
  portNumber: true,
  ports: true,
  command: true,
  args: true,
  workingDir: true,
  envVariables: true,
  envFrom: true,
  volumeMounts: true,
  imagePullPolicy: true,
  readiness: true,
  liveness: true,
  startup: true,
  lifecycle: true,
  resources: true,
  securityContext: true,
};

/** Throws if the container is not valid. */
export function requireContainer(subject: string, container: kplus.ContainerProps): void {
  const here = `${subject}: container`;
  requireOpenOptions(here, container, CONTAINER);
  const { image, command = [], args = [], envVariables, name = DEFAULT_NAME, resources } = container;
  together(
    () => requireImage(here, image),
    () => requireTexts(`${here}: command`, command),
    () => requireTexts(`${here}: args`, args),
    () => requireObject(`${here}: envVariables`, envVariables),
    () => requireResources(here, resources),
    () => requireDnsLabel(`${here}: name`, name),
  );
  for (const [variable, value] of Object.entries(envVariables ?? {})) {
    if (typeof value !== 'object') {
      throw new InvalidInput(
        `${here}: the variable ${quote(variable)} is not an EnvValue: use one such as kplus.EnvValue.fromValue('text').`,
      );
    }
  }
}

function requireTexts(subject: string, list: string[]): void {
  for (const text of requireList(subject, list)) {
    if (typeof text !== 'string') {
      throw new InvalidInput(`${subject} has the value ${quote(text)}: write each word as a text.`);
    }
  }
}

/** Throws if the container sets a variable of its streams, or refers to one that does not exist. */
function requireVariables(
  here: string,
  { command = [], args = [], envVariables = {} }: kplus.ContainerProps,
  told: { readonly [name: string]: string },
): void {
  const twice = Object.keys(envVariables).find((name) => Object.hasOwn(told, name));
  if (twice !== undefined) {
    throw new InvalidInput(
      `${here}: the variable ${quote(twice)} is set from the streams, to ${quote(told[twice])}: remove it from envVariables.`,
    );
  }
  const values = Object.values(envVariables).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const names = [...Object.keys(told), ...Object.keys(envVariables)];
  requireKnownReferences(here, [...command, ...args, ...values], names);
}
