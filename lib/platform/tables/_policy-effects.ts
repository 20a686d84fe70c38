/** The effect of a kind of policy on multicast, in every version of Antrea. */
export interface PolicyEffect {
  readonly what: string;
  /** Whether it can keep a Pod from joining a group, and so from receiving. */
  readonly joining: string;
  /** Whether it can keep a Pod from sending to a group. */
  readonly sending: string;
  readonly source: string;
}

const RULE_TYPES =
  'antrea-io/antrea:pkg/agent/controller/networkpolicy/reconciler.go, v1.7.0 and v1.9.0, and pod_reconciler.go, v2.6.2 and v2.7.0 (getRuleType)';
const POLICY_GUIDE = 'antrea-io/antrea:docs/antrea-network-policy.md';

/** Antrea has tables of its own for multicast data and for IGMP. Only the rules that it writes into them have an effect. */
export const POLICY_EFFECTS = {
  kubernetes: {
    what: 'Kubernetes NetworkPolicy',
    joining: 'no',
    sending: 'no',
    source: RULE_TYPES,
  },
  unicast: {
    what: 'Antrea policy, rule without a multicast range in `to` and without the protocol `igmp`, also if it matches all traffic',
    joining: 'no',
    sending: 'no',
    source: RULE_TYPES,
  },
  ingress: {
    what: 'ingress rule with a multicast range in `from`',
    joining: 'no',
    sending: 'no',
    source: `${POLICY_GUIDE} (rules on multicast data only for egress); a source address is never a multicast address (RFC 1122, 3.2.1.3)`,
  },
  oneVersion: {
    what: 'Antrea policy, egress rule that drops one `igmpType`',
    joining: 'only with reports of that version',
    sending: 'no',
    source: POLICY_GUIDE,
  },
  everyJoin: {
    what: 'Antrea policy, egress rule with action Drop and protocols `[{igmp: {}}]`',
    joining: 'yes',
    sending: 'no',
    source: `${RULE_TYPES}; pkg/agent/multicast/mcast_discovery.go: a dropped report counts as a leave`,
  },
  everySend: {
    what: 'Antrea policy, egress rule with action Drop and to `[{ipBlock: {cidr: 224.0.0.0/4}}]`',
    joining: 'no; before Antrea 1.9 yes, if the rule names no transport protocol',
    sending: 'yes',
    source: `${RULE_TYPES}; antrea-io/antrea#4206`,
  },
} as const satisfies { readonly [name: string]: PolicyEffect };

/** A kind of IGMP report, with which a host joins groups. */
export interface IgmpReport {
  readonly igmpType: number;
  readonly version: number;
  readonly source: string;
}

/** The reports that a rule can match with `igmpType`. */
export const IGMP_REPORTS: IgmpReport[] = [
  { igmpType: 0x12, version: 1, source: POLICY_GUIDE },
  { igmpType: 0x16, version: 2, source: POLICY_GUIDE },
  { igmpType: 0x22, version: 3, source: POLICY_GUIDE },
];
