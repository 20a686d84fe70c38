import { remembered } from '../checks/_remembered';
import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { Cidr, meaning, networkOf, overlaps, parseCidr } from '../multicast/_cidr';
import { isAtLeast, kubernetesOf } from './_versions';
import { ReleaseCapabilities } from './release-capabilities';
import {
  MULTICAST_LIMITS,
  POD_RANGE_NEEDED,
  RangeUse,
  SERVICE_RANGE_LIMITS,
  SERVICE_RANGE_NEEDED,
  SPECIAL_RANGES,
} from './tables/_network-limits';

/** The place of a range in a Cluster; without an index, the whole list. */
export interface RangePlace {
  readonly of: 'pods' | 'services';
  readonly index?: number;
}

/** A verdict on a range of a Cluster. */
export interface RangeVerdict extends Verdict {
  readonly place: RangePlace;
}

/** The ranges of a Cluster, as in its manifest. */
export interface ClusterRanges {
  readonly pods: unknown[];
  readonly services: unknown[];
  /** Tanzu Kubernetes release, if it is known. */
  readonly release?: string;
}

interface Range {
  readonly what: 'Pod' | 'Service';
  readonly text: unknown;
  readonly cidr?: Cidr;
  readonly place: RangePlace;
}

const { ERROR, WARNING } = FindingLevel;

/** The caution about another text of the same range. */
const RANGE_CAUTION =
  'If the Cluster exists already, keep the old text: cidrBlocks cannot change then, although both texts mean the same range.';

const SPECIAL = SPECIAL_RANGES.map((row) => ({ ...row, block: parseCidr(row.cidr) as Cidr }));

/** Checks the ranges of Pods and Services, each range and all together. */
export function rangeVerdicts(ranges: ClusterRanges): RangeVerdict[] {
  const { pods, services, release } = ranges;
  const areTexts = [...pods, ...services].every((range) => typeof range === 'string');
  return areTexts ? ofTexts(JSON.stringify(pods), JSON.stringify(services), release) : verdictsOnRanges(ranges);
}

const ofTexts = remembered((pods: string, services: string, release: string | undefined) =>
  verdictsOnRanges({ pods: JSON.parse(pods), services: JSON.parse(services), release }),
);

function verdictsOnRanges({ pods, services, release }: ClusterRanges): RangeVerdict[] {
  const all = [
    ...pods.map((text, index): Range => ({ what: 'Pod', text, cidr: cidrOf(text), place: { of: 'pods', index } })),
    ...services.map((text, index): Range => ({
      what: 'Service',
      text,
      cidr: cidrOf(text),
      place: { of: 'services', index },
    })),
  ];
  return [
    ...all.filter(({ cidr }) => cidr === undefined).map(notACidr),
    ...overlappingRanges(all),
    ...serviceRangeVerdicts(services, all, release),
    ...all.flatMap(ofOneRange),
  ];
}

/** Checks that a Cluster has a range for its Pods; the value of `cidrBlocks` may have any type. */
export function podRangeVerdict(ranges: unknown): RangeVerdict | undefined {
  return isMissing(ranges)
    ? {
        id: 'TAM085',
        level: WARNING,
        message: `It has no Pod range (spec.clusterNetwork.pods.cidrBlocks is ${shownRanges(ranges)}). In one lab, antrea-agent of a Cluster without a Pod range ended with "Spec.PodCIDR is empty".`,
        fix: 'Set spec.clusterNetwork.pods.cidrBlocks, such as ["172.20.0.0/16"].',
        source: POD_RANGE_NEEDED.source,
        place: { of: 'pods' },
      }
    : undefined;
}

/** A Cluster, as far as its need for a range of Services depends on it. */
export interface ServiceRangeFacts {
  readonly apiVersion: string;
  /** The value of spec.topology.class. */
  readonly className: unknown;
  /** The value of spec.clusterNetwork.services.cidrBlocks, of any type. */
  readonly ranges: unknown;
}

/** Checks that a Cluster has a range for its Services, if its version of the API needs one. */
export function missingServiceRangeVerdict({
  apiVersion,
  className,
  ranges,
}: ServiceRangeFacts): RangeVerdict | undefined {
  const isNeeded = apiVersion === SERVICE_RANGE_NEEDED.apiVersion && className !== undefined && className !== null;
  return isNeeded && isMissing(ranges)
    ? {
        id: 'TAM085',
        level: WARNING,
        message: `It has no Service range (spec.clusterNetwork.services.cidrBlocks is ${shownRanges(ranges)}), which one lab reports to be required in v1beta1 with spec.topology.class.`,
        fix: 'Set spec.clusterNetwork.services.cidrBlocks, such as ["10.96.0.0/16"].',
        source: SERVICE_RANGE_NEEDED.source,
        place: { of: 'services' },
      }
    : undefined;
}

function isMissing(ranges: unknown): boolean {
  return ranges === undefined || ranges === null || (Array.isArray(ranges) && ranges.length === 0);
}

function shownRanges(ranges: unknown): string {
  return ranges === undefined ? 'absent' : quote(ranges);
}

/** Checks that the Pods have an IPv4 range. Another verdict reports a Cluster without a range. */
export function ipv4Verdict(pods: unknown[], release?: ReleaseCapabilities): Verdict | undefined {
  // Another verdict reports a range that is not a CIDR.
  return pods.length === 0 || pods.some((text) => cidrOf(text)?.family !== 6)
    ? undefined
    : {
        id: 'TAM008',
        level: ERROR,
        message: `The Pod ranges ${quote(pods)} have no IPv4 range, and Antrea${release ? ` ${release.antreaVersion}` : ''} supports multicast only over IPv4${release ? ` (${release._band.ipv6Only})` : ''}.`,
        fix: 'Add an IPv4 range for the Pods.',
        source: MULTICAST_LIMITS.ipv4.source,
      };
}

function cidrOf(text: unknown): Cidr | undefined {
  return typeof text === 'string' ? parseCidr(text) : undefined;
}

/** Checks that the value of `cidrBlocks` is a list. Another verdict reports that it is missing. */
export function rangeListVerdict(of: RangePlace['of'], ranges: unknown): RangeVerdict | undefined {
  return isMissing(ranges) || Array.isArray(ranges)
    ? undefined
    : {
        id: 'TAM044',
        level: ERROR,
        message: `The ${of === 'pods' ? 'Pod' : 'Service'} ranges are ${quote(ranges)}, which is not a list.`,
        fix: 'Write a list of CIDRs, such as ["10.96.0.0/16"].',
        source: 'kubernetes-sigs/cluster-api: the CRD of Cluster',
        place: { of },
      };
}

function notACidr({ what, text, place }: Range): RangeVerdict {
  return {
    id: 'TAM044',
    level: ERROR,
    message: `The ${what} range ${quote(text)} is not a CIDR.`,
    fix: 'Write ADDRESS/PREFIX, such as "10.96.0.0/16".',
    source: 'RFC 4632',
    place,
  };
}

/** Returns a verdict for each range that overlaps a range that starts before it or at the same address. */
function overlappingRanges(ranges: Range[]): RangeVerdict[] {
  const sorted = ranges
    .flatMap(({ what, cidr, place }, order) => (cidr ? [{ what, cidr, place, order }] : []))
    .sort((a, b) => a.cidr.family - b.cidr.family || compareRanges(a.cidr.first, b.cidr.first) || a.order - b.order);
  let widest = sorted[0];
  return sorted.slice(1).flatMap((range) => {
    const other = widest;
    widest = range.cidr.family === other.cidr.family && range.cidr.last <= other.cidr.last ? other : range;
    if (!overlaps(other.cidr, range.cidr)) {
      return [];
    }
    const [first, second] = [other, range].sort((a, b) => a.order - b.order);
    return [
      {
        id: 'TAM024',
        level: ERROR,
        message: `The ${first.what} range ${quote(first.cidr.text)} and the ${second.what} range ${quote(second.cidr.text)} overlap (${meaning(first.cidr)}; ${meaning(second.cidr)}).`,
        fix: 'Choose ranges that do not overlap.',
        source: 'https://kubernetes.io/docs/concepts/cluster-administration/networking/',
        place: second.place,
      },
    ];
  });
}

function compareRanges(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function serviceRangeVerdicts(texts: unknown[], all: Range[], release: string | undefined): RangeVerdict[] {
  const { most, leastPrefix, otherAllocatorSince, source } = SERVICE_RANGE_LIMITS;
  const verdict = { id: 'TAM045', level: ERROR, source };
  const ofServices = all.filter(({ what }) => what === 'Service');
  const families = ofServices.map(({ cidr }) => cidr?.family);
  const isTwice = families.some((family, i) => family !== undefined && families.indexOf(family) < i);
  const tooMany: RangeVerdict[] =
    texts.length > most || isTwice
      ? [
          {
            ...verdict,
            message: `The Service ranges ${quote(texts)} are ${texts.length} ranges, and the API server accepts at most one of IPv4 and one of IPv6.`,
            fix: 'Set one IPv4 range, or one IPv4 range and one IPv6 range.',
            place: { of: 'services' },
          },
        ]
      : [];
  const isLimited = release === undefined || !isAtLeast(kubernetesOf(release), otherAllocatorSince);
  const ofRelease = () => (release === undefined ? '' : ` of release ${quote(release)}`);
  const tooLarge = ofServices.flatMap(({ cidr, place }): RangeVerdict[] =>
    cidr && cidr.prefix < leastPrefix[cidr.family]
      ? [
          {
            ...verdict,
            level: isLimited ? ERROR : WARNING,
            message: isLimited
              ? `The Service range ${quote(cidr.text)} is larger than the API server${ofRelease()} accepts.`
              : `The Service range ${quote(cidr.text)} is larger than the API server accepts before Kubernetes ${otherAllocatorSince}, and no source shows that the one${ofRelease()} accepts it.`,
            fix: `Use a prefix length of ${leastPrefix[cidr.family]} or more.`,
            place,
          },
        ]
      : [],
  );
  return [...tooMany, ...tooLarge];
}

function ofOneRange({ what, cidr, place }: Range): RangeVerdict[] {
  if (!cidr) {
    return [];
  }
  const range = `The ${what} range ${quote(cidr.text)}`;
  const purpose = purposeVerdict(range, cidr);
  return [
    ...(purpose ? [{ ...purpose, place }] : []),
    ...(cidr.hasHostBits
      ? [
          {
            id: 'TAM026',
            level: WARNING,
            message: `${range} has host bits set, so it means ${meaning(cidr)}.`,
            fix: 'Write the range without host bits.',
            source: 'RFC 4632',
            place,
            edits: [{ set: networkOf(cidr), caution: RANGE_CAUTION }],
          },
        ]
      : []),
  ];
}

/** Checks that the addresses of a range have no other purpose. */
function purposeVerdict(range: string, cidr: Cidr): Verdict | undefined {
  const verdict = {
    id: 'TAM025',
    fix: 'Choose ranges from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, and for IPv6 from fc00::/7.',
  };
  const shared = SPECIAL.filter(({ block }) => overlaps(block, cidr));
  const impossible = shared.filter(({ use }) => use === RangeUse.IMPOSSIBLE);
  if (impossible.length > 0) {
    const whats = [...new Set(impossible.map(({ what }) => what))].join(' and ');
    const blocks = impossible.map((row) => row.cidr).join(', ');
    return {
      ...verdict,
      level: ERROR,
      message: `${range} has ${whats} addresses (${meaning(cidr)}; ${blocks}), which no Pod or Service can have.`,
      source: impossible.map(({ source }) => source).join('; '),
    };
  }
  const whole = shared.find(({ block }) => block.first <= cidr.first && cidr.last <= block.last);
  if (whole?.use === RangeUse.PRIVATE) {
    return undefined;
  }
  return whole
    ? {
        ...verdict,
        level: WARNING,
        message: `${range} has ${whole.what} addresses (${meaning(cidr)}; ${whole.cidr}), which are not for hosts.`,
        source: whole.source,
      }
    : {
        ...verdict,
        level: WARNING,
        message: `${range} has public addresses (${meaning(cidr)}).`,
        source: 'RFC 1918, RFC 6598, RFC 4193',
      };
}
