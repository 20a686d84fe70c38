import {
  ADDON_CONFIG,
  ADDON_WITHOUT_ANTREA,
  ANTREA_1_7,
  ANTREA_1_9,
  ANTREA_2_5,
  ANTREA_CONFIG,
  CRASHES,
  Case,
  Config,
  DOUBTED_1_11,
  DOUBTED_1_13,
  DOUBTED_1_5,
  DOUBTFUL,
  Expected,
  ON_2_5,
  VKS,
  WITHOUT_ANTREA,
  given,
  givenAddon,
} from './_case';

// Other settings of Antrea: gates that depend on each other, multicast settings, and the kind of the object.

const ON_1_5 = { release: DOUBTED_1_5, object: ANTREA_CONFIG };
const ON_1_7 = { release: ANTREA_1_7, object: ANTREA_CONFIG };
const ON_1_9 = { release: ANTREA_1_9, object: ANTREA_CONFIG };
const ON_1_11 = { release: DOUBTED_1_11, object: ANTREA_CONFIG };
const ON_1_13 = { release: DOUBTED_1_13, object: ANTREA_CONFIG };
const NO_ENCAP = { trafficEncapMode: 'noEncap' };
const ENABLED = { multicast: { enable: true } };
const INTERVAL = { igmpQueryInterval: '60s' };
const VERSIONS = { igmpQueryVersions: [3] };
const ETH1 = { multicastInterfaces: ['eth1'] };
const interfaces = (count: number): Config => ({
  multicastInterfaces: Array.from({ length: count }, (_, i) => `eth${i + 1}`),
});

type Row = [name: string, facts: Omit<Case, 'name' | 'expected' | 'config'>, config: Config, expected: Expected[]];

const cases = (rows: Row[]): Case[] =>
  rows.map(([name, facts, config, expected]) => ({ name, ...facts, config, expected }));
const gates = (featureGates: Config['featureGates']): Config => ({ featureGates });

const OF_GATES = cases([
  [
    'EndpointSlice without AntreaProxy',
    ON_1_9,
    gates({ EndpointSlice: true, AntreaProxy: false }),
    [CRASHES, 'error TAM001'],
  ],
  ['EndpointSlice with AntreaProxy', ON_1_9, gates({ EndpointSlice: true }), [CRASHES]],
  [
    'EndpointSlice without AntreaProxy in an AddonConfig',
    ON_2_5,
    gates({ EndpointSlice: true, AntreaProxy: false }),
    [],
  ],
  [
    'AntreaPolicy off on Antrea 1.5.3',
    ON_1_5,
    { ...NO_ENCAP, ...gates({ AntreaPolicy: false }) },
    [CRASHES, DOUBTFUL, 'error TAM010'],
  ],
  ['AntreaPolicy off on Antrea 1.7.2', ON_1_7, { ...NO_ENCAP, ...gates({ AntreaPolicy: false }) }, [CRASHES]],
  [
    'AntreaPolicy off on Antrea 1.5.3, multicast off too',
    { ...given('1.5.3'), object: ANTREA_CONFIG },
    gates({ AntreaPolicy: false, Multicast: false }),
    [],
  ],
  [
    'NetworkPolicyStats off on Antrea 1.7.2',
    ON_1_7,
    { ...NO_ENCAP, ...gates({ NetworkPolicyStats: false }) },
    [CRASHES, 'warning TAM011'],
  ],
  ['NetworkPolicyStats off on Antrea 1.9.0', ON_1_9, gates({ NetworkPolicyStats: false }), [CRASHES, 'warning TAM011']],
  [
    'NetworkPolicyStats off on Antrea 1.11.1',
    ON_1_11,
    gates({ NetworkPolicyStats: false }),
    [CRASHES, DOUBTFUL, 'warning TAM011'],
  ],
  [
    'NetworkPolicyStats off on Antrea 1.11.3',
    { ...given('1.11.3'), object: ANTREA_CONFIG },
    gates({ NetworkPolicyStats: false }),
    [CRASHES],
  ],
  ['NetworkPolicyStats off on Antrea 2.5.2', ON_2_5, gates({ NetworkPolicyStats: false }), []],
  ['multicast off on Antrea 1.9.0, whose crashes then strike nobody', ON_1_9, gates({ Multicast: false }), []],
]);

const OF_MULTICAST = cases([
  [
    'a query interval on Antrea 1.5.3',
    ON_1_5,
    { ...NO_ENCAP, multicast: INTERVAL },
    [CRASHES, DOUBTFUL, 'error TAM049'],
  ],
  ['a query interval on Antrea 1.7.2', ON_1_7, { ...NO_ENCAP, multicast: INTERVAL }, [CRASHES]],
  ['a query interval on Antrea 1.9.0', ON_1_9, { multicast: INTERVAL }, [CRASHES]],
  ['a query interval on Antrea 2.5.2', ON_2_5, { multicast: INTERVAL }, []],
  ['query versions on Antrea 1.7.2', ON_1_7, { ...NO_ENCAP, multicast: VERSIONS }, [CRASHES, 'error TAM049']],
  ['query versions on Antrea 1.9.0', ON_1_9, { multicast: VERSIONS }, [CRASHES, 'error TAM049']],
  ['query versions on Antrea 1.13.3', ON_1_13, { multicast: { ...VERSIONS, enable: true } }, [CRASHES, DOUBTFUL]],
  ['query versions on Antrea 2.5.2', ON_2_5, { multicast: VERSIONS }, []],
  ['multicast.enable on Antrea 1.9.0', ON_1_9, ENABLED, [CRASHES, 'error TAM049']],
  ['multicast.enable on Antrea 1.11.1', ON_1_11, ENABLED, [CRASHES, DOUBTFUL, 'error TAM049']],
  ['multicast.enable on Antrea 1.13.3', ON_1_13, ENABLED, [CRASHES, DOUBTFUL]],
  ['multicast.enable not set on Antrea 1.13.3', ON_1_13, {}, [CRASHES, DOUBTFUL, 'warning TAM048']],
  [
    'multicast.enable not set on Antrea 2.1.0',
    { ...given('2.1.0'), object: ANTREA_CONFIG },
    {},
    [CRASHES, 'warning TAM048'],
  ],
  [
    'multicast.enable false on Antrea 1.13.3',
    ON_1_13,
    { multicast: { enable: false } },
    [CRASHES, DOUBTFUL, 'warning TAM048'],
  ],
  ['multicast.enable true on Antrea 2.5.2', ON_2_5, ENABLED, []],
  ['multicast.enable false on Antrea 2.5.2', ON_2_5, { multicast: { enable: false } }, ['error TAM048']],
  [
    'multicast.enable not set in an AddonConfig on Antrea 2.5.2',
    { ...ON_2_5, isVerbatim: true, notByConstructs: 'the construct writes it by itself' },
    {},
    ['error TAM048'],
  ],
  [
    'multicast.enable not set, multicast off',
    { ...ON_2_5, isVerbatim: true, notByConstructs: 'the construct writes it by itself' },
    gates({ Multicast: false }),
    [],
  ],
]);

const OF_INTERFACES = cases([
  ['interfaces in mode encap', ON_1_9, ETH1, [CRASHES, 'warning TAM012']],
  ['interfaces in mode noEncap', ON_1_9, { ...ETH1, ...NO_ENCAP }, [CRASHES]],
  // Its controller drops them, which is a bug.
  ['interfaces in mode noEncap on Antrea 1.7.2', ON_1_7, { ...ETH1, ...NO_ENCAP }, ['warning TAM009']],
  ['interfaces in mode encap of an AddonConfig', ON_2_5, ETH1, ['warning TAM012']],
  ['interfaces in mode noEncap of an AddonConfig', ON_2_5, { ...ETH1, ...NO_ENCAP }, []],
  ['interfaces in mode hybrid of an AddonConfig', ON_2_5, { ...ETH1, trafficEncapMode: 'hybrid' }, ['warning TAM012']],
  ['32 interfaces', ON_1_9, { ...interfaces(32), ...NO_ENCAP }, [CRASHES, 'error TAM086']],
  ['32 interfaces of an AddonConfig', ON_2_5, { ...interfaces(32), ...NO_ENCAP }, ['error TAM086']],
  ['32 interfaces in mode encap', ON_1_9, interfaces(32), [CRASHES, 'warning TAM012', 'warning TAM086']],
  ['19 interfaces', ON_1_9, { ...interfaces(19), ...NO_ENCAP }, [CRASHES]],
  ['20 interfaces, with which no group fits', ON_1_9, { ...interfaces(20), ...NO_ENCAP }, [CRASHES, 'warning TAM086']],
]);

/** Below Kubernetes 1.35, and from 1.35 on. */
const OTHER_KIND: Expected = 'warning TAM050';
const WITHOUT_EFFECT: Expected = 'error TAM050';

const OF_KIND = cases([
  [
    'an AntreaConfig where the release has an AddonConfig',
    { release: ANTREA_2_5, object: ANTREA_CONFIG, cluster: VKS },
    ENABLED,
    [WITHOUT_EFFECT],
  ],
  [
    'an AntreaConfig where the release has an AddonConfig, multicast off',
    { release: ANTREA_2_5, object: ANTREA_CONFIG, cluster: VKS },
    gates({ Multicast: false }),
    [WITHOUT_EFFECT],
  ],
  [
    'an AddonConfig where the release has an AntreaConfig',
    { release: ANTREA_1_7, object: ADDON_CONFIG },
    NO_ENCAP,
    [CRASHES, OTHER_KIND],
  ],
  ['an AddonConfig on Antrea 1.9.0', { release: ANTREA_1_9, object: ADDON_CONFIG }, {}, [CRASHES, OTHER_KIND]],
  ['an AddonConfig on Kubernetes 1.35, with the Antrea of the user', givenAddon('2.5.1'), {}, []],
  [
    'an AddonConfig on Kubernetes 1.27, with the Antrea of the user',
    { ...given('2.5.1'), object: ADDON_CONFIG },
    {},
    [OTHER_KIND],
  ],
  [
    'an AntreaConfig on Kubernetes 1.35, with the Antrea of the user',
    { ...givenAddon('2.5.1'), object: ANTREA_CONFIG },
    ENABLED,
    [WITHOUT_EFFECT],
  ],
  [
    'an AddonConfig of a release without an Antrea',
    { release: WITHOUT_ANTREA, object: ADDON_CONFIG, constructsAsk: true },
    {},
    [DOUBTFUL, OTHER_KIND],
  ],
  [
    'an AntreaConfig on Kubernetes 1.35 whose Antrea nobody knows',
    { release: ADDON_WITHOUT_ANTREA, object: ANTREA_CONFIG, cluster: VKS, constructsAsk: true },
    {},
    [DOUBTFUL, WITHOUT_EFFECT],
  ],
]);

const VERBATIM = { ...ON_1_9, isVerbatim: true, notByConstructs: 'the construct writes the classic gates by itself' };

const OF_SCHEMA = cases([
  ['no featureGates, which turns every gate off', VERBATIM, {}, ['warning TAM013']],
  ['featureGates with nothing in it', VERBATIM, gates({}), ['note TAM013']],
  [
    'only the gate of multicast',
    VERBATIM,
    gates({ Multicast: true }),
    // NetworkPolicyStats is off by the default of the schema.
    [CRASHES, 'note TAM013', 'warning TAM011'],
  ],
]);

/** The other settings of Antrea. */
export const SETTING_CASES: Case[] = [...OF_GATES, ...OF_MULTICAST, ...OF_INTERFACES, ...OF_KIND, ...OF_SCHEMA];
