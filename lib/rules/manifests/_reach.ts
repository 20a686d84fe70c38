import { KnownMode } from '../../platform/_reach';
import { AntreaObject } from '../../platform/enums';
import { StreamEnd } from '../../platform/tables/_reach';
import { KeyedLists } from '../../state/_keyed-lists';
import {
  capabilitiesOf,
  capabilitiesOfCluster,
  configOfWorkload,
  gatesOf,
  isMulticastOn,
  modeOf,
  settingsOf,
} from './_antrea';
import { Inventory, Manifest } from './_inventory';
import { clusterKeyOf, clusterObjectOf, once } from './_lookups';
import { POD_KINDS, podSpecOf } from './_pods';
import { groupsOfUse, isReceiving } from './streams/_seen-stream';
import { streamUsesOf } from './streams/_uses';

/** The network of the Pods of a workload. */
export function endOf(workload: Manifest): StreamEnd {
  return podSpecOf(workload)?.hostNetwork === true ? StreamEnd.HOST_NETWORK : StreamEnd.POD;
}

/** The facts about multicast in the cluster of a workload that the objects show. */
export interface KnownMulticast extends KnownMode {
  /** Whether multicast is on; undefined if no object shows it. */
  readonly isOn?: boolean;
}

/** Returns the facts about multicast in the cluster of a workload that the objects show. */
export function multicastOf(workload: Manifest, inventory: Inventory): KnownMulticast {
  const config = configOfWorkload(workload, inventory);
  if (config) {
    return {
      mode: modeOf(settingsOf(config) ?? {}),
      antreaVersion: capabilitiesOf(config, inventory)?.antreaVersion,
      isOn: isMulticastOn(config) || (hasGate(config) ? false : undefined),
    };
  }
  const cluster = inventory.clusterOf(workload);
  return {
    antreaVersion: capabilitiesOfCluster(cluster, inventory)?.antreaVersion,
    // TAM020 reports a Cluster without an object that configures its Antrea.
    isOn: clusterObjectOf(workload, inventory) ? false : undefined,
  };
}

/** Whether the object sets the gate, or its schema does: that of an AntreaConfig turns it off by default. */
function hasGate(config: Manifest): boolean {
  return config.kind === AntreaObject.ANTREA_CONFIG || gatesOf(settingsOf(config) ?? {}).Multicast !== undefined;
}

/** The cluster of a workload: its object, or what is known of it if the object is not known. */
export function clusterOfWorkload(workload: Manifest, inventory: Inventory): unknown {
  return clusterKeyOf(workload, inventory);
}

/** The workloads on one network that receive a group on a port in a cluster; none if the port is not known. */
export function receiversOn(
  end: StreamEnd,
  cluster: unknown,
  { group, port }: { readonly group: string; readonly port?: string },
  inventory: Inventory,
): Manifest[] {
  return port === undefined ? [] : receiversByStream(inventory).at([cluster, group, port, end]);
}

const receiversByStream = once((inventory) => {
  const found = new KeyedLists<Manifest>();
  for (const workload of POD_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    const place = clusterOfWorkload(workload, inventory);
    for (const use of streamUsesOf(workload, inventory).filter(isReceiving)) {
      groupsOfUse(use).forEach((group) => found.add([place, group, use.port, endOf(workload)], workload));
    }
  }
  return found;
});
