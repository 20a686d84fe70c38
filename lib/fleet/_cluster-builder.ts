import { Construct } from 'constructs';
import { Tree, isTree } from '../checks/_trees';
import { MulticastStream } from '../multicast/multicast-stream';
import { ClusterReference, ICluster } from '../platform/cluster';
import { IAntreaConfiguration } from '../supervisor/antrea/antrea-settings';
import { MulticastOptions } from '../supervisor/antrea/multicast-options';
import { TanzuCluster } from '../supervisor/cluster/tanzu-cluster';
import { TanzuClusterProps } from '../supervisor/cluster/tanzu-cluster-props';
import { SupervisorChart, SupervisorChartProps } from '../supervisor/supervisor-chart';
import { MulticastVirtualMachine, MulticastVirtualMachineProps } from '../supervisor/vm/multicast-virtual-machine';
import { ExistingWorkload } from '../workload/existing-workload';
import { MulticastApplication } from '../workload/multicast-application';
import { MulticastReceiver } from '../workload/multicast-receiver';
import { MulticastSender } from '../workload/multicast-sender';
import { MulticastPolicies } from '../workload/policies/multicast-policies';
import { MulticastProof } from '../workload/proof/multicast-proof';
import { WorkloadChart, WorkloadChartProps } from '../workload/workload-chart';
import { ReportAt } from './_converter';
import { ByName, EntryValues, attemptAt, makeAt, makeEach } from './_entry-values';
import { membersAt } from './_inventory';

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

/** The keys of the workload cluster. If one of them is set, its chart is written. */
const IN_CLUSTER = ['workload', 'senders', 'receivers', 'applications', 'existingWorkloads', 'policies', 'proof'];

/** Creates the constructs of a cluster in a scope. Reports all errors. */
export function buildCluster(scope: Construct, name: string, tree: Tree, report: ReportAt): Built {
  // References to objects of others are in the chart for the workload cluster.
  const place = () => (scope.node.tryFindChild('workload') as Construct | undefined) ?? scope;
  const values = new EntryValues(tree, place, report);
  addStreams(values);
  const supervisorChart = newSupervisorChart(scope, values);
  const cluster = makeAt(
    values,
    ['cluster'],
    (props: TanzuClusterProps) => new TanzuCluster(supervisorChart, 'cluster', { ...props, name }),
  );
  return {
    streams: values.streams,
    supervisorChart,
    cluster,
    antreaConfiguration: cluster && newAntrea(cluster, values),
    virtualMachines: newMachines(supervisorChart, values),
    ...newWorkload(scope, cluster ?? standIn(name, values), values),
  } as Built;
}

/** Returns a cluster in place of one with an error, so that errors of its workloads are reported too. */
function standIn(name: string, { tree }: EntryValues): ICluster | undefined {
  const { release, antreaVersion } = (isTree(tree.cluster) ? tree.cluster : {}) as Partial<TanzuClusterProps>;
  try {
    return ClusterReference.of(name, String(release), { antreaVersion });
  } catch {
    return undefined;
  }
}

function addStreams(values: EntryValues): void {
  for (const [name, value] of membersAt(values.tree, 'streams')) {
    const path = ['streams', name];
    const { group, ...options } = value as { readonly group?: string; readonly port?: number };
    if (group === undefined) {
      values.report(path, `streams.${name} has no group: set it here or in a layer above.`, true);
      values.streams[name] = undefined;
    } else {
      values.streams[name] = attemptAt(values, path, () => MulticastStream.of(group, options));
    }
  }
}

/** Returns the chart. After an error it is one with another vSphere Namespace, so that errors of what is in it are reported too. */
function newSupervisorChart(scope: Construct, values: EntryValues): SupervisorChart {
  const { vsphereNamespace, vsphereVersion } = values.tree as Partial<SupervisorChartProps>;
  const chart = attemptAt(values, [], () => {
    if (vsphereNamespace === undefined) {
      values.report([], 'vsphereNamespace is not set: set it here or in a layer above.', true);
      return undefined;
    }
    return new SupervisorChart(scope, 'supervisor', { vsphereNamespace, vsphereVersion });
  });
  return chart ?? new SupervisorChart(scope, 'stand-in', { vsphereNamespace: 'stand-in' });
}

function newAntrea(cluster: TanzuCluster, values: EntryValues): IAntreaConfiguration | undefined {
  const streams = Object.values(values.streams).filter((stream) => stream !== undefined);
  return values.has('multicast')
    ? makeAt(values, ['multicast'], (props: MulticastOptions) => cluster.enableMulticast({ streams, ...props }))
    : undefined;
}

function newMachines(chart: SupervisorChart, values: EntryValues): ByName<MulticastVirtualMachine> {
  return makeEach(
    values,
    'virtualMachines',
    (name, props: MulticastVirtualMachineProps) => new MulticastVirtualMachine(chart, name, { ...props, name }),
  );
}

function newWorkload(scope: Construct, cluster: ICluster | undefined, values: EntryValues): Partial<Built> {
  const chart =
    cluster && IN_CLUSTER.some((key) => values.has(key))
      ? makeAt(
          values,
          ['workload'],
          (props: WorkloadChartProps) => new WorkloadChart(scope, 'workload', { ...props, cluster }),
        )
      : undefined;
  if (!chart) {
    return { senders: {}, receivers: {}, applications: {}, existingWorkloads: {} };
  }
  return {
    workloadChart: chart,
    senders: makeEach(values, 'senders', (id, props) => new MulticastSender(chart, id, props)),
    receivers: makeEach(values, 'receivers', (id, props) => new MulticastReceiver(chart, id, props)),
    applications: makeEach(values, 'applications', (id, props) => new MulticastApplication(chart, id, props)),
    existingWorkloads: makeEach(values, 'existingWorkloads', (id, props) => new ExistingWorkload(chart, id, props)),
    policies: values.has('policies')
      ? makeAt(values, ['policies'], (props) => new MulticastPolicies(chart, 'policies', props))
      : undefined,
    // The last: its Job depends on the objects before it.
    proof: values.has('proof')
      ? makeAt(values, ['proof'], (props) => new MulticastProof(chart, 'proof', props))
      : undefined,
  };
}
