import { AppState, PodNamespaces } from '../_app-state';
import { WorkloadChart } from './workload-chart';

function namespacesOf(chart: WorkloadChart): PodNamespaces {
  const { podNamespaces } = AppState.of(chart);
  const found = podNamespaces.get(chart) ?? { names: new Set(), listeners: [] };
  podNamespaces.set(chart, found);
  return found;
}

/** Notes that a sender or receiver of the chart runs in a namespace. */
export function notePodsIn(chart: WorkloadChart, namespace: string): void {
  const { names, listeners } = namespacesOf(chart);
  if (!names.has(namespace)) {
    names.add(namespace);
    listeners.forEach((listener) => listener(namespace));
  }
}

/** Calls back once for each namespace with senders or receivers, now and as soon as there is another. */
export function forEachPodNamespace(chart: WorkloadChart, callback: (namespace: string) => void): void {
  const { names, listeners } = namespacesOf(chart);
  names.forEach(callback);
  listeners.push(callback);
}
