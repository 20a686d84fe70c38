import {
  ADDON_CONFIG,
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
  VKS,
  WITHOUT_ANTREA,
  given,
} from './_case';

// Traffic encapsulation modes by version of Antrea, with and without multicast.

const NOT: Expected = 'error TAM006';
const PERHAPS: Expected = 'warning TAM006';

const MODES = ['encap', 'noEncap', 'hybrid', 'networkPolicyOnly'];

/** One case for each mode; the verdicts in the order of MODES. */
function cases(what: string, facts: Omit<Case, 'name' | 'expected'>, expected: Expected[][]): Case[] {
  return MODES.map((trafficEncapMode, i) => ({
    ...facts,
    name: `mode ${trafficEncapMode} on Antrea ${what}`,
    config: { ...facts.config, trafficEncapMode },
    expected: expected[i],
  }));
}

const ENABLED = { object: ANTREA_CONFIG, config: { multicast: { enable: true } } };
const OFF = { featureGates: { Multicast: false } };

const BY_VERSION: Case[] = [
  ...cases('1.5.3', { object: ANTREA_CONFIG, ...given('1.5.3') }, [[NOT], [CRASHES], [NOT], [NOT]]),
  ...cases('1.5.3 of a doubtful release', { object: ANTREA_CONFIG, release: DOUBTED_1_5 }, [
    [NOT, DOUBTFUL],
    [CRASHES, DOUBTFUL],
    [NOT, DOUBTFUL],
    [NOT, DOUBTFUL],
  ]),
  ...cases('1.7.2', { object: ANTREA_CONFIG, release: ANTREA_1_7 }, [[NOT], [CRASHES], [NOT], [NOT]]),
  ...cases('1.9.0', { object: ANTREA_CONFIG, release: ANTREA_1_9 }, [
    [CRASHES],
    [CRASHES],
    [CRASHES, PERHAPS],
    [CRASHES, PERHAPS],
  ]),
  // Its crash affects only tunnels.
  ...cases('1.11.1', { object: ANTREA_CONFIG, release: DOUBTED_1_11 }, [
    [CRASHES, DOUBTFUL],
    [DOUBTFUL],
    [CRASHES, DOUBTFUL, PERHAPS],
    [DOUBTFUL, PERHAPS],
  ]),
  ...cases('1.11.3', { object: ANTREA_CONFIG, ...given('1.11.3') }, [[CRASHES], [], [CRASHES, PERHAPS], [PERHAPS]]),
  ...cases('1.13.3', { ...ENABLED, release: DOUBTED_1_13 }, [
    [CRASHES, DOUBTFUL],
    [DOUBTFUL],
    [CRASHES, DOUBTFUL, PERHAPS],
    [DOUBTFUL, PERHAPS],
  ]),
  ...cases('2.1.0', { ...ENABLED, ...given('2.1.0') }, [[CRASHES], [], [CRASHES, PERHAPS], [PERHAPS]]),
  ...cases('2.4.5', { ...ENABLED, ...given('2.4.5') }, [[], [], [PERHAPS], [PERHAPS]]),
  ...cases('2.5.2', ON_2_5, [[], [], [], [NOT]]),
  ...cases('2.6.1', ON_2_6, [[], [], [], [NOT]]),
];

const WITHOUT_MULTICAST: Case[] = [
  ...cases('1.7.2, multicast off', { object: ANTREA_CONFIG, release: ANTREA_1_7, config: OFF }, [[], [], [], []]),
  ...cases('2.5.2, multicast off', { ...ON_2_5, config: OFF }, [[], [], [], []]),
];

const OF_DEFAULT: Case[] = [
  {
    name: 'no mode is encap: on Antrea 1.7.2',
    release: ANTREA_1_7,
    object: ANTREA_CONFIG,
    expected: [NOT],
  },
  { name: 'no mode is encap: on Antrea 1.9.0', release: ANTREA_1_9, object: ANTREA_CONFIG, expected: [CRASHES] },
  { name: 'no mode is encap: on Antrea 2.5.2', ...ON_2_5, expected: [] },
  {
    name: 'a mode of which nobody knows what the release makes of it',
    release: WITHOUT_ANTREA,
    object: ANTREA_CONFIG,
    config: { trafficEncapMode: 'networkPolicyOnly' },
    constructsAsk: true,
    expected: [DOUBTFUL],
  },
  {
    name: 'the mode of a cluster that is made elsewhere',
    release: ANTREA_1_7,
    isElsewhere: true,
    object: ANTREA_CONFIG,
    expected: [NOT],
  },
  {
    name: 'the mode of a cluster that is made elsewhere, with an AddonConfig',
    release: ANTREA_2_5,
    isElsewhere: true,
    object: ADDON_CONFIG,
    config: { trafficEncapMode: 'networkPolicyOnly' },
    expected: [NOT],
  },
];

const noSNAT = (what: string, facts: Omit<Case, 'name'>): Case => ({ name: `noSNAT ${what}`, ...facts });
const ON_1_9 = { release: ANTREA_1_9, object: ANTREA_CONFIG };

const OF_SNAT: Case[] = [
  noSNAT('in mode noEncap', {
    ...ON_1_9,
    config: { noSNAT: true, trafficEncapMode: 'noEncap' },
    expected: [CRASHES],
  }),
  noSNAT('in mode encap', {
    ...ON_1_9,
    config: { noSNAT: true, trafficEncapMode: 'encap' },
    expected: [CRASHES, 'error TAM002'],
  }),
  noSNAT('in the default mode', { ...ON_1_9, config: { noSNAT: true }, expected: [CRASHES, 'error TAM002'] }),
  noSNAT('in mode hybrid', {
    ...ON_1_9,
    config: { noSNAT: true, trafficEncapMode: 'hybrid' },
    expected: [CRASHES, PERHAPS, 'error TAM002'],
  }),
  noSNAT('false in mode encap', { ...ON_1_9, config: { noSNAT: false }, expected: [CRASHES] }),
  noSNAT('in mode encap, multicast off', {
    ...ON_1_9,
    config: { ...OFF, noSNAT: true },
    expected: ['error TAM002'],
  }),
  // Only the webhook of AntreaConfig refuses it.
  noSNAT('in mode encap of an AddonConfig', {
    release: ANTREA_2_5,
    object: ADDON_CONFIG,
    cluster: VKS,
    config: { noSNAT: true },
    expected: [],
  }),
];

/** The modes. */
export const MODE_CASES: Case[] = [...BY_VERSION, ...WITHOUT_MULTICAST, ...OF_DEFAULT, ...OF_SNAT];
