import { ApiObject, Chart } from 'cdk8s';
import { requireWrittenOrder } from '../state/_written-order';
import { rendered } from '../state/_rendered-objects';

/** Returns the manifests of a chart. A chart of the user can write its own ones. */
export function manifestsOf(chart: Chart): unknown[] {
  return writesItself(chart) ? Object.values(chart.toJson() as unknown[]) : requireWrittenOrder(chart).map(rendered);
}

export function writesItself(chart: Chart): boolean {
  return chart.toJson !== Chart.prototype.toJson;
}

/** Returns the content of construct-metadata.json. */
export function constructMetadata(charts: readonly Chart[]): string {
  const resources: { [name: string]: { path: string } } = {};
  for (const { name, node } of charts.flatMap((chart): ApiObject[] => requireWrittenOrder(chart))) {
    resources[name] = { path: node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}
