import { ApiObject, Chart, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct } from 'constructs';
import { createHash } from 'crypto';
import { requireLabels } from '../checks/_labels';
import { Options, requireOpenOptions } from '../checks/_options';
import { peek, requireMember, requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { SCRIPTS_FOLDER, ScriptName, script } from '../multicast/_iperf';
import { AppState, PodNamespaces } from '../state/_app-state';
import { recordMade } from '../state/_made-objects';
import { pullSecrets, requireImage, warnAboutTag } from './_image';
import { CommonPodOptions, PodOptions, WorkloadKind } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** Returns the user and group of a Pod and its containers. Throws for root and other invalid values. */
export function userOf(subject: string, { user = 65534 }: CommonPodOptions): { user: number; group: number } {
  const found = requireWhole(`${subject}: user`, user, 1, 2 ** 31 - 1);
  return { user: found, group: found };
}

/** An image, and when and with which resources it runs. */
export type ImageOptions = Pick<PodOptions, 'imagePullPolicy' | 'resources'> & { readonly image: string };

/** Throws one error with all invalid values of the options of an image. */
export function requireImageOptions(subject: string, options: ImageOptions): void {
  const { image, imagePullPolicy = kplus.ImagePullPolicy.IF_NOT_PRESENT, resources } = options;
  together(
    () => requireImage(subject, image),
    () => requireMember(`${subject}: imagePullPolicy`, kplus.ImagePullPolicy, imagePullPolicy),
    () => requireResources(subject, resources),
  );
}

/** Throws one error with all invalid values of the options that all Pods have. */
export function requireCommonOptions(subject: string, options: CommonPodOptions): void {
  together(
    () => options.imagePullSecrets && pullSecrets(subject, options.imagePullSecrets),
    () => requireLabels(`${subject}: nodeLabels`, options.nodeLabels),
    () => userOf(subject, options),
  );
}

/** Returns the number of Pods. Throws if it is not valid, or if the kind of the workload has none. */
export function requireReplicas(
  subject: string,
  { replicas, kind = WorkloadKind.DEPLOYMENT }: { readonly replicas?: number; readonly kind?: WorkloadKind },
): number {
  const found = requireWhole(`${subject}: replicas`, replicas === undefined ? 1 : replicas, 0, 2 ** 31 - 1);
  if (replicas !== undefined && kind !== WorkloadKind.DEPLOYMENT && Object.values(WorkloadKind).includes(kind)) {
    throw new InvalidInput(`${subject}: replicas ${replicas} is not valid for a ${kind}: leave replicas out.`);
  }
  return found;
}

/** Returns the image, resources and volumes of a container. Only /tmp is writable. */
export function containerOf(
  scope: Construct,
  subject: string,
  options: ImageOptions & CommonPodOptions,
  { scripts, megabytes, memory }: { scripts: kplus.IConfigMap; megabytes: number; memory: number },
): kplus.ContainerProps {
  warnAboutTag(scope, options.image);
  return {
    image: options.image,
    imagePullPolicy: options.imagePullPolicy ?? kplus.ImagePullPolicy.IF_NOT_PRESENT,
    resources: options.resources ?? {
      cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(32), limit: Size.mebibytes(memory) },
    },
    volumeMounts: [
      {
        path: SCRIPTS_FOLDER,
        volume: kplus.Volume.fromConfigMap(scope, 'ScriptsVolume', scripts, { name: 'scripts' }),
        readOnly: true,
      },
      {
        path: '/tmp',
        volume: kplus.Volume.fromEmptyDir(scope, 'StateVolume', 'tmp', { sizeLimit: Size.mebibytes(megabytes) }),
      },
    ],
    securityContext: userOf(subject, options),
  };
}

const RESOURCES: Options<kplus.ContainerResources> = { cpu: true, memory: true, ephemeralStorage: true };
const AMOUNTS: Options<kplus.CpuResources | kplus.MemoryResources> = { request: true, limit: true };

export function requireResources(subject: string, resources: kplus.ContainerResources | undefined): void {
  if (resources === undefined) {
    return;
  }
  requireOpenOptions(`${subject}: resources`, resources, RESOURCES);
  together(
    () => requireQuantities(`${subject}: resources.cpu`, resources.cpu, isCpu, 'kplus.Cpu.millis(100)'),
    () => requireQuantities(`${subject}: resources.memory`, resources.memory, isSize, SIZE),
    () => requireQuantities(`${subject}: resources.ephemeralStorage`, resources.ephemeralStorage, isSize, SIZE),
  );
}

/** Throws if a quantity is not of its type, such as a text from JavaScript, which cdk8s-plus-25 would leave out. */
function requireQuantities(
  subject: string,
  amounts: kplus.CpuResources | kplus.MemoryResources | kplus.EphemeralStorageResources | undefined,
  isQuantity: (amount: unknown) => boolean,
  example: string,
): void {
  if (amounts === undefined) {
    return;
  }
  requireOpenOptions(subject, amounts, AMOUNTS);
  const wrong = [amounts.request, amounts.limit].find((amount) => amount !== undefined && !isQuantity(amount));
  if (wrong !== undefined) {
    throw new InvalidInput(`${subject}: ${quote(wrong)} is not a valid quantity: use one such as ${example}.`);
  }
}

const SIZE = 'Size.mebibytes(64)';

// Not by `instanceof`: another version of cdk8s or cdk8s-plus has a class of its own, with the same members.

function isCpu(amount: unknown): boolean {
  const text = peek(amount, 'amount');
  return typeof text === 'string' && /^\d+([.]\d+)?m?$/.test(text);
}

function isSize(amount: unknown): boolean {
  return Number.isFinite(peek(amount, 'amount')) && typeof (amount as Size).toMebibytes === 'function';
}

/**
 * Adds the settings that cdk8s-plus-25 has no option for: those that the Pod Security level `restricted` requires, the
 * labels of the Nodes, and the registry Secrets.
 */
export function finishPod(
  subject: string,
  options: CommonPodOptions,
  pod: kplus.AbstractPod & { readonly scheduling: kplus.PodScheduling },
): void {
  const nodeLabels = Object.entries(requireLabels(`${subject}: nodeLabels`, options.nodeLabels) ?? {});
  if (nodeLabels.length > 0) {
    // One rule with all labels, because of several rules a Node needs to match only one.
    const queries = nodeLabels.map(([label, value]) => kplus.NodeLabelQuery.is(label, value));
    pod.scheduling.attract(kplus.Node.labeled(...queries));
  }
  const made = ApiObject.of(pod);
  const spec = made.kind === 'Pod' ? '/spec' : '/spec/template/spec';
  made.addJsonPatch(JsonPatch.add(`${spec}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }));
  pod.containers.forEach((_, i) =>
    made.addJsonPatch(JsonPatch.add(`${spec}/containers/${i}/securityContext/capabilities`, { drop: ['ALL'] })),
  );
  if (options.imagePullSecrets !== undefined) {
    made.addJsonPatch(JsonPatch.add(`${spec}/imagePullSecrets`, pullSecrets(subject, options.imagePullSecrets)));
  }
  recordMade(made);
}

function podNamespacesOf(chart: WorkloadChart): PodNamespaces {
  const { podNamespaces } = AppState.of(chart);
  const found = podNamespaces.get(chart) ?? { names: new Set(), listeners: [] };
  podNamespaces.set(chart, found);
  return found;
}

/** Records that a sender or receiver of the chart runs in a namespace. */
export function recordPodsIn(chart: WorkloadChart, namespace: string): void {
  const { names, listeners } = podNamespacesOf(chart);
  if (!names.has(namespace)) {
    names.add(namespace);
    listeners.forEach((listener) => listener(namespace));
  }
}

/** Calls back once for each namespace with senders or receivers: for those that exist now, and later for each new one. */
export function forEachPodNamespace(chart: WorkloadChart, callback: (namespace: string) => void): void {
  const { names, listeners } = podNamespacesOf(chart);
  names.forEach(callback);
  listeners.push(callback);
}

/** Returns the ConfigMap with the scripts of the Pods. Creates it once in each chart and namespace. */
export function scriptsIn(chart: Chart, namespace: string, names: ScriptName[]): kplus.IConfigMap {
  const data = Object.fromEntries(names.map((name) => [name, script(name)]));
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 8);
  const id = `Scripts-${namespace}-${hash}`;
  const found = chart.node.tryFindChild(id);
  if (found) {
    return found as kplus.ConfigMap;
  }
  // The hash in the name restarts the Pods when a later version of this library has other scripts.
  const metadata = { name: `multicast-scripts-${hash}`, namespace };
  const scripts = new kplus.ConfigMap(chart, id, { metadata, data, immutable: true });
  recordMade(ApiObject.of(scripts));
  return scripts;
}
