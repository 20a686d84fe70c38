import { NETWORK_ANNOTATION, knownNetwork } from '../../platform/networks/_network-name';
import { SharedRangeVerdict, sharedRangeVerdicts } from '../../platform/networks/_shared-ranges';
import { leavesCluster } from '../../platform/networks/_shared-streams';
import { KeyedLists } from '../../state/_keyed-lists';
import { configsOf, modeOf, settingsOf } from './_antrea';
import { clusterLists } from './_clusters';
import { Inventory, Manifest, nameOf } from './_inventory';
import { clusterKeyOf, clusterObjectOf, clustersOn, once } from './_lookups';
import { POD_KINDS } from './_pods';
import { endOf, multicastOf } from './_reach';
import { SeenStream, groupsOfUse, isSending } from './streams/_seen-stream';
import { streamUsesOf } from './streams/_uses';

/** The name of the network of the Nodes of a Cluster object, of any type; undefined if it has none. */
export function networkIn(cluster: Manifest): unknown {
  return cluster.metadata.annotations?.[NETWORK_ANNOTATION];
}

/** The network of the Nodes of a workload's cluster, if it is known. */
export function networkOfWorkload(workload: Manifest, inventory: Inventory): string | undefined {
  const cluster = clusterObjectOf(workload, inventory);
  return cluster ? knownNetwork(networkIn(cluster)) : inventory.entryOf(workload).cluster?.network;
}

/** The verdicts on ranges that Clusters of one network share; undefined if it is not compared with others. */
export function sharedRangesOf(cluster: Manifest, inventory: Inventory): SharedRangeVerdict[] | undefined {
  return sharedRanges(inventory).get(cluster);
}

const sharedRanges = once((inventory) => {
  const groups = new KeyedLists<Manifest>();
  const keyOf = (cluster: Manifest) => {
    const network = knownNetwork(networkIn(cluster));
    const { server } = inventory.entryOf(cluster);
    return network === undefined ? ['namespace', server, cluster.metadata.namespace] : ['network', network];
  };
  // TAM016 reports a Cluster that is defined twice.
  const clusters = inventory.clusters().filter((one) => {
    const { name, namespace } = one.metadata;
    return clustersOn(inventory, inventory.entryOf(one).server, name, namespace)[0] === one;
  });
  clusters.forEach((cluster) => groups.add(keyOf(cluster), cluster));
  const found = new Map<Manifest, SharedRangeVerdict[]>();
  for (const cluster of clusters) {
    const group = groups.at(keyOf(cluster));
    if (group.length > 1 && group[0] === cluster) {
      const facts = group.map((one) => {
        const [config] = configsOf(one, inventory);
        const { pods, services } = clusterLists(one);
        return { name: nameOf(one), pods, services, mode: modeOf((config && settingsOf(config)) ?? {}) };
      });
      group.forEach((one) => found.set(one, []));
      for (const verdict of sharedRangeVerdicts(knownNetwork(networkIn(cluster)), facts)) {
        found.get(group[verdict.cluster])?.push(verdict);
      }
    }
  }
  return found;
});

/** A sender whose packets may be on the network of the Nodes. */
interface Sender {
  readonly workload: Manifest;
  readonly cluster: unknown;
}

/** A stream that a workload sends into the network of its Nodes. */
export interface SentStream {
  readonly use: SeenStream;
  readonly group: string;
  readonly port: string;
  readonly network: string;
}

/** The streams that a workload sends into the network of its Nodes, if the network is known. */
export function sentIntoNetwork(workload: Manifest, inventory: Inventory): SentStream[] {
  const network = networkOfWorkload(workload, inventory);
  const uses = network === undefined ? [] : streamUsesOf(workload, inventory).filter(isSending);
  if (network === undefined || uses.length === 0) {
    return [];
  }
  const sender = { from: endOf(workload), ...multicastOf(workload, inventory) };
  return uses.flatMap((use) => {
    const { port, ttl } = use;
    const groups = port === undefined ? [] : groupsOfUse(use);
    return groups
      .filter((group) => leavesCluster({ ...sender, group, ttl }))
      .map((group) => ({ use, group, port: port as string, network }));
  });
}

/** The first sender of a stream in a network, if it is of another cluster. */
export function senderElsewhere(
  workload: Manifest,
  { network, group, port }: SentStream,
  inventory: Inventory,
): Manifest | undefined {
  const [first] = sendersInNetwork(inventory).at([network, group, port]);
  return first && first.cluster !== clusterKeyOf(workload, inventory) ? first.workload : undefined;
}

const sendersInNetwork = once((inventory) => {
  const found = new KeyedLists<Sender>();
  for (const workload of POD_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    for (const { network, group, port } of sentIntoNetwork(workload, inventory)) {
      found.add([network, group, port], { workload, cluster: clusterKeyOf(workload, inventory) });
    }
  }
  return found;
});

/** The cluster of a workload, as messages name it. */
export function clusterTextOf(workload: Manifest, inventory: Inventory): string {
  const object = clusterObjectOf(workload, inventory);
  return object ? nameOf(object) : `Cluster ${inventory.clusterOf(workload)?.clusterName ?? '(unknown)'}`;
}
