import { Chart } from 'cdk8s';
import { Tree } from '../checks/_trees';
import { WrittenChart, WrittenObject } from '../gitops/_written';
import { InvalidInput, quote } from '../messages/_errors';
import { requireWrittenOrder } from '../state/_written-order';
import { rendered } from '../state/_rendered-objects';
import { emit } from './_emit';

/** Returns the manifests of a chart. A chart of the user can write its own ones. */
export function manifestsOf(chart: Chart): unknown[] {
  return chart.toJson === Chart.prototype.toJson
    ? requireWrittenOrder(chart).map(rendered)
    : Object.values(chart.toJson() as unknown[]);
}

/** Returns a chart with its objects, for a GitOps engine. */
export function writtenChart(chart: Chart): WrittenChart {
  const manifests = manifestsOf(chart) as Tree[];
  const objects = requireWrittenOrder(chart);
  if (manifests.length !== objects.length) {
    throw new InvalidInput(
      `App: the chart ${quote(chart.node.path)} has its own toJson(), which returns ${manifests.length} objects for ${objects.length} constructs. With gitOps, add and remove constructs instead.`,
    );
  }
  const written = objects.map((object, i): WrittenObject => {
    return {
      object,
      manifest: manifests[i],
      // Most objects are written with additional annotations.
      get yaml() {
        return emit(manifests[i]);
      },
    };
  });
  return { chart, objects: written };
}

/** The version of the file that cdk8s writes. */
const METADATA_FORMAT = [1, 0, 0];

/** Returns the content of construct-metadata.json. */
export function constructMetadata(charts: readonly Chart[]): string {
  const resources: { [name: string]: { path: string } } = {};
  for (const { name, node } of charts.flatMap((chart) => requireWrittenOrder(chart))) {
    resources[name] = { path: node.path };
  }
  return JSON.stringify({ version: METADATA_FORMAT.join('.'), resources });
}
