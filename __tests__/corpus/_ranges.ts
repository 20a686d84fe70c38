import { ANTREA_1_9, ANTREA_CONFIG, CRASHES, Case, Expected, ON_2_5, VKS, given } from './_case';

// Ranges of Pods and Services, without and with multicast.

const OVERLAP: Expected = 'error TAM024';
const PUBLIC: Expected = 'warning TAM025';
const HOST_BITS: Expected = 'warning TAM026';
const NOT_A_CIDR: Expected = 'error TAM044';
const SERVICES: Expected = 'error TAM045';
const IMPOSSIBLE: Expected = 'error TAM025';
const NO_ROOM: Expected = 'error TAM107';
const TWO_OF_IPV4: Expected = 'warning TAM107';

const PODS = ['172.20.0.0/16'];
const SERVICE = ['172.21.0.0/16'];

type Row = [name: string, podCidrs: string[], serviceCidrs: string[], expected: Expected[]];

/** Cases of a cluster whose Antrea is not configured. */
const cases = (rows: Row[]): Case[] =>
  rows.map(([name, podCidrs, serviceCidrs, expected]) => ({
    name: `ranges: ${name}`,
    release: ANTREA_1_9,
    cluster: { podCidrs, serviceCidrs },
    expected,
  }));

const OF_OVERLAP = cases([
  ['equal', PODS, PODS, [OVERLAP]],
  ['Services within the Pods', ['172.16.0.0/12'], SERVICE, [OVERLAP]],
  ['Pods within the Services', ['172.21.4.0/22'], SERVICE, [OVERLAP]],
  ['one address in both', ['10.0.0.0/22'], ['10.0.3.255/32'], [OVERLAP]],
  ['side by side', ['10.0.0.0/22'], ['10.0.4.0/24'], []],
  ['two of Pods that overlap', ['10.0.0.0/16', '10.0.128.0/17'], SERVICE, [OVERLAP, TWO_OF_IPV4]],
  ['two of Pods that are one', ['10.0.0.0/16', '10.0.0.0/16'], SERVICE, [OVERLAP, TWO_OF_IPV4]],
  ['two of Pods that do not', ['10.0.0.0/17', '10.0.128.0/17'], SERVICE, [TWO_OF_IPV4]],
  ['two of Services that overlap', PODS, ['10.96.0.0/16', '10.96.1.0/24'], [OVERLAP, SERVICES]],
  ['the second of the Services in the Pods', PODS, ['10.96.0.0/16', '172.20.7.0/24'], [OVERLAP, SERVICES]],
  ['of IPv6 that overlap', [...PODS, 'fd00:1::/48'], [...SERVICE, 'fd00:1::/108'], [OVERLAP]],
  ['of IPv6 that do not', [...PODS, 'fd00:1::/48'], [...SERVICE, 'fd00:2::/108'], []],
  // Bits after the prefix do not count.
  ['that overlap as they are meant', ['172.20.9.9/16'], ['172.20.0.0/24'], [OVERLAP, HOST_BITS]],
]);

const OF_TEXT = cases([
  ['of Pods without a prefix', ['172.20.0.0'], SERVICE, [NOT_A_CIDR]],
  ['of Pods with a prefix too long', ['172.20.0.0/33'], SERVICE, [NOT_A_CIDR]],
  ['of Pods with a zero before the prefix', ['172.20.0.0/016'], SERVICE, [NOT_A_CIDR]],
  ['of Pods with an octet too large', ['172.256.0.0/16'], SERVICE, [NOT_A_CIDR]],
  ['of Pods with a blank', ['172.20.0.0/16 '], SERVICE, [NOT_A_CIDR]],
  ['of Services by a name', PODS, ['services'], [NOT_A_CIDR]],
  ['of Services that is empty', PODS, [''], [NOT_A_CIDR]],
  ['of IPv6 with a prefix too long', [...PODS, 'fd00::/129'], SERVICE, [NOT_A_CIDR]],
]);

const OF_SERVICES = cases([
  ['Services of a /12', PODS, ['10.96.0.0/12'], []],
  ['Services of a /11', PODS, ['10.96.0.0/11'], [SERVICES]],
  ['Services of a /8', PODS, ['10.0.0.0/8'], [SERVICES]],
  ['Services of a /108 of IPv6', PODS, [...SERVICE, 'fd00:2::/108'], []],
  ['Services of a /107 of IPv6', PODS, [...SERVICE, 'fd00:2::/107'], [SERVICES]],
  ['three of Services', PODS, ['10.96.0.0/16', '10.97.0.0/16', '10.98.0.0/16'], [SERVICES]],
  ['two of Services of one family', PODS, ['10.96.0.0/16', '10.97.0.0/16'], [SERVICES]],
  ['Pods of a /8', ['10.0.0.0/8'], SERVICE, []],
]);

// Kubernetes 1.33 and later have another allocator of Service addresses.
const WITH_OTHER_ALLOCATOR: Case[] = [
  {
    name: 'ranges: Services of a /11 on Kubernetes 1.35',
    ...ON_2_5,
    cluster: { ...VKS, podCidrs: PODS, serviceCidrs: ['10.96.0.0/11'] },
    expected: ['warning TAM045'],
  },
];

const OF_MEANING = cases([
  ['of Pods with host bits', ['172.20.7.0/16'], SERVICE, [HOST_BITS]],
  ['of Services with host bits', PODS, ['172.21.0.1/16'], [HOST_BITS]],
  ['of IPv6 with host bits', [...PODS, 'fd00:1::1/48'], SERVICE, [HOST_BITS]],
  ['of Pods that are public', ['192.0.0.0/16'], SERVICE, [PUBLIC]],
  ['of Services that are public', PODS, ['198.51.100.0/24'], [PUBLIC]],
  ['of Pods that begin private and end public', ['192.168.0.0/15'], SERVICE, [PUBLIC]],
  ['of Pods that are public, with host bits', ['198.51.100.0/12'], SERVICE, [PUBLIC, HOST_BITS]],
  ['of carriers, which are private', ['100.64.0.0/16'], SERVICE, []],
  ['of IPv6 that are public', [...PODS, '2001:db8::/48'], SERVICE, [PUBLIC]],
]);

// Multicast, loopback and the like cannot be the addresses of a host.
const OF_PURPOSE = cases([
  ['of Pods that are multicast', ['239.0.0.0/16'], SERVICE, [IMPOSSIBLE]],
  ['of Pods that are loopback', ['127.1.0.0/16'], SERVICE, [IMPOSSIBLE]],
  ['of Pods that are unspecified', ['0.0.0.0/16'], SERVICE, [IMPOSSIBLE]],
  ['of Services that are link-local', PODS, ['169.254.0.0/16'], [IMPOSSIBLE]],
  ['of Services that are reserved', PODS, ['240.0.0.0/12'], [PUBLIC]],
  ['of Pods that end with broadcast', ['255.255.0.0/16'], SERVICE, [IMPOSSIBLE]],
  ['of Pods that begin public and end as multicast', ['192.0.0.0/2'], SERVICE, [IMPOSSIBLE]],
  ['of Pods that have every address', ['0.0.0.0/0'], SERVICE, [IMPOSSIBLE, OVERLAP]],
  ['of Pods for benchmarks', ['198.18.0.0/16'], SERVICE, [PUBLIC]],
  ['of IPv6 that are link-local', [...PODS, 'fe80::/64'], SERVICE, [IMPOSSIBLE]],
  ['of IPv6 that are multicast', PODS, [...SERVICE, 'ff05::/112'], [IMPOSSIBLE]],
]);

// Control plane, worker and one more for an upgrade: each takes a /24.
const OF_NODES = cases([
  ['of Pods for four Nodes', ['172.20.0.0/22'], SERVICE, []],
  ['of Pods for two Nodes', ['172.20.0.0/23'], SERVICE, [NO_ROOM]],
  ['of Pods for less than a Node', ['172.20.0.0/25'], SERVICE, [NO_ROOM]],
  ['of Pods for two Nodes, with IPv6', ['172.20.0.0/23', 'fd00:1::/48'], SERVICE, [NO_ROOM]],
  ['two of Pods for one Node each', ['172.20.0.0/24', '172.22.0.0/24'], SERVICE, [NO_ROOM]],
]);

const IPV6_ONLY = ['fd00:1::/48'];
const ENABLED = { multicast: { enable: true } };

const WITH_MULTICAST: Case[] = [
  {
    name: 'Pods of IPv6 only with multicast on Antrea 1.9.0',
    release: ANTREA_1_9,
    object: ANTREA_CONFIG,
    cluster: { podCidrs: IPV6_ONLY },
    expected: ['error TAM008', CRASHES],
  },
  {
    name: 'Pods of IPv6 only with multicast on Antrea 2.5.2',
    ...ON_2_5,
    cluster: { ...VKS, podCidrs: IPV6_ONLY },
    expected: ['error TAM008'],
  },
  {
    name: 'Pods of IPv6 only, multicast off',
    release: ANTREA_1_9,
    object: ANTREA_CONFIG,
    config: { featureGates: { Multicast: false } },
    cluster: { podCidrs: IPV6_ONLY },
    expected: [],
  },
  {
    name: 'Pods of IPv6 only, no Antrea configured',
    release: ANTREA_1_9,
    cluster: { podCidrs: IPV6_ONLY },
    expected: [],
  },
  {
    name: 'Pods of both families with multicast on Antrea 2.5.2',
    ...ON_2_5,
    cluster: { ...VKS, podCidrs: [...IPV6_ONLY, ...PODS] },
    expected: [],
  },
  // The agent of that version does not start with both.
  {
    name: 'Pods of both families with multicast on Antrea 1.13.3',
    ...given('1.13.3'),
    object: ANTREA_CONFIG,
    config: ENABLED,
    cluster: { podCidrs: [...PODS, ...IPV6_ONLY] },
    expected: ['warning TAM009'],
  },
  {
    name: 'Pods of both families with multicast on Antrea 2.1.0',
    ...given('2.1.0'),
    object: ANTREA_CONFIG,
    config: ENABLED,
    cluster: { podCidrs: [...PODS, ...IPV6_ONLY] },
    expected: [CRASHES],
  },
  {
    name: 'ranges that overlap, with multicast',
    ...ON_2_5,
    cluster: { ...VKS, podCidrs: PODS, serviceCidrs: PODS },
    expected: [OVERLAP],
  },
  {
    name: 'a range that is no CIDR, with multicast',
    ...ON_2_5,
    cluster: { ...VKS, serviceCidrs: ['172.21.0.0/99'] },
    expected: [NOT_A_CIDR],
  },
];

const WITHOUT_RANGE: Case[] = [
  {
    name: 'ranges: none of Services',
    release: ANTREA_1_9,
    cluster: { podCidrs: PODS, serviceCidrs: [] },
    notByConstructs: 'the construct needs at least one range',
    expected: ['warning TAM085'],
  },
  {
    name: 'ranges: none of Pods',
    release: ANTREA_1_9,
    cluster: { podCidrs: [], serviceCidrs: SERVICE },
    notByConstructs: 'the construct needs at least one range',
    expected: ['warning TAM085'],
  },
  {
    name: 'ranges: none of Pods, on a release with an AddonConfig',
    ...ON_2_5,
    cluster: { ...VKS, podCidrs: [], serviceCidrs: SERVICE },
    notByConstructs: 'the construct needs at least one range',
    expected: ['warning TAM085'],
  },
];

/** The ranges. */
export const RANGE_CASES: Case[] = [
  ...OF_OVERLAP,
  ...OF_TEXT,
  ...OF_SERVICES,
  ...WITH_OTHER_ALLOCATOR,
  ...OF_MEANING,
  ...OF_PURPOSE,
  ...OF_NODES,
  ...WITH_MULTICAST,
  ...WITHOUT_RANGE,
];
