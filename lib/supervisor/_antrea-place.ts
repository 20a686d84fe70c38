import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AppState } from '../_app-state';
import { InvalidInput, quote } from '../_errors';
import { ICluster } from '../platform/cluster';
import { requireOneOfAName } from './_one-of-a-name';
import { SupervisorChart } from './supervisor-chart';

/** The chart in which an object that configures Antrea stands, or throws where it cannot belong to its cluster. */
export function placeOf(construct: Construct, subject: string, cluster: ICluster): SupervisorChart {
  const chart = SupervisorChart.around(construct, subject);
  if (Construct.isConstruct(cluster)) {
    const { vsphereNamespace } = SupervisorChart.around(cluster, 'its Cluster');
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
  requireOneOfAName(construct, subject, chart.vsphereNamespace, 'a cluster has one, so merge the two');
  return chart;
}

/** Writes the object before its Cluster: the Supervisor makes one of its own where it finds none. */
export function standBefore(cluster: ICluster, apiObject: ApiObject): void {
  if (Construct.isConstruct(cluster)) {
    ApiObject.of(cluster).addDependency(apiObject);
  }
}
