import { ApiObject, Chart } from 'cdk8s';
import { quote } from '../messages/_errors';
import { Entry } from '../rules/manifests/_inventory';

/** An object as it is written, with its chart of this library. */
export interface WrittenObject {
  readonly object: ApiObject;
  readonly chart?: Chart;
  readonly entry: Entry;
}

/**
 * Returns, for the charts with an object in the Namespace of the hostNetwork Pods, an error if nothing creates this Namespace
 * or if it is written after the object. The API server would refuse the object. The error is about the first such object.
 */
export function namespaceErrors(
  hostNetworkNamespaces: ReadonlyMap<Chart, string>,
  all: readonly WrittenObject[],
): Map<Chart, string> {
  const positions = positionsOfNamespaces(all);
  const errors = new Map<Chart, string>();
  all.forEach(({ object, chart, entry: { manifest, server, file } }, position) => {
    const name: unknown = manifest.metadata.namespace;
    if (!chart || errors.has(chart) || name === undefined || hostNetworkNamespaces.get(chart) !== name) {
      return;
    }
    const found = positions.get(keyOf(server, name)) ?? positions.get(keyOf(undefined, name));
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
function positionsOfNamespaces(all: readonly WrittenObject[]): Map<string, number> {
  const positions = new Map<string, number>();
  all.forEach(({ entry: { manifest, server } }, position) => {
    const key = manifest.kind === 'Namespace' ? keyOf(server, manifest.metadata.name) : undefined;
    if (key !== undefined && !positions.has(key)) {
      positions.set(key, position);
    }
  });
  return positions;
}

/** An object outside the charts of this library has no API server: it may be for any. */
function keyOf(server: string | undefined, name: unknown): string {
  return JSON.stringify([server, name]);
}
