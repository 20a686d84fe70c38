import { ApiObject, Chart } from 'cdk8s';
import { quote } from '../messages/_errors';
import { Entry } from '../rules/manifests/_inventory';

/** An object as it is written, with its chart of this library. */
export interface ObjectWithFile {
  readonly object: ApiObject;
  readonly chart?: Chart;
  readonly entry: Entry;
}

/**
 * Checks the objects in the Namespaces of hostNetwork Pods. If nothing creates the Namespace, or it is written after the
 * object, the API server refuses the object. Returns one error for each chart, about its first such object.
 */
export function namespaceErrors(
  hostNetworkNamespaces: ReadonlyMap<Chart, string>,
  all: readonly ObjectWithFile[],
): Map<Chart, string> {
  const positions = positionsOfNamespaces(all);
  const errors = new Map<Chart, string>();
  all.forEach(({ object, chart, entry: { manifest, server, file } }, position) => {
    const name: unknown = manifest.metadata.namespace;
    if (!chart || errors.has(chart) || name === undefined || hostNetworkNamespaces.get(chart) !== name) {
      return;
    }
    const found = positions.get(serverAndName(server, name)) ?? positions.get(serverAndName(undefined, name));
    const problem =
      found === undefined
        ? `Namespace ${quote(name)} of this object is not in the app: call addHostNetworkNamespace() of the WorkloadChart, which creates it.`
        : `This object is written before its Namespace ${quote(name)}: call addHostNetworkNamespace() of the WorkloadChart before you create the object.`;
    if (found === undefined || (found > position && all[found].entry.file === file)) {
      errors.set(chart, `${object.node.path}: ${problem}`);
    }
  });
  return errors;
}

/** The place of the first Namespace object of each API server and name. */
function positionsOfNamespaces(all: readonly ObjectWithFile[]): Map<string, number> {
  const positions = new Map<string, number>();
  all.forEach(({ entry: { manifest, server } }, position) => {
    const key = manifest.kind === 'Namespace' ? serverAndName(server, manifest.metadata.name) : undefined;
    if (key !== undefined && !positions.has(key)) {
      positions.set(key, position);
    }
  });
  return positions;
}

/** An object outside the charts of this library has no API server: it may be for any. */
function serverAndName(server: string | undefined, name: unknown): string {
  return JSON.stringify([server, name]);
}
