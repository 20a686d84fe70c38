import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-25';
import { Construct, IConstruct } from 'constructs';
import { chartOf, requireConstruct, requirePlace } from '../checks/_constructs';
import { requireDnsLabel } from '../checks/_names';
import { Options, requireOptions } from '../checks/_options';
import { InvalidInput, quote } from '../messages/_errors';
import { requireCluster } from '../platform/_cluster-name';
import { ICluster } from '../platform/cluster';
import { AppState, Side, clusterKey } from '../state/_app-state';
import { checkAtSynth } from '../validation/_synth-check';
import { releaseWarnings } from './_release-warnings';
import { Workloads } from './_workloads';

// `instanceof` asks cdk8s, which says yes for every chart.
const WORKLOAD_MARK = Symbol.for('cdk8s-antrea-multicast.WorkloadChart');

/** What the workload cluster's chart needs to know. */
export interface WorkloadChartProps {
  /** The workload cluster: a TanzuCluster, or a ClusterReference where the Cluster is made elsewhere. */
  readonly cluster: ICluster;

  /**
   * Namespace of all Pods but the hostNetwork ones, a DNS label (63 characters). Made by this chart, with the Pod
   * Security level `restricted`, so neither `default` nor one of Kubernetes' or Tanzu's own.
   *
   * @default multicast
   */
  readonly namespace?: string;

  /**
   * Namespace of the hostNetwork Pods, a DNS label (63 characters). Made by this chart as soon as there is such a Pod,
   * with the Pod Security level `privileged`, which hostNetwork needs.
   *
   * @default - the other namespace with `-host` behind it
   */
  readonly hostNetworkNamespace?: string;
}

/**
 * What is applied in the workload cluster: senders and receivers with their Namespaces.
 */
export class WorkloadChart extends Chart {
  /**
   * Returns the WorkloadChart that a construct is in. Throws if it is in none.
   *
   * @param construct a construct
   */
  public static ofConstruct(construct: IConstruct): WorkloadChart {
    const chart = chartOf(requireConstruct('WorkloadChart.ofConstruct(): construct', construct));
    if (!isWorkloadChart(chart)) {
      const where = chart ? 'a chart that is no WorkloadChart' : 'no WorkloadChart';
      throw new InvalidInput(
        `${quote(construct.node.path)} stands in ${where}: senders and receivers are applied in the workload cluster, so put it into one.`,
      );
    }
    return chart;
  }

  /** The workload cluster. */
  public readonly cluster: ICluster;

  /** Name of the namespace of the hostNetwork Pods. */
  public readonly hostNetworkNamespace: string;

  /**
   * The senders and receivers of this chart.
   *
   * @internal
   */
  public readonly _workloads: Workloads;

  /**
   * An error where a namespace is no DNS label or belongs to others, or where both are the same.
   *
   * @param scope the app
   * @param id name of the chart, and of its file in `dist/`
   * @param props the cluster and the namespaces
   */
  public constructor(scope: Construct, id: string, props: WorkloadChartProps) {
    requirePlace('WorkloadChart', scope, id);
    requireOptions(`WorkloadChart ${quote(id)}`, props, WORKLOAD_CHART_PROPS);
    requireCluster(`WorkloadChart ${quote(id)}`, props.cluster);
    const namespace = requireNamespace('Namespace', props.namespace === undefined ? 'multicast' : props.namespace);
    const hostNetworkNamespace =
      props.hostNetworkNamespace === undefined
        ? `${namespace}-host`
        : requireNamespace('hostNetwork Namespace', props.hostNetworkNamespace);
    if (namespace === hostNetworkNamespace) {
      throw new InvalidInput(
        `hostNetwork Namespace ${quote(hostNetworkNamespace)} is the Namespace of the other Pods too, which would make it privileged: choose another name.`,
      );
    }
    super(scope, id, { namespace });
    Object.defineProperty(this, WORKLOAD_MARK, { value: true });
    this.cluster = props.cluster;
    this._workloads = new Workloads(this);
    AppState.of(this).clusters.set(this, props.cluster);
    this.hostNetworkNamespace = hostNetworkNamespace;
    this.addNamespace('Namespace', namespace, 'restricted');
    releaseWarnings(this);
    checkAtSynth(this, Side.WORKLOAD_CLUSTER);
  }

  /** @internal */
  public _hostNetworkNamespaceObject(): Construct {
    return (
      (this.node.tryFindChild('HostNetworkNamespace') as Construct | undefined) ??
      this.addNamespace(
        'HostNetworkNamespace',
        requireNamespace('hostNetwork Namespace', this.hostNetworkNamespace, ': hostNetworkNamespace names another'),
        'privileged',
      )
    );
  }

  private addNamespace(id: string, name: string, level: string): Construct {
    const labels = Object.fromEntries(
      ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]),
    );
    const namespace = new kplus.Namespace(this, id, { metadata: { name, labels } });
    const holder = AppState.of(namespace).claim(namespace, `${clusterKey(this.cluster)}/Namespace/${name}`);
    if (holder && holder.node.id !== id) {
      throw new InvalidInput(
        `Namespace ${quote(name)} is made with two Pod Security levels, first at ${quote(holder.node.path)}: choose another name for one of the two.`,
      );
    }
    // A chart's namespace goes to all of its objects, and a Namespace stands in none.
    ApiObject.of(namespace).addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    return namespace;
  }
}

const WORKLOAD_CHART_PROPS: Options<WorkloadChartProps> = {
  cluster: true,
  namespace: true,
  hostNetworkNamespace: true,
};

/** Whether a construct is a WorkloadChart, also one of another copy of this package. */
export function isWorkloadChart(construct: IConstruct | undefined): construct is WorkloadChart {
  return construct !== undefined && WORKLOAD_MARK in construct;
}

/** Returns the name when a Namespace of this chart can have it: its Pod Security level must not hit anybody else. */
function requireNamespace(what: string, name: string, way = ''): string {
  requireDnsLabel(what, name, way);
  if (/^(default$|kube-|tanzu-|tkg-|vmware-system-)|-system$/.test(name)) {
    throw new InvalidInput(
      `${what} ${quote(name)} belongs to others too, and this chart would set its Pod Security level: choose one of its own, such as "multicast".`,
    );
  }
  return name;
}
