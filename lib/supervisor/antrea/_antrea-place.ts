import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidInput, quote } from '../../messages/_errors';
import { ICluster } from '../../platform/cluster';
import { AppState } from '../../state/_app-state';
import { requireUniqueName } from '../../state/_unique-names';
import { SupervisorChart } from '../supervisor-chart';

/** The chart in which an object that configures Antrea stands, or throws where it cannot belong to its cluster. */
export function supervisorChartOf(construct: Construct, subject: string, cluster: ICluster): SupervisorChart {
  const chart = SupervisorChart.ofConstruct(construct, subject);
  if (Construct.isConstruct(cluster)) {
    const { vsphereNamespace } = SupervisorChart.ofConstruct(cluster, 'its Cluster');
    if (chart.vsphereNamespace !== vsphereNamespace) {
      throw new InvalidInput(
        `${subject} stands in the vSphere Namespace ${quote(chart.vsphereNamespace)} and its Cluster in ${quote(vsphereNamespace)}: put both into one SupervisorChart.`,
      );
    }
    const holder = AppState.of(construct).claim(construct, `Antrea of ${cluster.node.path}`);
    if (holder) {
      throw new InvalidInput(
        `${subject} is a second configuration of Antrea for one Cluster, after ${quote(holder.node.path)}: a cluster has one, so merge the two.`,
      );
    }
  }
  requireUniqueName(construct, subject, chart.vsphereNamespace, 'a cluster has one, so merge the two');
  return chart;
}

/** Writes the object before its Cluster: the Supervisor makes one of its own where it finds none. */
export function standBefore(cluster: ICluster, apiObject: ApiObject): void {
  if (Construct.isConstruct(cluster)) {
    ApiObject.of(cluster).addDependency(apiObject);
  }
}
