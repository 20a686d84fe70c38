import { KeyedLists } from '../../state/_keyed-lists';
import { Inventory, Manifest } from './_inventory';
import { IperfCommand, iperfsOf } from './_iperf';
import { clusterObjectOf, once } from './_lookups';
import { POD_KINDS, podSpecOf, templateLabelsOf } from './_pods';

/** A stream that the Pods of an object send or receive on the Pod network, where Antrea carries it. */
export interface Stream {
  readonly workload: Manifest;
  readonly iperf: IperfCommand;
}

/** Stands for any value in a key. */
export const ANY_VALUE = Symbol('any');

/** Whether the Pods of an object are on the Pod network, and not on that of their Node. */
export function isOnPodNetwork(workload: Manifest): boolean {
  return podSpecOf(workload)?.hostNetwork !== true;
}

/** The parts of a key that tell apart the clusters that objects of the workload cluster belong to. */
export function clusterParts(manifest: Manifest, inventory: Inventory): unknown[] {
  return [clusterObjectOf(manifest, inventory), inventory.clusterOf(manifest)?.clusterName];
}

/** The streams to a group that Pods of the same cluster send. */
export function streamsTo(workload: Manifest, group: string, inventory: Inventory): Stream[] {
  return sendersByGroup(inventory).at([...clusterParts(workload, inventory), group]);
}

const sendersByGroup = once((inventory) => {
  const found = new KeyedLists<Stream>();
  for (const stream of streams(inventory)) {
    if (stream.iperf.role === 'sender') {
      found.add([...clusterParts(stream.workload, inventory), stream.iperf.group], stream);
    }
  }
  return found;
});

/**
 * The streams of the Pods in a Namespace, or in all with `ANY_VALUE`, that have a label, or that have any labels with `ANY_VALUE`. The
 * cluster is that of the object.
 */
export function streamsIn(
  object: Manifest,
  namespace: unknown,
  label: [name: unknown, value: unknown],
  inventory: Inventory,
): Stream[] {
  return byPlace(inventory).at([...clusterParts(object, inventory), namespace, ...label]);
}

const byPlace = once((inventory) => {
  const found = new KeyedLists<Stream>();
  for (const stream of streams(inventory)) {
    const { workload } = stream;
    const labels: [unknown, unknown][] = [[ANY_VALUE, ANY_VALUE], ...Object.entries(templateLabelsOf(workload))];
    for (const namespace of [ANY_VALUE, workload.metadata.namespace]) {
      labels.forEach((label) => found.add([...clusterParts(workload, inventory), namespace, ...label], stream));
    }
  }
  return found;
});

const streams = once((inventory): Stream[] =>
  POD_KINDS.flatMap((kind) => inventory.ofKind(kind))
    .filter(isOnPodNetwork)
    .flatMap((workload) => iperfsOf(workload, inventory).map((iperf) => ({ workload, iperf }))),
);
