import * as kplus from 'cdk8s-plus-25';
import { requireList } from '../checks/_lists';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOpenOptions } from '../checks/_options';
import { containersOf } from '../checks/_pod-specs';
import { Tree } from '../checks/_trees';
import { requireMember, requireObject, requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { requireKnownReferences, unknownReferences } from '../multicast/_stream-environment';
import { requireImage } from './_image';
import { SIDECAR } from './_participant';
import { requireResources } from './_pods';

/** Name of the container if it has none. */
export const DEFAULT_NAME = 'application';

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

const SECURITY_CONTEXT: Options<kplus.ContainerSecurityContextProps> = {
  user: true,
  group: true,
  ensureNonRoot: true,
  privileged: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: true,
};

/** Throws one error with all invalid values of a container of the user. */
export function requireContainer(subject: string, container: kplus.ContainerProps): void {
  const here = `${subject}: container`;
  requireOpenOptions(here, container, CONTAINER);
  const { image, command = [], args = [], ports = [], volumeMounts = [], envFrom = [] } = container;
  const { name = DEFAULT_NAME, imagePullPolicy = kplus.ImagePullPolicy.ALWAYS, securityContext = {} } = container;
  together(
    () => requireImage(here, image, 'registry.example.com/video/player:v1'),
    () => requireTexts(`${here}: command`, command),
    () => requireTexts(`${here}: args`, args),
    () => requireEnvironment(here, container.envVariables),
    () => requireList(`${here}: envFrom`, envFrom),
    () => requireVolumeMounts(here, volumeMounts),
    () => requirePorts(here, ports),
    () => requireMember(`${here}: imagePullPolicy`, kplus.ImagePullPolicy, imagePullPolicy),
    () => requireResources(here, container.resources),
    () => requireOpenOptions(`${here}: securityContext`, securityContext, SECURITY_CONTEXT),
    () => requireProbes(here, container),
    () => requireContainerName(here, name),
  );
}

function requireTexts(subject: string, list: string[]): void {
  for (const text of requireList(subject, list)) {
    if (typeof text !== 'string') {
      throw new InvalidInput(`${subject} has the value ${quote(text)}: write each word as a text.`);
    }
  }
}

/** Throws if a variable is not an EnvValue. It may be one of another version of cdk8s-plus. */
function requireEnvironment(subject: string, variables: kplus.ContainerProps['envVariables']): void {
  requireObject(`${subject}: envVariables`, variables);
  for (const [variable, value] of Object.entries(variables ?? {})) {
    if (typeof value !== 'object' || value === null || !('value' in value || 'valueFrom' in value)) {
      throw new InvalidInput(
        `${subject}: the variable ${quote(variable)} is not an EnvValue: use one such as kplus.EnvValue.fromValue('text').`,
      );
    }
  }
}

function requirePorts(subject: string, ports: kplus.ContainerPort[]): void {
  for (const port of requireList(`${subject}: ports`, ports)) {
    requireObject(`${subject}: ports`, port);
    requireWhole(`${subject}: number of a port`, port.number, 1, 65535);
  }
}

/** Throws if a mount has no path or no Volume. It may be one of another version of cdk8s-plus. */
function requireVolumeMounts(subject: string, mounts: kplus.VolumeMount[]): void {
  for (const mount of requireList(`${subject}: volumeMounts`, mounts)) {
    requireObject(`${subject}: volumeMounts`, mount);
    const { path, volume } = (mount ?? {}) as { path?: unknown; volume?: { name?: unknown } | null };
    if (typeof path !== 'string' || typeof volume?.name !== 'string') {
      throw new InvalidInput(
        `${subject}: volumeMounts has the value ${quote(path)} without a path or a Volume: write each as { path: '/data', volume: kplus.Volume.fromEmptyDir(...) }.`,
      );
    }
  }
}

function requireProbes(subject: string, { readiness, liveness, startup }: kplus.ContainerProps): void {
  for (const [name, probe] of Object.entries({ readiness, liveness, startup })) {
    // By its method, because a probe may be one of another version of cdk8s-plus.
    if (probe !== undefined && typeof (probe as { _toKube?: unknown } | null)?._toKube !== 'function') {
      throw new InvalidInput(
        `${subject}: ${name} is not a Probe: use one such as kplus.Probe.fromCommand(['test', '-e', '/tmp/ready']).`,
      );
    }
  }
}

function requireContainerName(subject: string, name: string): void {
  requireDnsLabel(`${subject}: name`, name);
  if (name === SIDECAR) {
    throw new InvalidInput(`${subject}: name ${quote(name)} is the name of the sidecar: use another name.`);
  }
}

/**
 * Throws if the container sets a variable of its streams, or refers to one that does not exist.
 *
 * @param told the variables of the streams, with their values
 * @param streams number of the streams
 */
export function requireVariables(
  subject: string,
  { command = [], args = [], envVariables = {}, envFrom = [] }: kplus.ContainerProps,
  told: { readonly [name: string]: string },
  streams: number,
): void {
  const twice = Object.keys(envVariables).find((name) => Object.hasOwn(told, name));
  if (twice !== undefined) {
    throw new InvalidInput(
      `${subject}: the variable ${quote(twice)} is set from the streams, to ${quote(told[twice])}: remove it from envVariables.`,
    );
  }
  // A ConfigMap or a Secret may have any variable.
  if (envFrom.length > 0) {
    return;
  }
  const values = Object.values(envVariables).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const names = [...Object.keys(told), ...Object.keys(envVariables)];
  requireKnownReferences(subject, [...command, ...args, ...values], { names, streams });
}

/**
 * Errors about containers, as they are written, that refer to a variable of streams that they do not have: in probes, and in
 * containers that the user adds.
 */
export function unknownInContainers(spec: Tree): string[] {
  return containersOf(spec).flatMap(({ container }) => {
    if (container.envFrom !== undefined) {
      return [];
    }
    const env = Array.isArray(container.env) ? (container.env as Tree[]) : [];
    const names = env.map(({ name }) => String(name));
    return [...new Set(unknownReferences(expandedTexts(container), names))].map(
      (name) =>
        `Container ${quote(container.name)} refers to ${quote(`$(${name})`)}, and has no such variable: set it in the variables of this container, or correct the name.`,
    );
  });
}

/** The texts in which Kubernetes expands variables, apart from those that are checked when the container is declared. */
function expandedTexts({ command, args, readinessProbe, livenessProbe, startupProbe, lifecycle = {} }: Tree): string[] {
  const handlers = [readinessProbe, livenessProbe, startupProbe, lifecycle.postStart, lifecycle.preStop] as Tree[];
  return [command, args, ...handlers.map((handler) => handler?.exec?.command)]
    .flatMap((words: unknown) => (Array.isArray(words) ? (words as unknown[]) : []))
    .filter((word) => typeof word === 'string');
}
