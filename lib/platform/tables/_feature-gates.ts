import { FeatureGate, FeatureGateStage } from '../feature-gate';

/** The state of a gate from one version on. */
type State = Omit<FeatureGate, 'name' | 'antreaName'>;

/** The history of a feature gate. Each change applies from its version on; `undefined` means that the gate was removed. */
export interface GateHistory {
  /** The name that Antrea uses. */
  readonly name: string;
  /** The name that AntreaConfig and AddonConfig use. */
  readonly configName: string;
  readonly changes: [since: string, state: State | undefined, source?: string][];
  /** The source of the changes that have none of their own. */
  readonly source: string;
}

/**
 * The first and the last version of Antrea whose gates were read; every minor version between them was read too. A change
 * in a patch version names its own source.
 */
export const FIRST_ANTREA = '1.5.0';
export const LAST_ANTREA = '2.7.0';

const GATES_SOURCE = `antrea-io/antrea:pkg/features/antrea_features.go, tags v${FIRST_ANTREA} to v${LAST_ANTREA}`;

/** The source of the gates that are locked from 2.5.1 on, which their state in 2.5.0 does not show. */
const LOCKED_IN_PATCH =
  'antrea-io/antrea:CHANGELOG/CHANGELOG-2.5.md, 2.5.1 (#7620, #7625); pkg/features/antrea_features.go, tag v2.5.1 (LockToDefault)';

const STAGES = {
  Alpha: FeatureGateStage.ALPHA,
  Beta: FeatureGateStage.BETA,
  GA: FeatureGateStage.GA,
  Deprecated: FeatureGateStage.DEPRECATED,
};
type Where = 'agent' | 'controller' | 'both';

function gate(value: 'on' | 'off', stage: keyof typeof STAGES, where: Where, locked?: 'locked'): State {
  return {
    isOnByDefault: value === 'on',
    stage: STAGES[stage],
    isLocked: locked === 'locked',
    ofAgent: where !== 'controller',
    ofController: where !== 'agent',
  };
}

function history(name: string, changes: GateHistory['changes'], configName = name): GateHistory {
  return { name, configName, changes, source: GATES_SOURCE };
}

export const GATES: GateHistory[] = [
  history('AdminNetworkPolicy', [
    ['1.13.0', gate('off', 'Alpha', 'controller')],
    ['2.7.0', gate('off', 'Deprecated', 'controller')],
  ]),
  history('AntreaIPAM', [['1.5.0', gate('off', 'Alpha', 'both')]]),
  history('AntreaNodeConfig', [['2.7.0', gate('on', 'Beta', 'agent')]]),
  history('AntreaPolicy', [['1.5.0', gate('on', 'Beta', 'both')]]),
  history('AntreaProxy', [
    ['1.5.0', gate('on', 'Beta', 'agent')],
    ['1.14.0', gate('on', 'GA', 'agent')],
  ]),
  history('BGPPolicy', [['2.1.0', gate('off', 'Alpha', 'agent')]]),
  history('CleanupStaleUDPSvcConntrack', [
    ['1.13.0', gate('off', 'Alpha', 'agent')],
    ['2.1.0', gate('on', 'Beta', 'agent')],
  ]),
  history('ClusterNetworkPolicy', [['2.7.0', gate('off', 'Alpha', 'controller')]]),
  history('Egress', [
    ['1.5.0', gate('off', 'Alpha', 'both')],
    ['1.6.0', gate('on', 'Beta', 'both')],
  ]),
  history('EgressSeparateSubnet', [
    ['1.15.0', gate('off', 'Alpha', 'agent')],
    ['2.3.0', gate('on', 'Beta', 'agent')],
  ]),
  history('EgressTrafficShaping', [['1.14.0', gate('off', 'Alpha', 'agent')]]),
  history('EndpointSlice', [
    ['1.5.0', gate('off', 'Alpha', 'agent')],
    ['1.11.0', gate('on', 'Beta', 'agent')],
    ['1.14.0', gate('on', 'GA', 'agent')],
    ['2.5.0', gate('on', 'GA', 'agent', 'locked')],
  ]),
  history('ExternalNode', [
    ['1.8.0', gate('off', 'Alpha', 'controller')],
    ['1.14.0', gate('off', 'Alpha', 'agent')],
  ]),
  history('FlowExporter', [['1.5.0', gate('off', 'Alpha', 'agent')]]),
  history('IPsecCertAuth', [['1.7.0', gate('off', 'Alpha', 'both')]]),
  history('L7FlowExporter', [
    ['1.15.0', gate('off', 'Alpha', 'agent')],
    ['2.5.0', gate('off', 'Deprecated', 'agent')],
    ['2.6.0', undefined],
  ]),
  history('L7NetworkPolicy', [['1.10.0', gate('off', 'Alpha', 'both')]]),
  history('LoadBalancerModeDSR', [['1.13.0', gate('off', 'Alpha', 'agent')]]),
  history('Multicast', [
    ['1.5.0', gate('off', 'Alpha', 'agent')],
    ['1.7.0', gate('off', 'Alpha', 'both')],
    ['1.12.0', gate('on', 'Beta', 'both')],
  ]),
  history('Multicluster', [
    ['1.7.0', gate('off', 'Alpha', 'agent')],
    ['1.10.0', gate('off', 'Alpha', 'both')],
  ]),
  history('NFTablesHostNetworkMode', [['2.5.0', gate('off', 'Alpha', 'agent')]]),
  history('NetworkPolicyStats', [['1.5.0', gate('on', 'Beta', 'both')]]),
  history('NodeIPAM', [
    ['1.5.0', gate('off', 'Alpha', 'controller')],
    ['1.12.0', gate('on', 'Beta', 'controller')],
  ]),
  history('NodeLatencyMonitor', [['2.1.0', gate('off', 'Alpha', 'agent')]]),
  history('NodeNetworkPolicy', [['1.15.0', gate('off', 'Alpha', 'agent')]]),
  history('NodePortLocal', [
    ['1.5.0', gate('on', 'Beta', 'agent')],
    ['1.14.0', gate('on', 'GA', 'agent')],
  ]),
  history('PacketCapture', [['2.2.0', gate('off', 'Alpha', 'agent')]]),
  history('PreferSameTrafficDistribution', [['2.5.0', gate('off', 'Alpha', 'agent')]]),
  history('SecondaryNetwork', [['1.5.0', gate('off', 'Alpha', 'agent')]]),
  history('ServiceExternalIP', [
    ['1.5.0', gate('off', 'Alpha', 'both')],
    ['2.3.0', gate('on', 'Beta', 'both')],
  ]),
  history('ServiceTrafficDistribution', [
    ['2.2.0', gate('on', 'Beta', 'agent')],
    ['2.5.0', gate('on', 'GA', 'agent')],
    ['2.5.1', gate('on', 'GA', 'agent', 'locked'), LOCKED_IN_PATCH],
  ]),
  history('SupportBundleCollection', [['1.10.0', gate('off', 'Alpha', 'both')]]),
  history('TopologyAwareHints', [
    ['1.8.0', gate('off', 'Alpha', 'agent')],
    ['1.12.0', gate('on', 'Beta', 'agent')],
    ['2.5.0', gate('on', 'GA', 'agent')],
    ['2.5.1', gate('on', 'GA', 'agent', 'locked'), LOCKED_IN_PATCH],
  ]),
  history('Traceflow', [['1.5.0', gate('on', 'Beta', 'both')]], 'AntreaTraceflow'),
  history('TrafficControl', [['1.7.0', gate('off', 'Alpha', 'agent')]]),
];
