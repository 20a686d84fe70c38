import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { ClusterReference, ICluster } from '../platform/cluster';
import { AppState } from './_app-state';
import { Environment } from './environment';

/** Returns the name of the Environment that a construct is in; undefined if it is in none. */
export function environmentOf(construct: IConstruct): string | undefined {
  return Environment.ofConstruct(construct)?.environmentName;
}

/**
 * Returns the name of the Supervisor of a construct: that of its SupervisorChart, or else of its Environment. Undefined if
 * neither names one.
 */
export function supervisorOf(construct: IConstruct): string | undefined {
  const { supervisors } = AppState.of(construct);
  const chart = [...construct.node.scopes].reverse().find((scope) => supervisors.has(scope as Chart));
  return supervisors.get(chart as Chart) ?? Environment.ofConstruct(construct)?.supervisor;
}

/**
 * Returns the name of the Supervisor of a cluster that a construct uses; undefined if it is not known. The chart of an
 * AntreaConfig does not count for a reference: charts of the same cluster in other places could not tell.
 */
export function supervisorOfCluster(cluster: ICluster, user: IConstruct): string | undefined {
  return Construct.isConstruct(cluster)
    ? supervisorOf(cluster)
    : ((cluster as ClusterReference).supervisor ?? Environment.ofConstruct(user)?.supervisor);
}

/** Returns the vSphere Namespace of a cluster; undefined if it is not known. */
export function vsphereNamespaceOf(cluster: ICluster): string | undefined {
  // It is optional in only one of TanzuCluster and ClusterReference. If ICluster had it, jsii would require both to agree.
  return (cluster as ClusterReference).vsphereNamespace;
}

/** Returns the vSphere Namespace of a chart for the Supervisor, also if its objects do not have it in their metadata. */
export function namespaceOfChart(chart: Chart): string | undefined {
  return (chart as { readonly vsphereNamespace?: string }).vsphereNamespace ?? chart.namespace;
}

/**
 * Returns a key that is unique for each workload cluster of an app. Two Supervisors can have clusters of the same name, and
 * one ClusterReference stands for another cluster in each Environment unless it names its Supervisor.
 */
export function clusterKey(cluster: ICluster, user: IConstruct): string {
  if (Construct.isConstruct(cluster)) {
    return cluster.node.path;
  }
  const supervisor = supervisorOfCluster(cluster, user);
  const path = [vsphereNamespaceOf(cluster) ?? '', cluster.clusterName].join('/');
  return supervisor === undefined ? path : `${supervisor}:${path}`;
}

/** Returns the API server of a chart for a Supervisor: charts of one named Supervisor have the same, others may differ. */
export function supervisorServer(chart: Chart): string {
  const supervisor = supervisorOf(chart);
  return supervisor === undefined ? chart.node.path : `${supervisor}:`;
}

/** Whether a construct can have to do with another: both are in the same Environment, or one of them is in none. */
export function canMeet(one: IConstruct, other: IConstruct): boolean {
  const [mine, others] = [Environment.ofConstruct(one), Environment.ofConstruct(other)];
  return mine === undefined || others === undefined || mine === others;
}
