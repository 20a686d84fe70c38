import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../../messages/_errors';
import { ICluster } from '../../platform/cluster';
import { AppState } from '../../state/_app-state';
import { requireUniqueName } from '../../state/_unique-names';
import { SupervisorChart } from '../supervisor-chart';

/** Returns the chart of an object that configures Antrea. Throws if the object cannot belong to its cluster. */
export function supervisorChartOf(construct: Construct, subject: string, cluster: ICluster): SupervisorChart {
  const chart = SupervisorChart.ofConstruct(construct, subject);
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
