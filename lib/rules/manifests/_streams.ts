import { MULTICAST_LIMITS } from '../../platform/tables/_network-limits';
import { StreamEnd } from '../../platform/tables/_reach';
import { KeyedLists } from '../../state/_keyed-lists';
import { Inventory, Manifest } from './_inventory';
import { clusterKeyOf, clusterObjectOf, lookup, once } from './_lookups';
import { POD_KINDS } from './_pods';
import { endOf } from './_reach';
import { SeenStream, isReceiving, isSending } from './streams/_seen-stream';
import { streamUsesOf } from './streams/_uses';

/** A stream that the Pods of an object send or receive on the Pod network, where Antrea carries it. */
export interface Stream {
  readonly workload: Manifest;
  readonly use: SeenStream;
}

/** Stands for any value in a key. */
export const ANY_VALUE = Symbol('any');

/** Whether the Pods of an object are on the Pod network, and not on that of their Node. */
export function isOnPodNetwork(workload: Manifest): boolean {
  return endOf(workload) === StreamEnd.POD;
}

/** The parts of a key that tell apart the clusters that objects of the workload cluster belong to. */
export function clusterParts(manifest: Manifest, inventory: Inventory): unknown[] {
  return [clusterKeyOf(manifest, inventory)];
}

/** The streams to a group that Pods of the same cluster send. */
export function streamsTo(workload: Manifest, group: string, inventory: Inventory): Stream[] {
  return sendersByGroup(inventory).at([...clusterParts(workload, inventory), group]);
}

const sendersByGroup = once((inventory) => {
  const found = new KeyedLists<Stream>();
  for (const stream of streams(inventory)) {
    if (isSending(stream.use)) {
      found.add([...clusterParts(stream.workload, inventory), stream.use.group], stream);
    }
  }
  return found;
});

/** Whether Pods in a Namespace send or receive a stream; with `ANY_VALUE`, Pods of any Namespace. The cluster is that of the object. */
export function hasStreamIn(object: Manifest, namespace: unknown, inventory: Inventory): boolean {
  return byNamespace(inventory).at([...clusterParts(object, inventory), namespace]).length > 0;
}

const byNamespace = once((inventory) => {
  const found = new KeyedLists<Stream>();
  for (const stream of streams(inventory)) {
    const place = clusterParts(stream.workload, inventory);
    found.add([...place, ANY_VALUE], stream);
    found.add([...place, stream.workload.metadata.namespace], stream);
  }
  return found;
});

/** All streams of Pods on the Pod network. */
export const streams = once((inventory): Stream[] =>
  POD_KINDS.flatMap((kind) => inventory.ofKind(kind))
    .filter(isOnPodNetwork)
    .flatMap((workload) => streamUsesOf(workload, inventory).map((use) => ({ workload, use }))),
);

/** The acts of Pods in a stream: a peer does both. */
export type StreamAct = 'send' | 'join';

/** The acts that the Pods of a use are known to do. */
export function actsOf(use: SeenStream): StreamAct[] {
  return [...(isSending(use) ? (['send'] as const) : []), ...(isReceiving(use) ? (['join'] as const) : [])];
}

/** The workloads that send or receive multicast, by their Cluster. */
export const workloadsOfCluster = lookup(
  (inventory) =>
    POD_KINDS.flatMap((kind) => inventory.ofKind(kind)).filter((one) =>
      streamUsesOf(one, inventory).some((use) => !isProtocolOfNode(one, use)),
    ),
  (workload, inventory) => [clusterObjectOf(workload, inventory)],
);

/** Whether a hostNetwork Pod uses a group of 224.0.0.0/24 in a way that is not known, such as keepalived with VRRP. */
export function isProtocolOfNode(workload: Manifest, { role, group }: SeenStream): boolean {
  return role === undefined && !isOnPodNetwork(workload) && MULTICAST_LIMITS.linkLocal.pattern.test(group);
}
