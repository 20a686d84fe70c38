import { quote } from '../messages/_errors';
import { Verdict } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { Cidr, meaning, overlaps, parseCidr } from '../multicast/_cidr';
import { isAtLeast, kubernetesOf } from './_versions';
import { ReleaseCapabilities } from './release-capabilities';
import { MULTICAST_LIMITS, POD_RANGE_NEEDED, SERVICE_RANGE_NEEDED } from './tables/_network-limits';

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
}

const { ERROR, WARNING } = FindingLevel;

/** Private ranges: RFC 1918, RFC 6598 and RFC 4193. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(
  (text) => parseCidr(text) as Cidr,
);

/** Shortest prefix by IP family: kube-apiserver allows at most 20 bits of Service addresses. */
const LEAST_SERVICE_PREFIX = { 4: 12, 6: 108 };
/** First version of Kubernetes with MultiCIDRServiceAllocator by default; no source shows whether the limit still applies. */
const WITH_OTHER_ALLOCATOR = '1.33';
const MOST_SERVICE_RANGES = 2;

/** Checks the ranges of Pods and Services, each range and all together. */
export function rangeVerdicts({ pods, services, release }: ClusterRanges): Verdict[] {
  const all = [
    ...pods.map((text): Range => ({ what: 'Pod', text, cidr: cidrOf(text) })),
    ...services.map((text): Range => ({ what: 'Service', text, cidr: cidrOf(text) })),
  ];
  return [
    ...all.filter(({ cidr }) => cidr === undefined).map(notACidr),
    ...overlappingRanges(all),
    ...serviceRangeVerdicts(services, all, release),
    ...all.flatMap(ofOneRange),
  ];
}

/** Checks that a Cluster has a range for its Pods; the value of `cidrBlocks` may have any type. */
export function podRangeVerdict(ranges: unknown): Verdict | undefined {
  return isMissing(ranges)
    ? {
        id: 'TAM085',
        level: WARNING,
        message: `It has no Pod range (spec.clusterNetwork.pods.cidrBlocks is ${shownRanges(ranges)}). In one lab, antrea-agent of a Cluster without a Pod range ended with "Spec.PodCIDR is empty".`,
        fix: 'Set spec.clusterNetwork.pods.cidrBlocks, such as ["172.20.0.0/16"].',
        source: POD_RANGE_NEEDED.source,
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
export function missingServiceRangeVerdict({ apiVersion, className, ranges }: ServiceRangeFacts): Verdict | undefined {
  const isNeeded = apiVersion === SERVICE_RANGE_NEEDED.apiVersion && className !== undefined && className !== null;
  return isNeeded && isMissing(ranges)
    ? {
        id: 'TAM085',
        level: WARNING,
        message: `It has no Service range (spec.clusterNetwork.services.cidrBlocks is ${shownRanges(ranges)}), which one lab reports to be required in v1beta1 with spec.topology.class.`,
        fix: 'Set spec.clusterNetwork.services.cidrBlocks, such as ["10.96.0.0/16"].',
        source: SERVICE_RANGE_NEEDED.source,
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

function notACidr({ what, text }: Range): Verdict {
  return {
    id: 'TAM044',
    level: ERROR,
    message: `The ${what} range ${quote(text)} is not a CIDR.`,
    fix: 'Write ADDRESS/PREFIX, such as "10.96.0.0/16".',
    source: 'RFC 4632',
  };
}

/** Returns a verdict for each range that overlaps a range that starts before it or at the same address. */
function overlappingRanges(ranges: Range[]): Verdict[] {
  const sorted = ranges
    .flatMap(({ what, cidr }, place) => (cidr ? [{ what, cidr, place }] : []))
    .sort((a, b) => a.cidr.family - b.cidr.family || compareRanges(a.cidr.first, b.cidr.first) || a.place - b.place);
  let widest = sorted[0];
  return sorted.slice(1).flatMap((range) => {
    const other = widest;
    widest = range.cidr.family === other.cidr.family && range.cidr.last <= other.cidr.last ? other : range;
    if (!overlaps(other.cidr, range.cidr)) {
      return [];
    }
    const [first, second] = [other, range].sort((a, b) => a.place - b.place);
    return [
      {
        id: 'TAM024',
        level: ERROR,
        message: `The ${first.what} range ${quote(first.cidr.text)} and the ${second.what} range ${quote(second.cidr.text)} overlap (${meaning(first.cidr)}; ${meaning(second.cidr)}).`,
        fix: 'Choose ranges that do not overlap.',
        source: 'https://kubernetes.io/docs/concepts/cluster-administration/networking/',
      },
    ];
  });
}

function compareRanges(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function serviceRangeVerdicts(texts: unknown[], all: Range[], release: string | undefined): Verdict[] {
  const verdict = {
    id: 'TAM045',
    level: ERROR,
    source: 'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
  };
  const families = all.filter(({ what }) => what === 'Service').map(({ cidr }) => cidr?.family);
  const isTwice = families.some((family, i) => family !== undefined && families.indexOf(family) < i);
  const tooMany =
    texts.length > MOST_SERVICE_RANGES || isTwice
      ? [
          {
            ...verdict,
            message: `The Service ranges ${quote(texts)} are ${texts.length} ranges, and the API server accepts at most one of IPv4 and one of IPv6.`,
            fix: 'Set one IPv4 range, or one IPv4 range and one IPv6 range.',
          },
        ]
      : [];
  const isLimited = release === undefined || !isAtLeast(kubernetesOf(release), WITH_OTHER_ALLOCATOR);
  const tooLarge = all
    .filter(({ what, cidr }) => what === 'Service' && cidr && cidr.prefix < LEAST_SERVICE_PREFIX[cidr.family])
    .map(({ cidr }) => ({
      ...verdict,
      level: isLimited ? ERROR : WARNING,
      message: `The Service range ${quote(cidr?.text)} is larger than the API server accepts${isLimited ? '' : ` before Kubernetes ${WITH_OTHER_ALLOCATOR}, and no source shows that a later version accepts it`}.`,
      fix: `Use a prefix length of ${LEAST_SERVICE_PREFIX[(cidr as Cidr).family]} or more.`,
    }));
  return [...tooMany, ...tooLarge];
}

function ofOneRange({ what, cidr }: Range): Verdict[] {
  if (!cidr) {
    return [];
  }
  const range = `The ${what} range ${quote(cidr.text)}`;
  const isPrivate = PRIVATE.some(
    (own) => own.family === cidr.family && own.first <= cidr.first && cidr.last <= own.last,
  );
  return [
    ...(isPrivate
      ? []
      : [
          {
            id: 'TAM025',
            level: WARNING,
            message: `${range} has public addresses (${meaning(cidr)}).`,
            fix: 'Choose ranges from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, and for IPv6 from fc00::/7.',
            source: 'RFC 1918, RFC 6598, RFC 4193',
          },
        ]),
    ...(cidr.hasHostBits
      ? [
          {
            id: 'TAM026',
            level: WARNING,
            message: `${range} has host bits set, so it means ${meaning(cidr)}.`,
            fix: 'Write the range without host bits.',
            source: 'RFC 4632',
          },
        ]
      : []),
  ];
}
