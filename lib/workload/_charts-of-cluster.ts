import { IConstruct } from 'constructs';
import { clusterKey } from '../_cluster-key';
import { WorkloadChart } from './workload-chart';

const known = new WeakMap<IConstruct, Map<string, WorkloadChart[]>>();

/** The charts of the cluster of this one, with it: those that are made later join the same list. */
export function joinChartsOfCluster(chart: WorkloadChart): WorkloadChart[] {
  const { root } = chart.node;
  const key = clusterKey(chart.cluster);
  const byCluster = known.get(root) ?? new Map<string, WorkloadChart[]>();
  known.set(root, byCluster);
  const charts = byCluster.get(key) ?? [];
  byCluster.set(key, charts);
  charts.push(chart);
  return charts;
}
