import { WorkloadChart } from './workload-chart';

interface Known {
  readonly namespaces: Set<string>;
  readonly asked: ((namespace: string) => void)[];
}

const known = new WeakMap<WorkloadChart, Known>();

function knownOf(chart: WorkloadChart): Known {
  const found = known.get(chart) ?? { namespaces: new Set(), asked: [] };
  known.set(chart, found);
  return found;
}

/** Notes that a sender or receiver of the chart runs in a namespace. */
export function notePodsIn(chart: WorkloadChart, namespace: string): void {
  const { namespaces, asked } = knownOf(chart);
  if (!namespaces.has(namespace)) {
    namespaces.add(namespace);
    asked.forEach((callback) => callback(namespace));
  }
}

/** Calls back once for each namespace with senders or receivers, now and as soon as there is another. */
export function forEachPodNamespace(chart: WorkloadChart, callback: (namespace: string) => void): void {
  const { namespaces, asked } = knownOf(chart);
  namespaces.forEach(callback);
  asked.push(callback);
}
