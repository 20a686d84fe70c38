import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { requirePlace } from '../checks/_constructs';
import { requireLabels } from '../checks/_labels';
import { requireDnsLabel, requireObjectName } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { podObjectIn } from '../checks/_pod-objects';
import { podMetadataOf, podSpecOf } from '../checks/_pod-specs';
import { Tree, isTree, valueAt } from '../checks/_trees';
import { requireBoolean, requireMember, requireObject, requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { requireInterfaceName } from '../multicast/_iperf';
import { StreamUse, partLabels, usesOf } from '../multicast/_stream-names';
import { MulticastStream } from '../multicast/multicast-stream';
import { StreamEnd } from '../platform/tables/_reach';
import { AppState, clusterKey } from '../state/_app-state';
import { changeWhenRendered, podOf, setInOrder } from '../state/_rendered-objects';
import { Counter } from './_participant';
import { recordPodsIn } from './_pods';
import { requireStreams } from './multicast-application';
import { PodNetwork } from './pod-options';
import { WorkloadChart } from './workload-chart';

/** The options of an ExistingWorkload. */
export interface ExistingWorkloadProps {
  /**
   * The streams that the Pods send. A stream that is also in `receives` is one of peers.
   *
   * @default - none; then `receives` is needed
   */
  readonly sends?: MulticastStream[];

  /**
   * The streams that the Pods receive.
   *
   * @default - none; then `sends` is needed
   */
  readonly receives?: MulticastStream[];

  /**
   * A workload of the same app: a Deployment, DaemonSet, StatefulSet, Job or Pod, of cdk8s or of any version of
   * cdk8s-plus, or a construct that contains one, such as a Helm chart. Its kind, name, namespace, number and labels of Pods
   * are read from it. Set it, or set `namespace` and `labels`.
   *
   * @default - none: the workload is created by others
   */
  readonly workload?: IConstruct;

  /**
   * Whether the Pods of `workload` get the labels of their streams, as the Pods of this library have them. Without them,
   * policies select its Pods by the labels of its selector.
   *
   * @default false
   */
  readonly addLabels?: boolean;

  /**
   * Namespace of a workload that others create, a DNS label (63 characters).
   *
   * @default - that of `workload`
   */
  readonly namespace?: string;

  /**
   * Labels that all Pods of a workload that others create have, and no other Pods.
   *
   * @default - those of `workload`
   */
  readonly labels?: { [name: string]: string };

  /**
   * Kind of a workload that others create, such as `StatefulSet`. Set it together with `name`.
   *
   * @default - that of `workload`; without both, only the Pods with the labels are known
   */
  readonly kind?: string;

  /**
   * Name of a workload that others create.
   *
   * @default - that of `workload`; without both, only the Pods with the labels are known
   */
  readonly name?: string;

  /**
   * Network of the Pods of a workload that others create.
   *
   * @default - that of `workload`; else PodNetwork.POD
   */
  readonly network?: PodNetwork;

  /**
   * Number of Pods of a workload that others create, a whole number, 0 or more.
   *
   * @default - that of `workload`; else not known
   */
  readonly replicas?: number;

  /**
   * Time to live of the packets that the Pods send, 1 to 255.
   *
   * @default - not known
   */
  readonly ttl?: number;

  /**
   * Network interface of the streams in the Pod, such as `net1`: 1 to 15 letters, digits, dots, hyphens and underscores.
   *
   * @default - not known; Antrea carries only the traffic of eth0
   */
  readonly interfaceName?: string;
}

/**
 * A workload that is not made by this library, and sends or receives streams. It takes part in policies, proof, runbook and
 * findings, and is not changed, except for labels if `addLabels` is true.
 */
export class ExistingWorkload extends Construct {
  /** The streams that the Pods send. */
  public readonly sends: MulticastStream[];

  /** The streams that the Pods receive. */
  public readonly receives: MulticastStream[];

  /** Kind of the workload; `Pods` if only the labels of the Pods are known. */
  public readonly kind: string;

  /** Name of the workload; undefined if only the labels of the Pods are known. */
  public readonly workloadName?: string;

  /** Namespace of the Pods. */
  public readonly podNamespace: string;

  /** Network of the Pods. */
  public readonly network: PodNetwork;

  /** Number of Pods; undefined if it is not known, as for a DaemonSet. */
  public readonly replicas?: number;

  /** Network interface of the streams; undefined if it is not known. */
  public readonly interfaceName?: string;

  /** @internal */
  public readonly _ttl?: number;

  /** @internal */
  public readonly _seconds = 0;

  /** @internal */
  public readonly _counter = Counter.NONE;

  /** @internal */
  public readonly _isMade = false;

  /** @internal */
  public readonly _needsPackets = false;

  /** @internal */
  public readonly _nodeLabels: { readonly [name: string]: string } = {};

  /** @internal */
  public readonly _pullSecrets: readonly string[] = [];

  private readonly isLabelled: boolean;
  private readonly labelsOfPods: () => { readonly [name: string]: string };

  /**
   * Throws if the scope is not in a WorkloadChart, if there is no stream, if a stream is twice in one list, if the workload
   * has no Pods or is of another cluster, and if a value is out of range.
   *
   * @param scope the WorkloadChart, or a construct in it
   * @param id name within the scope
   * @param props the workload, or how to find its Pods, and the streams
   */
  public constructor(scope: Construct, id: string, props: ExistingWorkloadProps) {
    super(...requirePlace('ExistingWorkload', scope, id));
    const subject = `ExistingWorkload ${quote(this.node.path)}`;
    requireOptions(subject, props, EXISTING_WORKLOAD_OPTIONS);
    const chart = WorkloadChart.ofConstruct(this);
    const { ttl, interfaceName, addLabels } = props;
    const [streams, pods] = together(
      () => requireStreams(subject, props),
      () => (props.workload === undefined ? requireElsewhere(subject, props) : requireOwn(subject, props, chart)),
      () => ttl !== undefined && requireWhole(`${subject}: ttl`, ttl, 1, 255),
      () => requireInterfaceName(subject, interfaceName),
      () => requireBoolean(`${subject}: addLabels`, addLabels),
    );
    const { object } = pods;
    this.sends = streams.sends;
    this.receives = streams.receives;
    this.kind = pods.kind;
    this.workloadName = pods.name;
    this.podNamespace = pods.namespace;
    this.network = pods.network;
    this.replicas = pods.replicas;
    this.interfaceName = interfaceName;
    this._ttl = ttl;
    this.isLabelled = addLabels === true;
    this.labelsOfPods = pods.labels;
    if (object) {
      declare(this, subject, object, chart);
      if (this.isLabelled) {
        const labels = this._selector;
        changeWhenRendered(object, (manifest) => addPodLabels(manifest, labels));
      } else {
        this.node.addValidation({ validate: () => this.missingLabels(object) });
      }
    }
    recordPodsIn(chart, this.podNamespace);
    if (this.podNamespace === chart.hostNetworkNamespace) {
      chart._hostNetworkNamespaceObject();
    }
    chart._workloads.add(this);
  }

  /** @internal */
  public get _sentStreams(): readonly MulticastStream[] {
    return this.sends;
  }

  /** @internal */
  public get _receivedStreams(): readonly MulticastStream[] {
    return this.receives;
  }

  /** @internal */
  public get _end(): StreamEnd {
    return this.network === PodNetwork.HOST ? StreamEnd.HOST_NETWORK : StreamEnd.POD;
  }

  /** @internal */
  public get _selector(): { readonly [name: string]: string } {
    return this.isLabelled ? partLabels(usesOf(this)) : this.labelsOfPods();
  }

  /** @internal */
  public get _ownSelector(): { readonly [name: string]: string } {
    return this.labelsOfPods();
  }

  /** @internal */
  public _labelsOf(use: StreamUse): { readonly [name: string]: string } {
    return this.isLabelled ? partLabels([use]) : this.labelsOfPods();
  }

  /** @internal */
  public _containerOf(_stream: MulticastStream): string | undefined {
    return undefined;
  }

  private missingLabels({ node }: ApiObject): string[] {
    return Object.keys(this.labelsOfPods()).length > 0
      ? []
      : [`The Pods of ${quote(node.path)} have no labels, so nothing can select them: pass addLabels: true.`];
  }
}

/** The facts about existing Pods. */
interface ExistingPods {
  readonly object?: ApiObject;
  readonly kind: string;
  readonly name?: string;
  readonly namespace: string;
  readonly network: PodNetwork;
  readonly replicas?: number;
  readonly labels: () => { readonly [name: string]: string };
}

/** The options that are read from a workload of the app. */
const READ = ['namespace', 'labels', 'kind', 'name', 'network', 'replicas'] as const;

/** The facts about a workload of the same app. */
function requireOwn(subject: string, props: ExistingWorkloadProps, chart: WorkloadChart): ExistingPods {
  const twice = READ.find((name) => props[name] !== undefined);
  if (twice !== undefined) {
    throw new InvalidInput(`${subject}: ${twice} is read from workload: leave ${twice} out.`);
  }
  const object = podObjectIn(`${subject}: workload`, props.workload as IConstruct);
  const manifest = renderedOf(subject, object);
  const spec = podSpecOf(object.toJson() as never) ?? {};
  const replicas: unknown = object.kind === 'Pod' ? 1 : valueAt(manifest, 'spec.replicas');
  return {
    object,
    kind: object.kind,
    name: object.name,
    namespace: String(manifest.metadata.namespace ?? chartNamespace(object) ?? chart.namespace),
    network: spec.hostNetwork === true ? PodNetwork.HOST : PodNetwork.POD,
    replicas: typeof replicas === 'number' ? replicas : object.kind === 'DaemonSet' ? undefined : 1,
    labels: () => labelsIn(object),
  };
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
function requireElsewhere(subject: string, props: ExistingWorkloadProps): ExistingPods {
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
  together(
    () => requireDnsLabel(`${subject}: namespace`, namespace),
    () => requireSelector(subject, labels),
    () => kind !== undefined && requireKind(subject, kind),
    () => name !== undefined && requireObjectName(`${subject}: name`, name, 'use the name of the workload'),
    () => requireMember(`${subject}: network`, PodNetwork, network),
    () => replicas !== undefined && requireWhole(`${subject}: replicas`, replicas, 0, 2 ** 31 - 1),
  );
  const copy = { ...labels };
  return { kind: kind ?? 'Pods', name, namespace, network, replicas, labels: () => copy };
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

/** Records that an object takes part. Throws if it belongs to another cluster. */
function declare(existing: ExistingWorkload, subject: string, object: ApiObject, chart: WorkloadChart): void {
  const { clusters, declared } = AppState.of(existing);
  const noted = [...object.node.scopes].reverse().find((scope) => clusters.has(scope));
  const cluster = declared.get(object)?.cluster ?? (noted && clusters.get(noted));
  if (cluster && clusterKey(cluster) !== clusterKey(chart.cluster)) {
    throw new InvalidInput(
      `${subject}: workload ${quote(object.node.path)} belongs to the cluster ${quote(cluster.clusterName)}, and this chart to ${quote(chart.cluster.clusterName)}: create the ExistingWorkload in a WorkloadChart of its own cluster.`,
    );
  }
  const earlier = declared.get(object)?.uses ?? [];
  declared.set(object, { cluster: chart.cluster, chart, uses: [...earlier, ...usesOf(existing)] });
}

function addPodLabels(manifest: Tree, labels: { readonly [name: string]: string }): void {
  const pod = podOf(manifest);
  const metadata = isTree(pod.metadata) ? pod.metadata : {};
  const own: unknown = metadata.labels;
  const sorted: Tree = {};
  for (const [name, value] of Object.entries({ ...(isTree(own) ? own : {}), ...labels })) {
    setInOrder(sorted, name, value);
  }
  setInOrder(metadata, 'labels', sorted);
  setInOrder(pod, 'metadata', metadata);
}

// Every option by its name. The compiler compares each list with its struct, so no option can be missing.
export const EXISTING_WORKLOAD_OPTIONS: Options<ExistingWorkloadProps> = {
  sends: true,
  receives: true,
  workload: true,
  addLabels: true,
  namespace: true,
  labels: true,
  kind: true,
  name: true,
  network: true,
  replicas: true,
  ttl: true,
  interfaceName: true,
};
