import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct, IConstruct } from 'constructs';
import { chartOf, requireConstruct, requirePlace } from '../checks/_constructs';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { requireBoolean } from '../checks/_values';
import { InvalidInput, quote, together } from '../messages/_errors';
import { requireCluster } from '../platform/_cluster-name';
import { ICluster } from '../platform/cluster';
import { AppState, Side } from '../state/_app-state';
import { clusterKey } from '../state/_servers';
import { clusterInApp } from '../state/_cluster-in-app';
import { recordMade } from '../state/_made-objects';
import { checkAtSynth } from '../validation/_synth-check';
import { releaseWarnings } from './_release-warnings';
import { Workloads } from './_workloads';

// Not by `instanceof`: cdk8s overrides it, so that it is true for every chart.
const WORKLOAD_MARK = Symbol.for('cdk8s-antrea-multicast.WorkloadChart');

/** The options of a WorkloadChart. */
export interface WorkloadChartProps {
  /** The workload cluster: a TanzuCluster, or a ClusterReference if another app creates the Cluster. */
  readonly cluster: ICluster;

  /**
   * Namespace of all Pods except hostNetwork Pods, a DNS label (63 characters). This chart creates it with the Pod Security
   * level `restricted`, so it must not be `default` or a Namespace of Kubernetes or Tanzu, unless `createNamespace` is false.
   *
   * @default multicast
   */
  readonly namespace?: string;

  /**
   * Whether this chart creates the Namespace. Set it to false if others create it, such as that of an existing workload:
   * then its labels and its Pod Security level stay as they are, and it must exist before the chart is applied.
   *
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * Namespace of the hostNetwork Pods, a DNS label (63 characters). This chart creates it if a sender or receiver is
   * such a Pod or `addHostNetworkNamespace()` is called, with the Pod Security level `privileged`, which hostNetwork needs.
   *
   * @default - NAMESPACE-host
   */
  readonly hostNetworkNamespace?: string;
}

/**
 * Chart of the objects in the workload cluster: senders and receivers with their Namespaces.
 */
export class WorkloadChart extends Chart {
  /**
   * Returns the WorkloadChart of a construct. Throws if the construct is not in a WorkloadChart.
   *
   * @param construct a construct
   */
  public static ofConstruct(construct: IConstruct): WorkloadChart {
    const chart = chartOf(requireConstruct('WorkloadChart.ofConstruct(): construct', construct));
    if (!isWorkloadChart(chart)) {
      const where = chart ? 'in another kind of chart' : 'not in a chart';
      throw new InvalidInput(
        `${quote(construct.node.path)} is ${where}: put it into a WorkloadChart, which is applied in the workload cluster.`,
      );
    }
    return chart;
  }

  /** The workload cluster, with the version of Antrea that `AntreaVersions.add()` sets for its release. */
  public readonly cluster: ICluster;

  /** Name of the Namespace of the hostNetwork Pods. `addHostNetworkNamespace()` creates it. */
  public readonly hostNetworkNamespace: string;

  /**
   * The senders and receivers of this chart.
   *
   * @internal
   */
  public readonly _workloads: Workloads;

  /**
   * Throws if a namespace is not a DNS label or belongs to Kubernetes or Tanzu, or if both namespaces are the same.
   *
   * @param scope the app
   * @param id name of the chart, and of its file in `dist/`
   * @param props cluster and namespaces
   */
  public constructor(scope: Construct, id: string, props: WorkloadChartProps) {
    requirePlace('WorkloadChart', scope, id);
    requireOptions(`WorkloadChart ${quote(id)}`, props, WORKLOAD_CHART_PROPS);
    const { namespace: given = 'multicast', hostNetworkNamespace: ofHosts, createNamespace } = props;
    const isCreated = createNamespace !== false;
    const [cluster, namespace, requested] = together(
      () => {
        requireCluster(`WorkloadChart ${quote(id)}`, props.cluster);
        return clusterInApp(scope, props.cluster);
      },
      () => (isCreated ? requireNamespace('Namespace', given) : requireDnsLabel('Namespace', given)),
      () => (ofHosts === undefined ? undefined : requireNamespace('hostNetwork Namespace', ofHosts)),
      () => requireBoolean(`WorkloadChart ${quote(id)}: createNamespace`, createNamespace),
    );
    const hostNetworkNamespace = requested ?? `${namespace}-host`;
    if (namespace === hostNetworkNamespace) {
      throw new InvalidInput(
        `hostNetwork Namespace ${quote(hostNetworkNamespace)} is also the Namespace of the other Pods, which would then be privileged: use another name.`,
      );
    }
    super(scope, id, { namespace });
    Object.defineProperty(this, WORKLOAD_MARK, { value: true });
    this.cluster = cluster;
    this._workloads = new Workloads(this);
    AppState.of(this).clusters.set(this, cluster);
    this.hostNetworkNamespace = hostNetworkNamespace;
    AppState.of(this).hostNetworkNamespaces.set(this, hostNetworkNamespace);
    if (isCreated) {
      this.addNamespace('Namespace', namespace, 'restricted');
    }
    releaseWarnings(this);
    checkAtSynth(this, Side.WORKLOAD_CLUSTER);
  }

  /**
   * Creates the Namespace of the hostNetwork Pods, with the Pod Security level `privileged`, if this chart does not have it
   * yet. Call it before you create hostNetwork Pods of your own. Senders and receivers of this library create it themselves.
   *
   * @returns the name of the Namespace
   */
  public addHostNetworkNamespace(): string {
    this._hostNetworkNamespaceObject();
    return this.hostNetworkNamespace;
  }

  /** @internal */
  public _hostNetworkNamespaceObject(): Construct {
    return (
      (this.node.tryFindChild('HostNetworkNamespace') as Construct | undefined) ??
      this.addNamespace(
        'HostNetworkNamespace',
        requireNamespace('hostNetwork Namespace', this.hostNetworkNamespace, ', and set it as hostNetworkNamespace'),
        'privileged',
      )
    );
  }

  private addNamespace(id: string, name: string, level: string): Construct {
    const labels = Object.fromEntries(
      ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]),
    );
    const namespace = new kplus.Namespace(this, id, { metadata: { name, labels } });
    const holder = AppState.of(namespace).claim(namespace, `${clusterKey(this.cluster, this)}/Namespace/${name}`);
    if (holder && holder.node.id !== id) {
      throw new InvalidInput(
        `Namespace ${quote(name)} has two Pod Security levels, the first at ${quote(holder.node.path)}: use another name for one of the two Namespaces.`,
      );
    }
    // cdk8s adds the namespace of a chart to all of its objects, but a Namespace object is not in a namespace.
    ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    recordMade(ApiObject.of(namespace));
    return namespace;
  }
}

const WORKLOAD_CHART_PROPS: Options<WorkloadChartProps> = {
  cluster: true,
  namespace: true,
  createNamespace: true,
  hostNetworkNamespace: true,
};

/** Whether a construct is a WorkloadChart. It may be of another copy of this package. */
export function isWorkloadChart(construct: IConstruct | undefined): construct is WorkloadChart {
  return construct !== undefined && WORKLOAD_MARK in construct;
}

/** Returns the name. Throws if other workloads share that Namespace, because this chart would change its Pod Security level. */
function requireNamespace(what: string, name: string, way = ''): string {
  requireDnsLabel(what, name, way);
  if (/^(default$|kube-|tanzu-|tkg-|vmware-system-)|-system$/.test(name)) {
    throw new InvalidInput(
      `${what} ${quote(name)} is shared with other workloads, and this chart would change its Pod Security level: use a separate Namespace, such as "multicast".`,
    );
  }
  return name;
}
