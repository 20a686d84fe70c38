import { Construct } from 'constructs';
import { Path } from '../checks/_paths';
import { Tree, isTree } from '../checks/_trees';
import { MulticastStream } from '../multicast/multicast-stream';
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
import { Converter, sentencesOf } from './_converter';
import { membersAt } from './_inventory';
import { nearestPath } from './_nearest-path';
import { Shape, shapeOf } from './_shapes';

/** Constructs by their names. */
type ByName<T> = { readonly [name: string]: T };

/** The constructs of a cluster. After an error some are missing. */
export interface Built {
  readonly streams: ByName<MulticastStream>;
  readonly supervisorChart: SupervisorChart;
  readonly cluster: TanzuCluster;
  readonly antreaConfiguration?: IAntreaConfiguration;
  readonly virtualMachines: ByName<MulticastVirtualMachine>;
  readonly workloadChart?: WorkloadChart;
  readonly senders: ByName<MulticastSender>;
  readonly receivers: ByName<MulticastReceiver>;
  readonly applications: ByName<MulticastApplication>;
  readonly existingWorkloads: ByName<ExistingWorkload>;
  readonly policies?: MulticastPolicies;
  readonly proof?: MulticastProof;
}

/** Reports an error about a value of the cluster. A missing value has its place in the layer of the cluster itself. */
export type ReportValue = (path: Path, sentence: string, isMissing?: boolean) => void;

/** What is in the workload cluster. If there is one of them, its chart is written. */
const IN_CLUSTER = ['workload', 'senders', 'receivers', 'applications', 'existingWorkloads', 'policies', 'proof'];

/** Creates the constructs of a cluster in a scope. Reports all errors. */
export function buildCluster(scope: Construct, name: string, values: Tree, report: ReportValue): Built {
  return new ClusterBuilder(scope, name, values, report).build();
}

class ClusterBuilder {
  private readonly streams: { [name: string]: MulticastStream } = {};
  private readonly converter: Converter;
  private errors = 0;
  private chart?: WorkloadChart;

  public constructor(
    private readonly scope: Construct,
    private readonly name: string,
    private readonly values: Tree,
    report: ReportValue,
  ) {
    this.report = (...given) => {
      this.errors++;
      report(...given);
    };
    this.converter = new Converter(() => this.chart ?? scope, this.streams, this.report);
  }

  private readonly report: ReportValue;

  public build(): Built {
    this.addStreams();
    const supervisorChart = this.supervisorChart();
    const cluster =
      supervisorChart &&
      this.make(
        ['cluster'],
        (props) => new TanzuCluster(supervisorChart, 'cluster', { ...props, name: this.name } as never),
      );
    const antreaConfiguration = cluster && this.enableMulticast(cluster);
    const virtualMachines = supervisorChart
      ? this.each(
          'virtualMachines',
          (id, props) => new MulticastVirtualMachine(supervisorChart, id, { ...props, name: id } as never),
        )
      : {};
    const inCluster = cluster ? this.workloadOf(cluster) : {};
    return {
      streams: this.streams,
      supervisorChart,
      cluster,
      antreaConfiguration,
      virtualMachines,
      senders: {},
      receivers: {},
      applications: {},
      existingWorkloads: {},
      ...inCluster,
    } as Built;
  }

  private addStreams(): void {
    for (const [name, value] of membersAt(this.values, 'streams')) {
      const path = ['streams', name];
      const { group, ...options } = value as { readonly group?: string; readonly port?: number };
      if (group === undefined) {
        this.report(path, `streams.${name} has no group: set it here or in a layer above.`, true);
        continue;
      }
      const stream = this.attempt(path, () => MulticastStream.of(group, options));
      if (stream) {
        this.streams[name] = stream;
      }
    }
  }

  private supervisorChart(): SupervisorChart | undefined {
    const { vsphereNamespace, vsphereVersion } = this.values as {
      readonly vsphereNamespace?: string;
      readonly vsphereVersion?: string;
    };
    if (vsphereNamespace === undefined) {
      this.report([], 'vsphereNamespace is not set: set it here or in a layer above.', true);
      return undefined;
    }
    return this.attempt([], () => new SupervisorChart(this.scope, 'supervisor', { vsphereNamespace, vsphereVersion }));
  }

  private enableMulticast(cluster: TanzuCluster): IAntreaConfiguration | undefined {
    const { multicast = false } = this.values as { readonly multicast?: boolean | Tree };
    if (multicast === false) {
      return undefined;
    }
    return this.make(['multicast'], (props) =>
      cluster.enableMulticast({ streams: Object.values(this.streams), ...props }),
    );
  }

  private workloadOf(cluster: TanzuCluster): Partial<Built> {
    if (!IN_CLUSTER.some((key) => (this.values[key] ?? false) !== false)) {
      return {};
    }
    const chart = this.make(['workload'], (props) => new WorkloadChart(this.scope, 'workload', { ...props, cluster }));
    if (!chart) {
      return {};
    }
    this.chart = chart;
    return {
      workloadChart: chart,
      senders: this.each('senders', (id, props) => new MulticastSender(chart, id, props as never)),
      receivers: this.each('receivers', (id, props) => new MulticastReceiver(chart, id, props as never)),
      applications: this.each('applications', (id, props) => new MulticastApplication(chart, id, props as never)),
      existingWorkloads: this.each('existingWorkloads', (id, props) => new ExistingWorkload(chart, id, props as never)),
      policies:
        (this.values.policies ?? false) === false
          ? undefined
          : this.make(['policies'], (props) => new MulticastPolicies(chart, 'policies', props as never)),
      proof:
        this.values.proof === undefined
          ? undefined
          : this.make(['proof'], (props) => new MulticastProof(chart, 'proof', props as never)),
    };
  }

  /** Creates a construct for each member, in the order of their names. */
  private each<T>(key: string, create: (id: string, props: Tree) => T): ByName<T> {
    const made = membersAt(this.values, key).map(([id]) => [id, this.make([key, id], (props) => create(id, props))]);
    return Object.fromEntries(made) as ByName<T>;
  }

  /** Creates a construct from the values at a path. Returns undefined if they have an error. */
  private make<T>(path: string[], create: (props: Tree) => T): T | undefined {
    const value = path.reduce<unknown>((tree, part) => (tree as Tree | undefined)?.[part], this.values);
    const before = this.errors;
    const props = this.converter.convert(this.shapeAt(path), isTree(value) ? value : {}, path) as Tree;
    return this.errors > before ? undefined : this.attempt(path, () => create(props));
  }

  private shapeAt(path: string[]): Shape {
    return path.reduce<Shape>((shape, part) => {
      const inside =
        shape.kind === 'struct' ? (shape.member(part) as Shape) : shape.kind === 'map' ? shape.item() : shape;
      return inside.kind === 'choice' ? (inside.shapes.find(({ kind }) => kind === 'struct') as Shape) : inside;
    }, shapeOf('Entry'));
  }

  /** Returns what a function returns. Reports the sentences of its error at the values that they are about. */
  private attempt<T>(path: Path, create: () => T): T | undefined {
    try {
      return create();
    } catch (error) {
      const section = path.reduce<unknown>((tree, part) => (tree as Tree | undefined)?.[part], this.values);
      sentencesOf(error).forEach((sentence) =>
        this.report(nearestPath(this.values, section, path, sentence), sentence),
      );
      return undefined;
    }
  }
}
