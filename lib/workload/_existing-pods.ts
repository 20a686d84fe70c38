import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { requireLabels } from '../checks/_labels';
import { requireDnsLabel, requireObjectName } from '../checks/_names';
import { podObjectIn } from '../checks/_pod-objects';
import { ObjectOfKind, podMetadataOf, podSpecOf } from '../checks/_pod-specs';
import { Tree, isTree, valueAt } from '../checks/_trees';
import { requireMember, requireObject, requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { ExistingWorkloadProps } from './existing-workload-options';
import { MulticastWorkload } from './multicast-workload';
import { PodNetwork } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** The facts about existing Pods. */
export interface ExistingPods {
  readonly object?: ApiObject;
  readonly kind: string;
  readonly name?: string;
  readonly namespace: string;
  readonly network: PodNetwork;
  readonly replicas?: number;
  readonly labels: () => { readonly [name: string]: string };
}

/** The options that name the Pods. */
type PodsOptions = Pick<ExistingWorkloadProps, (typeof READ)[number] | 'workload' | 'addLabels'>;

/** The options that are read from a workload of the app. */
const READ = ['namespace', 'labels', 'kind', 'name', 'network', 'replicas'] as const;

/** The facts about a workload of the same app. */
export function requireOwn(subject: string, props: PodsOptions, chart: WorkloadChart): ExistingPods {
  const twice = READ.find((name) => props[name] !== undefined);
  if (twice !== undefined) {
    throw new InvalidInput(`${subject}: ${twice} is read from workload: leave ${twice} out.`);
  }
  const object = podObjectIn(`${subject}: workload`, props.workload as IConstruct);
  const path = quote(object.node.path);
  if (object.node.root !== chart.node.root) {
    throw new InvalidInput(
      `${subject}: workload ${path} is in another app: set namespace and labels of its Pods in place of workload.`,
    );
  }
  const made = object.node.scopes.find((scope) => scope instanceof MulticastWorkload);
  if (made) {
    throw new InvalidInput(
      `${subject}: workload ${quote(made.node.path)} declares its own streams: add the streams there, and remove the ExistingWorkload.`,
    );
  }
  const manifest = renderedOf(subject, object);
  const spec = podSpecOf(manifest as ObjectOfKind & Tree);
  if (!spec) {
    throw new InvalidInput(
      `${subject}: workload ${path} has no spec of its Pods: set it before the ExistingWorkload is created.`,
    );
  }
  if (valueAt(manifest, 'metadata.namespace') === undefined) {
    throw new InvalidInput(
      `${subject}: workload ${path} has no Namespace, so it is not known where its Pods run: set namespace in its metadata or in its chart.`,
    );
  }
  const replicas: unknown = object.kind === 'Pod' ? 1 : valueAt(manifest, 'spec.replicas');
  return {
    object,
    kind: object.kind,
    name: object.name,
    ...podsPlaceOf(object, manifest, chart),
    replicas: typeof replicas === 'number' ? replicas : object.kind === 'DaemonSet' ? undefined : 1,
    labels: () => labelsIn(object),
  };
}

type PodsPlace = Pick<ExistingPods, 'namespace' | 'network'>;

function podsPlaceOf(object: ApiObject, manifest: Tree, chart: WorkloadChart): PodsPlace {
  const spec = podSpecOf(manifest as ObjectOfKind & Tree);
  return {
    namespace: String(valueAt(manifest, 'metadata.namespace') ?? chartNamespace(object) ?? chart.namespace),
    network: spec?.hostNetwork === true ? PodNetwork.HOST : PodNetwork.POD,
  };
}

/** Errors if the Pods are written with another Namespace or network than the one that was read: policies would miss them. */
export function laterChanges(object: ApiObject, { namespace, network }: PodsPlace, chart: WorkloadChart): string[] {
  const written = podsPlaceOf(object, object.toJson() as Tree, chart);
  const pairs = [
    ['Namespace', namespace, written.namespace],
    ['network', network, written.network],
  ];
  return pairs
    .filter(([, read, now]) => read !== now)
    .map(
      ([what, read, now]) =>
        `Workload ${quote(object.node.path)} had the ${what} ${quote(read)} when its ExistingWorkload was created, and has ${quote(now)} now: create the ExistingWorkload after this change.`,
    );
}

function chartNamespace(object: ApiObject): string | undefined {
  return Chart.of(object).namespace;
}

/** Returns the manifest. Throws if cdk8s cannot render it yet. */
function renderedOf(subject: string, object: ApiObject): Tree {
  try {
    return object.toJson() as Tree;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidInput(
      `${subject}: workload ${quote(object.node.path)} cannot be written yet (${why}): create the ExistingWorkload after its containers.`,
    );
  }
}

/** The labels of the Pods, as their manifest has them at this moment: those of the selector, or all. */
function labelsIn(object: ApiObject): { readonly [name: string]: string } {
  const manifest = object.toJson() as Tree;
  const selected = object.kind === 'Pod' ? undefined : valueAt(manifest, 'spec.selector.matchLabels');
  return isTree(selected) && Object.keys(selected).length > 0 ? selected : podMetadataOf(manifest as never, 'labels');
}

/** The facts about a workload that others create. */
export function requireElsewhere(subject: string, props: PodsOptions): ExistingPods {
  const { namespace, labels, kind, name, network = PodNetwork.POD, replicas, addLabels } = props;
  if (namespace === undefined || labels === undefined) {
    throw new InvalidInput(
      `${subject} names no workload: set workload to a construct of this app, or namespace and labels of the Pods of a workload that others create.`,
    );
  }
  if ((kind === undefined) !== (name === undefined)) {
    const [set, unset] = kind === undefined ? ['name', 'kind'] : ['kind', 'name'];
    throw new InvalidInput(`${subject}: ${set} is set without ${unset}: set both, or none.`);
  }
  if (addLabels === true) {
    throw new InvalidInput(`${subject}: addLabels needs a workload of this app: set workload, or leave addLabels out.`);
  }
  if (replicas !== undefined && (kind === 'DaemonSet' || kind === 'Pod')) {
    throw new InvalidInput(`${subject}: replicas ${quote(replicas)} is not valid for a ${kind}: leave replicas out.`);
  }
  together(
    () => requireDnsLabel(`${subject}: namespace`, namespace),
    () => requireSelector(subject, labels),
    () => kind !== undefined && requireKind(subject, kind),
    () => name !== undefined && requireObjectName(`${subject}: name`, name, 'use the name of the workload'),
    () => requireMember(`${subject}: network`, PodNetwork, network),
    () => replicas !== undefined && requireWhole(`${subject}: replicas`, replicas, 0, 2 ** 31 - 1),
  );
  const copy = { ...labels };
  const number = kind === 'Pod' ? 1 : replicas;
  return { kind: kind ?? 'Pods', name, namespace, network, replicas: number, labels: () => copy };
}

function requireSelector(subject: string, labels: { readonly [name: string]: string }): void {
  requireObject(`${subject}: labels`, labels);
  if (Object.keys(requireLabels(`${subject}: labels`, labels) ?? {}).length === 0) {
    throw new InvalidInput(
      `${subject}: labels ${quote(labels)} would select every Pod of the Namespace: set at least one label.`,
    );
  }
}

const KINDS = ['Deployment', 'DaemonSet', 'StatefulSet', 'Pod'];

function requireKind(subject: string, kind: string): void {
  if (!KINDS.includes(kind)) {
    throw new InvalidInput(`${subject}: kind is ${quote(kind)}: use one of ${KINDS.map(quote).join(', ')}.`);
  }
}
