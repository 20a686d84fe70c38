import { MulticastSupport, MulticastSwitch, TrafficEncapMode } from '../enums';

/** A range of Antrea versions with the same multicast support, from `since` to before the next row. */
export interface MulticastBand {
  readonly since: string;
  readonly multicastSwitch: MulticastSwitch;
  readonly modes: { readonly [mode in TrafficEncapMode]: MulticastSupport };
  /** Path of `multicastInterfaces` in the agent's configuration; Antrea supports it only in mode noEncap. */
  readonly interfaces: string;
  readonly hasQueryInterval: boolean;
  /** `igmpQueryVersions`, a list of 1, 2 and 3. */
  readonly hasQueryVersions: boolean;
  /** API version of Antrea's policies. */
  readonly policyApi: 'crd.antrea.io/v1alpha1' | 'crd.antrea.io/v1beta1';
  /** Whether those policies support `protocols: [{ igmp: ... }]`. */
  readonly policiesSupportIgmp: boolean;
  /** Whether `kubectl get multicastgroups` exists. */
  readonly listsGroups: boolean;
  /** Effect of encryption between Nodes, and of Pods with only IPv6, if multicast is on. */
  readonly encryption: 'unsupported' | 'the agent refuses to start';
  readonly ipv6Only: 'unsupported' | 'the agent refuses to start';
  /** Effect of FlexibleIPAM (the gate AntreaIPAM and enableBridgingMode), if multicast is on. */
  readonly flexibleIpam: 'unsupported' | 'supported without multicastInterfaces';
  /** Source of the modes. */
  readonly modesSource: string;
  /** Source of the rest. */
  readonly source: string;
}

const { YES, NO, UNDOCUMENTED } = MulticastSupport;
const { ENCAP, NO_ENCAP, HYBRID, NETWORK_POLICY_ONLY } = TrafficEncapMode;

const IN_1_5: MulticastBand = {
  since: '1.5.0',
  multicastSwitch: MulticastSwitch.AGENT_GATE,
  modes: { [ENCAP]: NO, [NO_ENCAP]: YES, [HYBRID]: NO, [NETWORK_POLICY_ONLY]: NO },
  interfaces: 'multicastInterfaces',
  hasQueryInterval: false,
  hasQueryVersions: false,
  policyApi: 'crd.antrea.io/v1alpha1',
  policiesSupportIgmp: false,
  listsGroups: false,
  encryption: 'unsupported',
  ipv6Only: 'unsupported',
  flexibleIpam: 'unsupported',
  modesSource: 'antrea-io/antrea:docs/feature-gates.md, v1.5.0, names only noEncap',
  source: 'antrea-io/antrea:docs/feature-gates.md and pkg/config/agent/config.go, v1.5.0',
};
const IN_1_7: MulticastBand = {
  ...IN_1_5,
  since: '1.7.0',
  multicastSwitch: MulticastSwitch.BOTH_GATES,
  interfaces: 'multicast.multicastInterfaces, or the deprecated multicastInterfaces',
  hasQueryInterval: true,
  policiesSupportIgmp: true,
  listsGroups: true,
  source: 'antrea-io/antrea:CHANGELOG/CHANGELOG-1.7.md and pkg/config/agent/config.go, v1.7.0',
};
const IN_1_8: MulticastBand = {
  ...IN_1_7,
  since: '1.8.0',
  modes: { [ENCAP]: YES, [NO_ENCAP]: YES, [HYBRID]: UNDOCUMENTED, [NETWORK_POLICY_ONLY]: UNDOCUMENTED },
  modesSource:
    'antrea-io/antrea#3947 and CHANGELOG/CHANGELOG-1.8.md; docs/feature-gates.md names encap and noEncap from v1.10.0 on',
};
const IN_1_12: MulticastBand = {
  ...IN_1_8,
  since: '1.12.0',
  multicastSwitch: MulticastSwitch.GATES_AND_ENABLE,
  hasQueryVersions: true,
  source: 'antrea-io/antrea:cmd/antrea-agent/agent.go and docs/multicast-guide.md, v1.12.0',
};
const IN_1_13: MulticastBand = {
  ...IN_1_12,
  since: '1.13.0',
  policyApi: 'crd.antrea.io/v1beta1',
  source: 'antrea-io/antrea:cmd/antrea-agent/agent.go, v1.13.3; docs/api.md for the policies',
};
const IPV4_NEEDED = 'antrea-io/antrea:pkg/agent/multicast/mcast_controller.go';
const IN_1_13_4: MulticastBand = {
  ...IN_1_13,
  since: '1.13.4',
  ipv6Only: 'the agent refuses to start',
  source: `${IPV4_NEEDED}, v1.13.4 (#6123); the rest as in v1.13.3`,
};
const IN_1_14: MulticastBand = {
  ...IN_1_13,
  since: '1.14.0',
  source: `${IPV4_NEEDED}, v1.14.0: #6123 is in no 1.14, and only from v1.15.2 on in 1.15; the rest as in v1.13.3`,
};
const IN_1_15: MulticastBand = {
  ...IN_1_14,
  since: '1.15.0',
  flexibleIpam: 'supported without multicastInterfaces',
  source: 'antrea-io/antrea#4922 and docs/multicast-guide.md, v1.15.0, for FlexibleIPAM; the rest as in v1.14.0',
};
const IN_1_15_2: MulticastBand = {
  ...IN_1_15,
  since: '1.15.2',
  ipv6Only: 'the agent refuses to start',
  source: `${IPV4_NEEDED}, v1.15.2 (#6123); the rest as in v1.15.0`,
};
const IN_2_0: MulticastBand = {
  ...IN_1_15_2,
  since: '2.0.0',
  interfaces: 'multicast.multicastInterfaces',
  encryption: 'the agent refuses to start',
  source: 'antrea-io/antrea#5920; cmd/antrea-agent/options.go and pkg/agent/multicast/mcast_controller.go, v2.0.0',
};
const IN_2_5: MulticastBand = {
  ...IN_2_0,
  since: '2.5.0',
  modes: { ...IN_2_0.modes, [HYBRID]: YES, [NETWORK_POLICY_ONLY]: NO },
  modesSource:
    'antrea-io/antrea:docs/multicast-guide.md, v2.5.0, names encap, noEncap and hybrid (docs/feature-gates.md does so from v2.6.0 on); cmd/antrea-agent/options.go, v2.5.0',
};
export const MULTICAST_BANDS = [
  ...[IN_1_5, IN_1_7, IN_1_8, IN_1_12, IN_1_13, IN_1_13_4, IN_1_14, IN_1_15, IN_1_15_2],
  ...[IN_2_0, IN_2_5],
];
