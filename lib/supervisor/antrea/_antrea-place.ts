import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { requireMetadata } from '../../checks/_labels';
import { requireObjectName } from '../../checks/_names';
import { InvalidInput, quote } from '../../messages/_errors';
import { antreaObjectName } from '../../platform/_cluster-name';
import { ClusterReference, ICluster } from '../../platform/cluster';
import { AntreaObject } from '../../platform/enums';
import { AppState } from '../../state/_app-state';
import { supervisorOfCluster } from '../../state/_servers';
import { requireUniqueName } from '../../state/_unique-names';
import { SupervisorChart } from '../supervisor-chart';
import { AntreaSettings } from './antrea-settings';

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

/** Returns the name of the object: that of the options, or else the one by which the Supervisor finds it. */
export function nameOfObject(place: string, kind: AntreaObject, cluster: ICluster, given: string | undefined): string {
  const standard = antreaObjectName(kind, cluster.clusterName);
  return given === undefined
    ? standard
    : requireObjectName(
        `${place}: objectName`,
        given,
        `use a DNS subdomain, at most 253 lower-case letters, digits, "-" and ".", such as "${standard}"`,
      );
}

/** Returns the labels and annotations, without maps that are empty. Throws if one is invalid in Kubernetes. */
export function metadataOf(
  subject: string,
  { labels, annotations }: AntreaSettings,
  own: { readonly [annotation: string]: string } = {},
): Pick<AntreaSettings, 'labels' | 'annotations'> {
  requireMetadata(subject, { labels, annotations });
  const all = { ...annotations, ...own };
  return { labels, annotations: annotations === undefined && Object.keys(all).length === 0 ? undefined : all };
}
