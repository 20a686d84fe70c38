import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { requirePlace } from '../checks/_constructs';
import { requireOptions } from '../checks/_options';
import { requireBoolean, requireWhole } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { requireInterfaceName } from '../multicast/_iperf';
import { StreamUse, partLabels, streamLabel, usesOf } from '../multicast/_stream-names';
import { Tree } from '../checks/_trees';
import { MulticastStream } from '../multicast/multicast-stream';
import { StreamEnd } from '../platform/tables/_reach';
import { AppState, Side } from '../state/_app-state';
import { clusterKey } from '../state/_servers';
import { addPodLabels, changeWhenRendered } from '../state/_rendered-objects';
import { laterChanges, requireElsewhere, requireOwn } from './_existing-pods';
import { Counter } from './_participant';
import { recordPodsIn } from './_pods';
import { EXISTING_WORKLOAD_OPTIONS, ExistingWorkloadProps } from './existing-workload-options';
import { requireStreams } from './multicast-application';
import { PodNetwork } from './pod-options';
import { WorkloadChart } from './workload-chart';

/**
 * A workload that this library does not make, and that sends or receives streams. It takes part in policies, proof, runbook
 * and findings. It is not changed, except for labels if `addLabels` is true.
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
   * has no Pods or no Namespace, is of another cluster or has one of the streams already, and if a value is out of range.
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
      this.node.addValidation({ validate: () => laterChanges(object, pods, chart) });
      if (this.isLabelled) {
        const labels = this._selector;
        changeWhenRendered(object, (manifest) => addPodLabels(manifest, labels));
      } else {
        this.node.addValidation({ validate: () => this.missingLabels(object) });
      }
    } else {
      const { cluster } = chart;
      this.requireOnce(subject, chart);
      AppState.of(this).elsewhere.set(this, { cluster, manifest: this.knownManifest(), uses: usesOf(this) });
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

  /** Throws if a workload that others create has one of the streams already. */
  private requireOnce(subject: string, chart: WorkloadChart): void {
    const place = [this.podNamespace, this.kind, this.workloadName ?? Object.entries(this.labelsOfPods()).sort()];
    for (const { stream } of usesOf(this)) {
      const key = ['ExistingWorkload', clusterKey(chart.cluster, chart), ...place, streamLabel(stream)];
      const holder = AppState.of(this).claim(this, JSON.stringify(key));
      if (holder) {
        throw new InvalidInput(
          `${subject}: the stream of group ${quote(stream.group)} with port ${stream.port} is already declared for the same Pods by ExistingWorkload ${quote(holder.node.path)}: declare it only once, in sends, in receives, or in both.`,
        );
      }
    }
  }

  /** The manifest of a workload that others create, as far as it is known. */
  private knownManifest(): Tree {
    const labels = { ...this.labelsOfPods() };
    const metadata = { name: this.workloadName ?? this.node.path, namespace: this.podNamespace, labels };
    const spec = { hostNetwork: this.network === PodNetwork.HOST, containers: [] };
    return this.kind === 'Pod' || this.workloadName === undefined
      ? { apiVersion: 'v1', kind: 'Pod', metadata, spec }
      : {
          apiVersion: 'apps/v1',
          kind: this.kind,
          metadata,
          spec: { replicas: this.replicas, template: { metadata: { labels }, spec } },
        };
  }

  private missingLabels({ node }: ApiObject): string[] {
    return Object.keys(this.labelsOfPods()).length > 0
      ? []
      : [`The Pods of ${quote(node.path)} have no labels, so nothing can select them: pass addLabels: true.`];
  }
}

/** Records that an object takes part. Throws if it belongs to another cluster, or has one of the streams already. */
function declare(existing: ExistingWorkload, subject: string, object: ApiObject, chart: WorkloadChart): void {
  const { clusters, declared, sides } = AppState.of(existing);
  const path = quote(object.node.path);
  if (sides.get(Chart.of(object)) === Side.SUPERVISOR) {
    throw new InvalidInput(
      `${subject}: workload ${path} is in a SupervisorChart, whose objects are not in the workload cluster: move it to a WorkloadChart.`,
    );
  }
  const noted = [...object.node.scopes].reverse().find((scope) => clusters.has(scope));
  const earlierOne = declared.get(object);
  const cluster = earlierOne?.cluster ?? (noted && clusters.get(noted));
  if (cluster && clusterKey(cluster, earlierOne?.chart ?? object) !== clusterKey(chart.cluster, chart)) {
    throw new InvalidInput(
      `${subject}: workload ${path} belongs to the cluster ${quote(cluster.clusterName)}, and this chart to ${quote(chart.cluster.clusterName)}: create the ExistingWorkload in a WorkloadChart of its own cluster.`,
    );
  }
  const earlier = earlierOne?.uses ?? [];
  const known = new Set(earlier.map(({ stream }) => streamLabel(stream)));
  const twice = usesOf(existing).find(({ stream }) => known.has(streamLabel(stream)));
  if (twice) {
    const { group, port } = twice.stream;
    throw new InvalidInput(
      `${subject}: workload ${path} has the stream of group ${quote(group)} with port ${port} from another ExistingWorkload: declare it only once, in sends, in receives, or in both.`,
    );
  }
  declared.set(object, { cluster: chart.cluster, chart, uses: [...earlier, ...usesOf(existing)] });
}
