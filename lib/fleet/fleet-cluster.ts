import { Construct } from 'constructs';
import { Path, parsedPath, pathText } from '../checks/_paths';
import { Tree, isTree } from '../checks/_trees';
import { InvalidInput, quote } from '../messages/_errors';
import { MulticastStream } from '../multicast/multicast-stream';
import { shownAt, valueAtPath } from '../schemas/_shown-value';
import { Environment } from '../state/environment';
import { IAntreaConfiguration } from '../supervisor/antrea/antrea-settings';
import { TanzuCluster } from '../supervisor/cluster/tanzu-cluster';
import { SupervisorChart } from '../supervisor/supervisor-chart';
import { MulticastVirtualMachine } from '../supervisor/vm/multicast-virtual-machine';
import { ExistingWorkload } from '../workload/existing-workload';
import { MulticastApplication } from '../workload/multicast-application';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastPolicies } from '../workload/policies/multicast-policies';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { WorkloadChart } from '../workload/workload-chart';
import { buildCluster } from './_cluster-builder';
import { ClusterEntry } from './_inventory';
import { Origin, mergedLayers, originOf } from './_layers';
import { Reports } from './_reports';
import { shapeOf } from './_shapes';

/**
 * A cluster of a Fleet, with its constructs. TypeScript can change them, and add others to their charts.
 *
 * @example
 * import * as mc from 'cdk8s-antrea-multicast';
 *
 * const app = new mc.App();
 * const fleet = mc.Fleet.fromFolder(app, 'Fleet', 'inventory');
 * for (const one of fleet.clusters) {
 *   console.log(one.clusterName, one.cluster.release);
 * }
 * app.synth();
 */
export class FleetCluster extends Construct {
  /** @internal */
  public static _of(environment: Environment, entry: ClusterEntry, reports: Reports): FleetCluster {
    return new FleetCluster(environment, entry, reports);
  }

  /** The environment of the cluster. */
  public readonly environment: Environment;

  /** Name of the site, if the cluster is in one. */
  public readonly site?: string;

  /** Name of the cluster. */
  public readonly clusterName: string;

  /** The chart for the Supervisor. */
  public readonly supervisorChart: SupervisorChart;

  /** The workload cluster. */
  public readonly cluster: TanzuCluster;

  /** The object that configures Antrea, if multicast is on. */
  public readonly antreaConfiguration?: IAntreaConfiguration;

  /** The chart for the workload cluster. It is undefined if the inventory has nothing for it: write `workload: {}` there. */
  public readonly workloadChart?: WorkloadChart;

  /** The streams by their names in the inventory. */
  public readonly streams: { [name: string]: MulticastStream };

  /** The senders by their names in the inventory. */
  public readonly senders: { [name: string]: MulticastSender };

  /** The receivers by their names in the inventory. */
  public readonly receivers: { [name: string]: MulticastReceiver };

  /** The applications by their names in the inventory. */
  public readonly applications: { [name: string]: MulticastApplication };

  /** The workloads of others by their names in the inventory. */
  public readonly existingWorkloads: { [name: string]: ExistingWorkload };

  /** The VMs by their names in the inventory. */
  public readonly virtualMachines: { [name: string]: MulticastVirtualMachine };

  /** The policies, if the inventory has them. */
  public readonly policies?: MulticastPolicies;

  /** The proof Job, if the inventory has it. */
  public readonly proof?: MulticastProof;

  private readonly entry: ClusterEntry;
  private readonly values: Tree;

  private constructor(environment: Environment, entry: ClusterEntry, reports: Reports) {
    super(environment, entry.name);
    this.environment = environment;
    this.site = entry.site;
    this.clusterName = entry.name;
    this.entry = entry;
    this.values = mergedLayers(shapeOf('Entry'), entry.layers);
    const built = buildCluster(this, entry.name, this.values, (path, sentence, isMissing = false) =>
      reports.addForCluster(this.originAt(path, isMissing), entry.name, entry.environment, sentence),
    );
    this.supervisorChart = built.supervisorChart;
    this.cluster = built.cluster;
    this.antreaConfiguration = built.antreaConfiguration;
    this.workloadChart = built.workloadChart;
    this.streams = built.streams;
    this.senders = built.senders;
    this.receivers = built.receivers;
    this.applications = built.applications;
    this.existingWorkloads = built.existingWorkloads;
    this.virtualMachines = built.virtualMachines;
    this.policies = built.policies;
    this.proof = built.proof;
  }

  /**
   * Returns where a value of this cluster is set, such as `inventory/production/environment.yaml:7`. For data it is the
   * path of the value in the data. Throws if the cluster does not have the value.
   *
   * @param path the keys that lead to the value, such as `cluster.vmClass` or `cluster.nodePools[0].replicas`
   */
  public origin(path: string): string {
    const parsed = typeof path === 'string' && path !== '' ? parsedPath(path) : undefined;
    if (!parsed || valueAtPath(this.values, parsed) === undefined) {
      throw new InvalidInput(
        `Cluster ${quote(this.clusterName)} has no value at ${quote(path)}: use a path that explain() lists, such as "cluster.release".`,
      );
    }
    return this.placeOf(parsed);
  }

  /**
   * Returns all values of this cluster that the inventory sets, each with the place where it is set, such as
   * `cluster.vmClass = "best-effort-small" from inventory/production/environment.yaml:7`. Secrets are not shown.
   */
  public explain(): string[] {
    return leavesOf(this.values, []).map(
      (path) => `${pathText(path)} = ${this.shown(path)} from ${this.placeOf(path)}`,
    );
  }

  private shown(path: Path): string {
    const value = valueAtPath(this.values, path);
    if (typeof value === 'object' || path[path.length - 1] === VARIABLE) {
      return quote(value);
    }
    return shownAt(this.values, path);
  }

  private placeOf(path: Path): string {
    const origin = this.originAt(path);
    return origin.layer.source.placeOf([...origin.layer.path, ...origin.path]);
  }

  /** A value that is missing has its place in the layer of the cluster itself. */
  private originAt(path: Path, isMissing = false): Origin {
    const { layers } = this.entry;
    return isMissing ? { layer: layers[layers.length - 1], path } : originOf(layers, this.values, path);
  }
}

/** The key of the name of an environment variable, which holds a secret. */
const VARIABLE = 'fromEnvironment';

/** The paths of the values without maps and lists, and of those that are empty. */
function leavesOf(value: unknown, path: Path): Path[] {
  const members: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isTree(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : [];
  return members.length === 0 ? [path] : members.flatMap(([name, member]) => leavesOf(member, [...path, name]));
}
