import {
  ANTREA_1_7,
  ANTREA_1_9,
  ANTREA_CONFIG,
  CRASHES,
  Case,
  DOUBTED_1_11,
  DOUBTFUL,
  Expected,
  ON_2_5,
  ON_2_6,
  given,
  givenAddon,
  withBugs,
} from './_case';

// Feature gates by the Antrea of the release, by the Supervisor and by the schema of the add-on's package.

const UNKNOWN: Expected = 'error TAM003';
const LOCKED: Expected = 'error TAM004';
const REFUSED: Expected = 'error TAM005';
/** No Supervisor is known to accept the gate, or the package of the add-on does not have it. */
const UNTAKEN: Expected = 'warning TAM005';

type Row = [gate: string, value: unknown, expected: Expected[]];

function cases(what: string, facts: Omit<Case, 'name' | 'expected'>, rows: Row[]): Case[] {
  return rows.map(([gate, value, expected]) => ({
    ...facts,
    name: `gate ${gate}: ${value} in an ${facts.object} of ${what}`,
    config: { ...facts.config, featureGates: { [gate]: value } },
    expected,
  }));
}

const NO_ENCAP = { trafficEncapMode: 'noEncap' };
const ON_1_7 = { release: ANTREA_1_7, object: ANTREA_CONFIG, config: NO_ENCAP };
const ON_1_9 = { release: ANTREA_1_9, object: ANTREA_CONFIG };
/** From 1.12 on the gate is not enough. */
const ENABLED = { object: ANTREA_CONFIG, config: { multicast: { enable: true } } };

const OF_ANTREA: Case[] = [
  ...withBugs(
    cases('Antrea 1.7.2', ON_1_7, [
      ['AntreaIPAM', true, []],
      ['SecondaryNetwork', true, []],
      ['ServiceExternalIP', true, []],
      ['TrafficControl', true, []],
      ['Multicluster', true, []],
      ['TopologyAwareHints', true, [UNKNOWN]],
      // The schema of AntreaConfig sets this gate by default, and the controller ignores it.
      ['TopologyAwareHints', false, []],
      ['IPsecCertAuth', true, [UNTAKEN]],
      ['NodeIPAM', true, [UNTAKEN]],
      ['ExternalNode', true, [UNKNOWN, UNTAKEN]],
      ['L7NetworkPolicy', true, [UNKNOWN, UNTAKEN]],
      ['L7NetworkPolicy', false, [UNKNOWN, UNTAKEN]],
      ['BGPPolicy', true, [UNKNOWN, UNTAKEN]],
      ['BGPPolicy', false, [UNKNOWN, UNTAKEN]],
    ]),
  ),
  ...cases('Antrea 1.9.0', ON_1_9, [
    ['TopologyAwareHints', true, [CRASHES]],
    ['ExternalNode', true, [CRASHES, UNTAKEN]],
    ['SupportBundleCollection', true, [CRASHES, UNKNOWN, UNTAKEN]],
    ['LoadBalancerModeDSR', true, [CRASHES, UNKNOWN, UNTAKEN]],
    ['BGPPolicy', true, [CRASHES, UNKNOWN, UNTAKEN]],
    ['AntreaProxy', false, [CRASHES]],
  ]),
  ...cases('Antrea 1.11.1', { release: DOUBTED_1_11, object: ANTREA_CONFIG }, [
    ['L7NetworkPolicy', true, [CRASHES, DOUBTFUL, UNTAKEN]],
    ['AdminNetworkPolicy', true, [CRASHES, DOUBTFUL, UNKNOWN, UNTAKEN]],
  ]),
  ...withBugs(
    cases('Antrea 1.13.3', { ...ENABLED, ...given('1.13.3') }, [
      ['AdminNetworkPolicy', true, [UNTAKEN]],
      ['LoadBalancerModeDSR', true, [UNTAKEN]],
      ['EgressTrafficShaping', true, [UNKNOWN, UNTAKEN]],
    ]),
  ),
  ...withBugs(
    cases('Antrea 2.2.0', { ...ENABLED, ...given('2.2.0') }, [
      ['BGPPolicy', true, [UNTAKEN]],
      ['NFTablesHostNetworkMode', true, [UNKNOWN, UNTAKEN]],
      ['EndpointSlice', false, []],
    ]),
  ),
  ...cases('Antrea 2.5.1', { ...ENABLED, ...given('2.5.1') }, [
    ['EndpointSlice', false, [LOCKED]],
    ['TopologyAwareHints', false, []],
    ['ServiceTrafficDistribution', false, [LOCKED, UNTAKEN]],
    ['ServiceTrafficDistribution', true, [UNTAKEN]],
  ]),
  ...cases('Antrea 2.5.1', givenAddon('2.5.1'), [
    ['TopologyAwareHints', false, [LOCKED]],
    ['ServiceTrafficDistribution', false, [LOCKED]],
  ]),
  // No Supervisor with this version is known.
  ...cases('Antrea 2.5.0', givenAddon('2.5.0'), [
    ['TopologyAwareHints', false, [DOUBTFUL]],
    ['ServiceTrafficDistribution', false, [DOUBTFUL]],
  ]),
];

const OF_PACKAGE: Case[] = [
  ...cases('Antrea 2.5.2', ON_2_5, [
    ['BGPPolicy', true, []],
    ['PacketCapture', true, []],
    ['L7FlowExporter', true, []],
    ['AntreaNodeConfig', true, [UNKNOWN, UNTAKEN]],
    ['IPsecCertAuth', true, [UNTAKEN]],
    ['ExternalNode', false, [UNTAKEN]],
    ['NodeIPAM', true, [UNTAKEN]],
    // The package has this gate, and no upstream version does.
    ['EgressRBAC', true, []],
    ['EndpointSlice', true, []],
    ['EndpointSlice', false, [LOCKED]],
    ['TopologyAwareHints', false, [LOCKED]],
    ['ServiceTrafficDistribution', false, [LOCKED]],
  ]),
  ...cases('Antrea 2.6.1', ON_2_6, [
    ['NFTablesHostNetworkMode', true, []],
    ['L7FlowExporter', true, [UNKNOWN]],
    ['L7FlowExporter', false, [UNKNOWN]],
    ['ClusterNetworkPolicy', true, [UNKNOWN, UNTAKEN]],
    ['EndpointSlice', false, [LOCKED]],
    ['TopologyAwareHints', false, [LOCKED]],
    ['ServiceTrafficDistribution', false, [LOCKED]],
    ['ServiceTrafficDistribution', true, []],
  ]),
  ...withBugs(
    cases('Antrea 1.7.2 on the word of the user', { ...givenAddon('1.7.2'), config: NO_ENCAP }, [
      // The schema sets defaults only in an AntreaConfig.
      ['TopologyAwareHints', false, [UNKNOWN]],
      ['TrafficControl', true, []],
    ]),
  ),
];

const OF_SPELLING: Case[] = [
  ...withBugs(
    cases('Antrea 1.7.2, misspelt', ON_1_7, [
      ['multicast', true, [UNKNOWN]],
      ['Traceflow', true, [UNKNOWN]],
      ['ANTREAPOLICY', true, [UNKNOWN]],
      ['Multi-cast', true, [UNKNOWN]],
      ['FlyingCarpet', true, ['warning TAM003']],
      ['EgressRBAC', true, [UNTAKEN]],
      ['Egress', 'true', [UNKNOWN]],
      ['Egress', 1, [UNKNOWN]],
    ]),
  ),
  ...cases('Antrea 2.5.2, misspelt', ON_2_5, [
    ['bgpPolicy', true, [UNKNOWN]],
    ['Traceflow', false, [UNKNOWN]],
    ['FlyingCarpet', true, [UNKNOWN]],
    ['Multicast', 'yes', [UNKNOWN]],
  ]),
];

const OF_SUPERVISOR: Case[] = [
  ...withBugs(cases('vSphere 8.0', { ...ON_1_7, vsphere: '8.0' }, [['Multicast', true, [REFUSED]]])),
  ...withBugs(
    cases('vSphere 8.0u1', { ...ON_1_7, vsphere: '8.0u1' }, [
      ['Multicast', true, [REFUSED]],
      ['TrafficControl', true, [REFUSED]],
    ]),
  ),
  ...withBugs(cases('vSphere 8.0u1a', { ...ON_1_7, vsphere: '8.0u1a' }, [['Multicast', true, [UNTAKEN]]])),
  ...withBugs(
    cases('vSphere 8.0u1c', { ...ON_1_7, vsphere: '8.0u1c' }, [
      ['Multicast', true, []],
      ['TrafficControl', true, [UNTAKEN]],
      ['IPsecCertAuth', true, [UNTAKEN]],
      ['BGPPolicy', true, [UNKNOWN, UNTAKEN]],
    ]),
  ),
  ...withBugs(
    cases('vSphere 9.0', { ...ON_1_7, vsphere: '9.0' }, [
      ['Multicast', true, []],
      ['TrafficControl', true, [UNTAKEN]],
      ['FlyingCarpet', true, ['warning TAM003']],
    ]),
  ),
  // An AddonConfig is not checked against the schema of AntreaConfig.
  ...cases('vSphere 8.0u1', { ...ON_2_5, vsphere: '8.0u1' }, [['BGPPolicy', true, []]]),
];

/** The feature gates. */
export const GATE_CASES: Case[] = [...OF_ANTREA, ...OF_PACKAGE, ...OF_SPELLING, ...OF_SUPERVISOR];
