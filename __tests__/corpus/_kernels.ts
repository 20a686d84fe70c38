import {
  ANTREA_1_7,
  ANTREA_1_9,
  ANTREA_2_5,
  ANTREA_CONFIG,
  CRASHES,
  Case,
  DOUBTED_1_11,
  DOUBTED_1_13,
  DOUBTED_1_5,
  DOUBTFUL,
  Expected,
  ON_2_5,
  ON_2_6,
  Pool,
  VKS,
} from './_case';

// Operating systems of the Nodes by release, and the versions of a system that a release has.

const CANNOT: Expected = 'error TAM007';
const MAY_NOT: Expected = 'warning TAM007';
const AMBIGUOUS: Expected = 'error TAM043';
const UNKNOWN_VERSION: Expected = 'warning TAM043';

const PHOTON = 'os-name=photon';
const WINDOWS = 'os-type=windows';
const UBUNTU = 'os-name=ubuntu';

const NO_ENCAP = { trafficEncapMode: 'noEncap' };
const OFF = { featureGates: { Multicast: false } };
const ON_1_7 = { release: ANTREA_1_7, object: ANTREA_CONFIG, config: NO_ENCAP };
const ON_1_9 = { release: ANTREA_1_9, object: ANTREA_CONFIG };

type Facts = Omit<Case, 'name' | 'expected'>;

/** The same facts with another system on all Nodes, or only in the second of two pools. */
function withSystem(facts: Facts, os: string | null, pool?: string): Facts {
  const pools: Pool[] | undefined = pool === undefined ? undefined : [{ name: 'np1' }, { name: 'np2', os: pool }];
  return { ...facts, cluster: { ...facts.cluster, os, ...(pools ? { pools } : {}) } };
}

const onAllNodes = (name: string, facts: Facts, os: string, expected: Expected[]): Case => ({
  name: `${os} on all Nodes, ${name}`,
  ...withSystem(facts, os),
  expected,
});

const inOnePool = (name: string, facts: Facts, pool: string, expected: Expected[]): Case => ({
  name: `${pool} in one pool, ${name}`,
  ...withSystem(facts, facts.cluster?.os ?? UBUNTU, pool),
  expected,
});

const OF_KERNELS: Case[] = [
  onAllNodes('Kubernetes 1.23', { release: DOUBTED_1_5, object: ANTREA_CONFIG, config: NO_ENCAP }, PHOTON, [
    CANNOT,
    CRASHES,
    DOUBTFUL,
  ]),
  onAllNodes('Kubernetes 1.24', ON_1_7, PHOTON, [CANNOT, CRASHES]),
  onAllNodes('Kubernetes 1.25', ON_1_9, PHOTON, [CANNOT, CRASHES]),
  onAllNodes('Kubernetes 1.26', { release: DOUBTED_1_11, object: ANTREA_CONFIG }, PHOTON, [MAY_NOT, CRASHES, DOUBTFUL]),
  onAllNodes(
    'Kubernetes 1.28',
    { release: DOUBTED_1_13, object: ANTREA_CONFIG, config: { multicast: { enable: true } } },
    PHOTON,
    [MAY_NOT, CRASHES, DOUBTFUL],
  ),
  onAllNodes('Kubernetes 1.35', ON_2_5, PHOTON, [MAY_NOT]),
  onAllNodes('Kubernetes 1.36', ON_2_6, PHOTON, [MAY_NOT]),
  onAllNodes('Kubernetes 1.25, multicast off', { ...ON_1_9, config: OFF }, PHOTON, []),
  onAllNodes('Kubernetes 1.35, multicast off', { ...ON_2_5, config: OFF }, PHOTON, []),
  onAllNodes('Kubernetes 1.25, no Antrea configured', { release: ANTREA_1_9 }, PHOTON, []),
  inOnePool('Kubernetes 1.24', ON_1_7, PHOTON, [CANNOT, CRASHES]),
  inOnePool('Kubernetes 1.25', ON_1_9, PHOTON, [CANNOT, CRASHES]),
  inOnePool('Kubernetes 1.35', ON_2_5, PHOTON, [MAY_NOT]),
  onAllNodes('Kubernetes 1.25, by its version', ON_1_9, 'os-name=photon,os-version=3', [CANNOT, CRASHES]),
  onAllNodes('Kubernetes 1.35, by its version', ON_2_5, 'os-name=photon,os-version=5', [MAY_NOT]),
  // The annotation has its parts in any order.
  inOnePool('Kubernetes 1.25, said last', ON_1_9, 'os-arch=amd64,os-name=photon', [CANNOT, CRASHES]),
];

const OF_WINDOWS: Case[] = [
  inOnePool('Kubernetes 1.24', ON_1_7, WINDOWS, [CANNOT, CRASHES]),
  inOnePool('Kubernetes 1.25', ON_1_9, WINDOWS, [CANNOT, CRASHES]),
  inOnePool('Kubernetes 1.35', ON_2_5, WINDOWS, [CANNOT]),
  inOnePool('Kubernetes 1.35, by its name', ON_2_5, 'os-name=windows', [CANNOT]),
  inOnePool('Kubernetes 1.35, by both', ON_2_5, 'os-type=windows,os-name=windows,os-version=2022', [CANNOT]),
  inOnePool('Kubernetes 1.35, multicast off', { ...ON_2_5, config: OFF }, WINDOWS, []),
  inOnePool('Kubernetes 1.35, no Antrea configured', { release: ANTREA_2_5, cluster: VKS }, WINDOWS, []),
];

const OF_OTHERS: Case[] = [
  // The meaning of these is unknown.
  inOnePool('Kubernetes 1.25, a system of your own', ON_1_9, 'os-name=flatcar', [CRASHES]),
  inOnePool('Kubernetes 1.25, no name', ON_1_9, 'os-version=22.04', [CRASHES]),
  {
    name: 'no system named, of a class that takes Photon then',
    ...withSystem(ON_1_9, null),
    notByConstructs: 'the construct always names a system',
    expected: [CANNOT, CRASHES],
  },
  {
    name: 'no system named, of a class of your own',
    ...withSystem({ ...ON_1_9, cluster: { clusterClass: 'our-ubuntu' } }, null),
    notByConstructs: 'the construct always names a system',
    expected: [CRASHES, 'note TAM099'],
  },
  {
    name: 'no system named on Kubernetes 1.35',
    ...withSystem(ON_2_5, null),
    notByConstructs: 'the construct always names a system',
    expected: [MAY_NOT],
  },
];

const OF_VERSIONS: Case[] = [
  onAllNodes('of the two images of Kubernetes 1.35', ON_2_5, UBUNTU, [AMBIGUOUS]),
  onAllNodes('of the two images of Kubernetes 1.36', ON_2_6, UBUNTU, [AMBIGUOUS]),
  onAllNodes('multicast off, of the two images of Kubernetes 1.35', { ...ON_2_5, config: OFF }, UBUNTU, [AMBIGUOUS]),
  onAllNodes('of Kubernetes 1.35, no Antrea configured', { release: ANTREA_2_5, cluster: VKS }, UBUNTU, [AMBIGUOUS]),
  onAllNodes(
    'of Kubernetes 1.33, whose Antrea nobody knows',
    { release: 'v1.33.6---vmware.1-fips-vkr.2', cluster: VKS },
    UBUNTU,
    [AMBIGUOUS],
  ),
  onAllNodes('the first of the two', ON_2_5, 'os-name=ubuntu,os-version=22.04', []),
  onAllNodes('a version that the release is not known to have', ON_2_5, 'os-name=ubuntu,os-version=20.04', [
    UNKNOWN_VERSION,
  ]),
  onAllNodes('a version where the release has one image', ON_1_9, 'os-name=ubuntu,os-version=20.04', [CRASHES]),
  inOnePool('of the two images of Kubernetes 1.35', ON_2_5, UBUNTU, [AMBIGUOUS]),
  inOnePool('a later version on Kubernetes 1.36', ON_2_6, 'os-name=ubuntu,os-version=26.04', [UNKNOWN_VERSION]),
];

/** The systems of the Nodes. */
export const KERNEL_CASES: Case[] = [...OF_KERNELS, ...OF_WINDOWS, ...OF_OTHERS, ...OF_VERSIONS];
