import { quote } from '../../messages/_errors';
import { FindingLevel } from '../../messages/finding';
import { Cidr, overlaps, parseCidr } from '../../multicast/_cidr';
import { RangePlace, RangeVerdict } from '../_range-verdicts';
import { TrafficEncapMode } from '../enums';
import { POD_ADDRESSES } from '../tables/_network-limits';

/** A Cluster, with its ranges as in its manifest. */
export interface ClusterInNetwork {
  /** The object as `Cluster namespace/name`. */
  readonly name: string;
  readonly pods: readonly unknown[];
  readonly services: readonly unknown[];
  /** The traffic encapsulation mode, or the default one. */
  readonly mode: TrafficEncapMode;
}

/** A verdict on a range of one of the Clusters. */
export interface SharedRangeVerdict extends RangeVerdict {
  /** Position of the Cluster in the list. */
  readonly cluster: number;
}

interface OwnedRange {
  readonly cluster: number;
  readonly what: 'Pod' | 'Service';
  readonly cidr: Cidr;
  readonly place: RangePlace;
  /** Whether its addresses are on the network of the Nodes. */
  readonly isOutside: boolean;
}

/** The ranges so far that end last: that of any Cluster, and that of another Cluster. */
interface Widest {
  first?: OwnedRange;
  other?: OwnedRange;
}

/**
 * Finds the ranges of different Clusters that overlap, if the addresses of at least one of the two leave its Cluster. The
 * Clusters are those of one network, or those of one vSphere Namespace whose network is not known. Each range is compared
 * only with those that end last, so that the cost does not depend on the number of pairs. The verdict is about the later
 * Cluster.
 */
export function sharedRangeVerdicts(
  network: string | undefined,
  clusters: readonly ClusterInNetwork[],
): SharedRangeVerdict[] {
  const ranges = clusters.flatMap((one, cluster) => ownedRanges(one, cluster));
  ranges.sort(
    (a, b) => a.cidr.family - b.cidr.family || byAddress(a.cidr.first, b.cidr.first) || a.cluster - b.cluster,
  );
  let [outside, inside]: Widest[] = [{}, {}];
  let family: number | undefined;
  return ranges.flatMap((range) => {
    if (range.cidr.family !== family) {
      [outside, inside] = [{}, {}];
      ({ family } = range.cidr);
    }
    const other = overlapped(outside, range) ?? (range.isOutside ? overlapped(inside, range) : undefined);
    add(range.isOutside ? outside : inside, range);
    return other ? [verdictOn(network, clusters, other, range)] : [];
  });
}

function ownedRanges({ pods, services, mode }: ClusterInNetwork, cluster: number): OwnedRange[] {
  const isOutside = POD_ADDRESSES[mode]?.isOutside === true;
  const read = (what: OwnedRange['what'], of: RangePlace['of'], texts: readonly unknown[]) =>
    texts.flatMap((text, index): OwnedRange[] => {
      const cidr = parseCidr(text as string);
      return cidr ? [{ cluster, what, cidr, place: { of, index }, isOutside: what === 'Pod' && isOutside }] : [];
    });
  return [...read('Pod', 'pods', pods), ...read('Service', 'services', services)];
}

function overlapped({ first, other }: Widest, range: OwnedRange): OwnedRange | undefined {
  const found = first?.cluster === range.cluster ? other : first;
  return found && overlaps(found.cidr, range.cidr) ? found : undefined;
}

function add(widest: Widest, range: OwnedRange): void {
  const { first, other } = widest;
  if (first === undefined || range.cidr.last > first.cidr.last) {
    if (first && first.cluster !== range.cluster) {
      widest.other = first;
    }
    widest.first = range;
  } else if (range.cluster !== first.cluster && (other === undefined || range.cidr.last > other.cidr.last)) {
    widest.other = range;
  }
}

function verdictOn(
  network: string | undefined,
  clusters: readonly ClusterInNetwork[],
  one: OwnedRange,
  two: OwnedRange,
): SharedRangeVerdict {
  const [earlier, later] = one.cluster < two.cluster ? [one, two] : [two, one];
  const isBoth = one.isOutside && two.isOutside;
  const { mode } = clusters[(later.isOutside ? later : earlier).cluster];
  const effect = isBoth
    ? `In mode ${mode} the addresses of Pods are on the network of the Nodes, where the two cannot be told apart.`
    : `In mode ${mode} the addresses of Pods are on the network of the Nodes, and the Pods of the other cluster cannot reach them.`;
  const where = network === undefined ? '' : `, in the same network ${quote(network)}`;
  return {
    id: 'TAM113',
    level: isBoth && network !== undefined ? FindingLevel.WARNING : FindingLevel.NOTE,
    message: `The ${later.what} range ${quote(later.cidr.text)} overlaps the ${earlier.what} range ${quote(earlier.cidr.text)} of ${clusters[earlier.cluster].name}${where}. ${effect}`,
    fix:
      network === undefined
        ? 'If their Nodes are in networks that route to each other, choose ranges that do not overlap; name the network of each (annotation cdk8s-antrea-multicast/network, in code the option network).'
        : 'Choose ranges that do not overlap, or use mode encap.',
    source: (POD_ADDRESSES[mode] as { source: string }).source,
    place: later.place,
    cluster: later.cluster,
  };
}

function byAddress(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
