import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../../messages/_errors';
import { ClusterReference, ICluster } from '../../platform/cluster';
import { AppState } from '../../state/_app-state';
import { supervisorOfCluster } from '../../state/_servers';
import { requireUniqueName } from '../../state/_unique-names';
import { SupervisorChart } from '../supervisor-chart';

/** Returns the chart of an object that configures Antrea. Throws if the object cannot belong to its cluster. */
export function supervisorChartOf(construct: Construct, subject: string, cluster: ICluster): SupervisorChart {
  const chart = SupervisorChart.ofConstruct(construct, subject);
  const { supervisor } = chart;
  const supervisorOfIts = Construct.isConstruct(cluster)
    ? supervisorOfCluster(cluster, construct)
    : (cluster as ClusterReference).supervisor;
  if (supervisor !== undefined && supervisorOfIts !== undefined && supervisor !== supervisorOfIts) {
    throw new InvalidInput(
      `${subject}: it is on the Supervisor ${quote(supervisor)}, and its Cluster is on ${quote(supervisorOfIts)}: put it into a SupervisorChart of the Supervisor of its Cluster.`,
    );
  }
  if (Construct.isConstruct(cluster)) {
    const { vsphereNamespace } = SupervisorChart.ofConstruct(cluster, `${subject}: its Cluster`);
    if (chart.vsphereNamespace !== vsphereNamespace) {
      throw new InvalidInput(
        `${subject}: it is in the vSphere Namespace ${quote(chart.vsphereNamespace)}, and its Cluster is in ${quote(vsphereNamespace)}: put both into one SupervisorChart.`,
      );
    }
    const holder = AppState.of(construct).claim(construct, `Antrea of ${cluster.node.path}`);
    if (holder) {
      throw new InvalidInput(
        `${subject}: the Antrea of its Cluster is already configured at ${quote(holder.node.path)}: merge the two into one.`,
      );
    }
  }
  requireUniqueName(construct, subject, chart.vsphereNamespace, 'merge the two into one');
  return chart;
}

/** Writes the object before its Cluster: if the Supervisor finds no such object, it creates one with the defaults. */
export function writeBefore(cluster: ICluster, apiObject: ApiObject): void {
  if (Construct.isConstruct(cluster)) {
    ApiObject.of(cluster).addDependency(apiObject);
  }
}
