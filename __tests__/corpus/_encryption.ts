import {
  ADDON_CONFIG,
  ANTREA_1_7,
  ANTREA_1_9,
  ANTREA_CONFIG,
  CRASHES,
  Case,
  DOUBTED_1_13,
  DOUBTFUL,
  Expected,
  ON_2_5,
  ON_2_6,
  given,
} from './_case';

// Encryption between Nodes by object, version of Antrea and multicast.

/** The controller of AntreaConfig ignores it. */
const WITHOUT_EFFECT: Expected = 'warning TAM012';
const NOT_CARRIED: Expected = 'error TAM014';

const MODES = ['wireGuard', 'ipsec', 'WIREGUARD', 'none', ''];

/** One case for each mode. Modes that encrypt have the verdict in addition to those that are expected anyway. */
function cases(what: string, facts: Omit<Case, 'name' | 'expected'>, verdicts: Expected[], always: Expected[] = []) {
  return MODES.map((trafficEncryptionMode, i): Case => ({
    ...facts,
    name: `encryption "${trafficEncryptionMode}" in an ${facts.object} on ${what}`,
    config: { ...facts.config, trafficEncryptionMode },
    expected: i < 3 ? [...always, ...verdicts] : always,
  }));
}

const OFF = { featureGates: { Multicast: false } };
const NO_ENCAP = { trafficEncapMode: 'noEncap' };
const ENABLED = { multicast: { enable: true } };

/** The encryption modes. */
export const ENCRYPTION_CASES: Case[] = [
  ...cases(
    'Antrea 1.7.2',
    { release: ANTREA_1_7, object: ANTREA_CONFIG, config: NO_ENCAP },
    [WITHOUT_EFFECT],
    [CRASHES],
  ),
  ...cases('Antrea 1.9.0', { release: ANTREA_1_9, object: ANTREA_CONFIG }, [WITHOUT_EFFECT], [CRASHES]),
  ...cases('Antrea 1.9.0, multicast off', { release: ANTREA_1_9, object: ANTREA_CONFIG, config: OFF }, [
    WITHOUT_EFFECT,
  ]),
  ...cases(
    'Antrea 1.13.3',
    { release: DOUBTED_1_13, object: ANTREA_CONFIG, config: ENABLED },
    [WITHOUT_EFFECT],
    [CRASHES, DOUBTFUL],
  ),
  ...cases('Antrea 2.1.0', { ...given('2.1.0'), object: ANTREA_CONFIG, config: ENABLED }, [WITHOUT_EFFECT], [CRASHES]),
  ...cases('Antrea 1.11.3', { ...given('1.11.3'), object: ADDON_CONFIG }, [NOT_CARRIED], [CRASHES]),
  ...cases('Antrea 2.1.0', { ...given('2.1.0'), object: ADDON_CONFIG }, [NOT_CARRIED], [CRASHES]),
  ...cases('Antrea 2.5.2', ON_2_5, [NOT_CARRIED]),
  ...cases('Antrea 2.6.1', ON_2_6, [NOT_CARRIED]),
  ...cases('Antrea 2.5.2, multicast off', { ...ON_2_5, config: OFF }, []),
];
