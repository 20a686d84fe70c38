import { KeyedLists } from '../../state/_keyed-lists';
import { clusterNameOf, clusterOf } from './_antrea';
import { Inventory, Manifest } from './_inventory';
import { clusterObjectOf, once } from './_lookups';
import { POD_KINDS, podSpecOf } from './_pods';
import { groupsOfUse } from './streams/_seen-stream';
import { streamUsesOf } from './streams/_uses';

/** The use of multicast in a cluster, as its objects show it. */
export interface MulticastUse {
  /** Whether any object sends or receives multicast. */
  readonly isKnown: boolean;
  /** Whether several Pods can receive one group. Pods with hostNetwork do not count, because Antrea does not see them. */
  readonly hasSeveralReceivers: boolean;
  /** Whether Pods receive several groups, or a group while the cluster has a Service. */
  readonly hasSeveralGroups: boolean;
}

/** The use of multicast in the cluster of an object that configures Antrea. */
export function multicastUseOf(config: Manifest, inventory: Inventory): MulticastUse {
  const name = inventory.entryOf(config).clusterKey ?? clusterNameOf(config, inventory);
  const found = [clusterOf(config, inventory) ?? name, undefined].map((place) =>
    tallies(inventory).one([place], tally),
  );
  return {
    isKnown: found.some(({ isUsed }) => isUsed),
    hasSeveralReceivers: found.some(({ several }) => several),
    hasSeveralGroups: found.some(({ groups }) => groups.size > 1) || isWithService(found),
  };
}

function isWithService(found: Tally[]): boolean {
  return found.some(({ groups }) => groups.size > 0) && found.some(({ hasService }) => hasService);
}

interface Tally {
  isUsed: boolean;
  several: boolean;
  hasService: boolean;
  readonly groups: Set<string>;
}

function tally(): Tally {
  return { isUsed: false, several: false, hasService: false, groups: new Set() };
}

/**
 * The use by cluster: its object, its key and its name if there is no object, or undefined if the cluster is not known. An
 * object without a construct knows only the name.
 */
const tallies = once((inventory) => {
  const found = new KeyedLists<Tally>();
  const talliesOf = (object: Manifest) => {
    const { cluster, clusterKey, site, server } = inventory.entryOf(object);
    const name = site?.isUnknown ? server : (site?.clusterName ?? cluster?.clusterName);
    const made = clusterObjectOf(object, inventory);
    const places = made ? [made] : [...new Set([clusterKey ?? name, name])];
    return places.map((place) => found.one([place], tally));
  };
  for (const service of inventory.ofKind('Service')) {
    talliesOf(service).forEach((here) => {
      here.hasService = true;
    });
  }
  for (const workload of POD_KINDS.flatMap((kind) => inventory.ofKind(kind))) {
    const uses = streamUsesOf(workload, inventory);
    if (uses.length > 0) {
      for (const here of talliesOf(workload)) {
        here.isUsed = true;
        if (podSpecOf(workload)?.hostNetwork !== true) {
          addReceivers(here, workload, new Set(uses.filter(({ isJoined }) => isJoined).flatMap(groupsOfUse)));
        }
      }
    }
  }
  return found;
});

function addReceivers(here: Tally, { kind, spec }: Manifest, groups: Set<string>): void {
  const pods = kind === 'DaemonSet' ? Infinity : Number(spec?.replicas ?? spec?.parallelism ?? 1);
  for (const group of groups) {
    here.several ||= pods > 1 || here.groups.has(group);
    here.groups.add(group);
  }
}
