import { KnownMode } from '../../platform/_reach';
import { AntreaObject } from '../../platform/enums';
import { StreamEnd } from '../../platform/tables/_reach';
import { KeyedLists } from '../../state/_keyed-lists';
import { capabilitiesOf, configOfWorkload, gatesOf, isMulticastOn, modeOf, settingsOf } from './_antrea';
import { Inventory, Manifest } from './_inventory';
import { iperfsOf } from './_iperf';
import { clusterObjectOf, once } from './_lookups';
import { POD_KINDS, podSpecOf } from './_pods';

/** The network of the Pods of a workload. */
export function endOf(workload: Manifest): StreamEnd {
  return podSpecOf(workload)?.hostNetwork === true ? StreamEnd.HOST_NETWORK : StreamEnd.POD;
}

/** What the objects show of multicast in the cluster of a workload. */
export interface KnownMulticast extends KnownMode {
  /** Whether multicast is on; undefined if no object shows it. */
  readonly isOn?: boolean;
}

/** Returns what the objects show of multicast in the cluster of a workload. */
export function multicastOf(workload: Manifest, inventory: Inventory): KnownMulticast {
  const config = configOfWorkload(workload, inventory);
  return config
    ? {
        mode: modeOf(settingsOf(config) ?? {}),
        antreaVersion: capabilitiesOf(config, inventory)?.antreaVersion,
        isOn: isMulticastOn(config) || (hasGate(config) ? false : undefined),
      }
    : {};
}

/** Whether the object sets the gate, or its schema does: that of an AntreaConfig turns it off by default. */
function hasGate(config: Manifest): boolean {
  return config.kind === AntreaObject.ANTREA_CONFIG || gatesOf(settingsOf(config) ?? {}).Multicast !== undefined;
}

/** The cluster of a workload: its object, or its name if the object is not known. */
export function clusterOfWorkload(workload: Manifest, inventory: Inventory): unknown {
  return clusterObjectOf(workload, inventory) ?? inventory.clusterOf(workload)?.clusterName;
}

/** The first workload, by the network of its Pods, that receives a group on a port in a cluster. */
export function firstReceivers(
  cluster: unknown,
  { group, port }: { readonly group: string; readonly port: string },
  inventory: Inventory,
): Manifest[] {
  const known = receiversByStream(inventory);
  return [StreamEnd.POD, StreamEnd.HOST_NETWORK].flatMap((end) => known.at([cluster, group, port, end]).slice(0, 1));
}

const receiversByStream = once((inventory) => {
  const found = new KeyedLists<Manifest>();
  for (const workload of POD_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    for (const { role, group, port } of iperfsOf(workload, inventory)) {
      if (role === 'receiver') {
        found.add([clusterOfWorkload(workload, inventory), group, port, endOf(workload)], workload);
      }
    }
  }
  return found;
});
